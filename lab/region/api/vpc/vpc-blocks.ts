import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { route } from '../../http/route';
import { NO_SECONDARY_BLOCKS, NUMBERS, VPC_BLOCKS } from '../../limits';
import { ipv4Network, isDistinct } from '../../schema';
import { blocksOf } from '../../store/vpc';
import { checkApart, checkPeers, isInOneOf, vpc3 } from './vpcs';

const field = 'vpc.extend_cidrs';

const body = z.strictObject({
  vpc: z.strictObject({
    extend_cidrs: z.array(ipv4Network).min(1, 'at least one block').refine(isDistinct, 'a block is listed twice'),
  }),
});

function added(region: Region, vpcId: string, blocks: readonly string[]): string[] {
  const vpc = region.store.vpcs.need(vpcId);
  for (const [index, block] of blocks.entries()) {
    if ((VPC_BLOCKS as readonly string[]).includes(block))
      throw invalid(field, `${block} is too large for a secondary block`);
    checkApart(block, NO_SECONDARY_BLOCKS, field);
    checkPeers(region, vpcId, block, field);
    checkApart(block, [...blocksOf(vpc), ...blocks.slice(0, index)], field);
    const { min, max } = NUMBERS.subnetPrefix;
    const prefix = Number(block.split('/')[1]);
    if (prefix < min || prefix > max) throw invalid(field, `${block} has no prefix from /${min} to /${max}`);
  }
  const { max } = NUMBERS.secondaryBlocks;
  const all = [...vpc.extendCidrs, ...blocks];
  if (all.length > max) throw conflict(`${field}: ${all.length} secondary blocks, at most ${max}`);
  return all;
}

/** Blocks that the VPC has not are ignored. */
function without({ store }: Region, vpcId: string, blocks: readonly string[]): string[] {
  const vpc = store.vpcs.need(vpcId);
  const subnet = store.subnets.find((one) => one.vpcId === vpcId && isInOneOf(one.cidr, blocks));
  if (subnet) throw conflict(`${field}: subnet ${subnet.name} (${subnet.cidr}) lies in a block that is to go`);
  return vpc.extendCidrs.filter((block) => !blocks.includes(block));
}

const vpc = '/v3/{project_id}/vpc/vpcs/{vpc_id}';

const blockRoute = (path: 'add-extend-cidr' | 'remove-extend-cidr', summary: string, become: typeof added) =>
  route({
    service: 'vpc',
    method: 'PUT',
    path: `${vpc}/${path}`,
    summary,
    errors: 'v3',
    status: 200,
    body,
    change: ({ region, params, body: wanted }) => {
      const extendCidrs = become(region, params.vpc_id, wanted.vpc.extend_cidrs);
      const patch = { extendCidrs, updatedAt: region.clock() };
      return { vpc: vpc3(region.store.vpcs.update(params.vpc_id, patch), region) };
    },
  });

export const vpcBlockRoutes = [
  blockRoute('add-extend-cidr', 'Add secondary blocks to a VPC', added),
  blockRoute('remove-extend-cidr', 'Remove secondary blocks from a VPC; 409 while subnets lie in them', without),
];
