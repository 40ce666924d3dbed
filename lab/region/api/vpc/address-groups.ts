import { z } from 'zod';
import { rangeFamily } from '../../../addresses/address-range';
import { isoTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { paging } from '../../http/paging';
import { route } from '../../http/route';
import { NUMBERS, TEXTS } from '../../limits';
import { checkQuota } from '../../quotas';
import {
  description,
  enterpriseProjectId,
  isDistinct,
  newEnterpriseProjectId,
  numberOf,
  resourceName,
  textOf,
} from '../../schema';
import { type AddressGroup, type GroupedAddress } from '../../store/address-group';
import { deleteRoute, listRoute, showRoute, type V3Resource } from '../v3-resource';

const form = (group: AddressGroup, region: Region) => ({
  id: group.id,
  name: group.name,
  description: group.description,
  ip_version: group.ipVersion,
  ip_set: group.addresses.map(({ ip }) => ip),
  ip_extra_set: group.addresses,
  max_capacity: group.maxCapacity,
  tenant_id: region.settings.projectId,
  enterprise_project_id: group.enterpriseProjectId,
  tags: [],
  status: 'NORMAL',
  status_message: '',
  created_at: isoTime(group.createdAt),
  updated_at: isoTime(group.updatedAt),
});

const range = z
  .string()
  .refine(
    (text) => rangeFamily(text) !== undefined,
    'not an address, a block without host bits or a range such as "192.168.3.20-192.168.3.100"',
  );

const lists = {
  ip_set: z.array(range).refine(isDistinct, 'an address is listed twice').optional(),
  ip_extra_set: z
    .array(z.strictObject({ ip: range, remarks: textOf(TEXTS.description).default('') }))
    .refine((items) => isDistinct(items.map(({ ip }) => ip)), 'an address is listed twice')
    .optional(),
};

const capacity = numberOf(NUMBERS.addressesOfGroup);

const createBody = z.strictObject({
  address_group: z.strictObject({
    name: resourceName,
    description: description.default(''),
    ip_version: z.literal([4, 6], { error: '4 or 6' }),
    max_capacity: capacity.default(NUMBERS.addressesOfGroup.max),
    enterprise_project_id: newEnterpriseProjectId.default('0'),
    ...lists,
  }),
});

const updateBody = z.strictObject({
  address_group: z.strictObject({
    name: resourceName.optional(),
    description: description.optional(),
    max_capacity: capacity.optional(),
    ...lists,
  }),
});

interface Lists {
  readonly ip_set?: readonly string[] | undefined;
  readonly ip_extra_set?: readonly GroupedAddress[] | undefined;
}

/** What a body lists in whichever of the two ways; undefined if in neither. Remarks of addresses that stay are kept. */
function addressesOf({ ip_set: plain, ip_extra_set: extra }: Lists, before: readonly GroupedAddress[]) {
  if (plain && extra) throw invalid('address_group.ip_extra_set', 'cannot be given together with ip_set');
  return extra ?? plain?.map((ip) => ({ ip, remarks: before.find((one) => one.ip === ip)?.remarks ?? '' }));
}

function checked(group: AddressGroup): AddressGroup {
  const other = group.addresses.find(({ ip }) => rangeFamily(ip) !== group.ipVersion);
  if (other) throw invalid('address_group.ip_set', `${other.ip} is not of IPv${group.ipVersion}`);
  const { length } = group.addresses;
  if (length > group.maxCapacity) {
    throw invalid('address_group.ip_set', `${length} addresses, at most the max_capacity of ${group.maxCapacity}`);
  }
  return group;
}

const namingRules = ({ store }: Region, id: string) =>
  store.securityGroupRules.filter((rule) => rule.remoteAddressGroupId === id);

function remove(region: Region, id: string): void {
  region.store.addressGroups.need(id);
  const [rule] = namingRules(region, id);
  if (rule) throw conflict(`address group ${id} is named by the rule ${rule.id} of group ${rule.securityGroupId}`);
  region.store.addressGroups.delete(id);
}

const collection = '/v3/{project_id}/vpc/address-groups';
const single = `${collection}/{address_group_id}` as const;
const groups: V3Resource<AddressGroup> = {
  ...{ service: 'vpc', collection, one: 'address_group', form },
  table: (store) => store.addressGroups,
};

const oneOrMore = (item: z.ZodType<string>) => z.union([item, z.array(item)]).optional();
const includes = (wanted: string | readonly string[] | undefined, text: string): boolean =>
  wanted === undefined || [wanted].flat().includes(text);

export const addressGroupRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: collection,
    summary: 'Create an address group',
    errors: 'v3',
    status: 201,
    body: createBody,
    change: ({ region, body: { address_group: wanted } }) => {
      checkQuota(region.settings.quotas, 'addressGroups', region.store.addressGroups.size);
      const now = region.clock();
      const group = checked({
        id: region.ids.uuid(),
        name: wanted.name,
        description: wanted.description,
        ipVersion: wanted.ip_version,
        addresses: addressesOf(wanted, []) ?? [],
        maxCapacity: wanted.max_capacity,
        enterpriseProjectId: wanted.enterprise_project_id,
        createdAt: now,
        updatedAt: now,
      });
      return { address_group: form(region.store.addressGroups.insert(group), region) };
    },
  }),
  listRoute(
    groups,
    'List address groups',
    z.strictObject({
      ...paging,
      id: oneOrMore(z.string()),
      name: oneOrMore(z.string()),
      description: oneOrMore(z.string()),
      ip_version: z.string().optional(),
      enterprise_project_id: enterpriseProjectId.optional(),
    }),
    (region, query) =>
      region.store.addressGroups.filter(
        (group) =>
          includes(query.id, group.id) &&
          includes(query.name, group.name) &&
          includes(query.description, group.description) &&
          (query.ip_version ?? String(group.ipVersion)) === String(group.ipVersion),
      ),
  ),
  showRoute(groups, 'Show an address group'),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary: 'Rename or describe an address group, or give it other addresses, which its rules follow at once',
    errors: 'v3',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { address_group: wanted } }) => {
      const group = region.store.addressGroups.need(params.address_group_id);
      const updated = region.store.addressGroups.update(group.id, {
        name: wanted.name,
        description: wanted.description,
        maxCapacity: wanted.max_capacity,
        addresses: addressesOf(wanted, group.addresses),
        updatedAt: region.clock(),
      });
      return { address_group: form(checked(updated), region) };
    },
  }),
  deleteRoute(groups, 'Delete an address group; 409 while a rule names it', remove),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: `${single}/force`,
    summary: 'Delete an address group and the rules that name it',
    errors: 'v3',
    status: 204,
    change: ({ region, params }) => {
      region.store.addressGroups.need(params.address_group_id);
      for (const { id } of namingRules(region, params.address_group_id)) region.store.securityGroupRules.delete(id);
      region.store.addressGroups.delete(params.address_group_id);
    },
  }),
];
