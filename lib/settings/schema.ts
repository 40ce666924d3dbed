import { z } from 'zod';
import { Cidr, isIpv4Address } from '../cidr';
import {
  checkDescription,
  checkInteger,
  checkName,
  checkVni,
  FILTER_RULE_PRIORITY,
  MIRROR_SOURCE_FLAVOR_FAMILIES,
  PACKET_LENGTH,
  PORT,
  SESSION_PRIORITY,
  type IntegerRange,
  type Problem,
} from '../limits';
import { PortRange } from '../port-range';

/** A value with a check of ours: the message is the end of a sentence, the path is put before it when it is shown. */
function checked<T extends z.ZodType>(type: T, check: (value: z.output<T>) => Problem): T {
  return type.superRefine((value, context) => {
    const problem = check(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
}

/** Turns a parser that throws into a check. */
function parses<T>(parse: (value: T) => unknown): (value: T) => Problem {
  return (value) => {
    try {
      parse(value);
      return undefined;
    } catch (error) {
      return `is wrong: ${(error as Error).message}`;
    }
  };
}

const text = z.string().min(1);
const name = checked(z.string(), checkName);
const description = checked(z.string(), checkDescription);
const integer = (range: IntegerRange): z.ZodNumber => checked(z.number(), (value) => checkInteger(value, range));
const port = integer(PORT);
const parseCidr = parses((value: string) => Cidr.parse(value));
const cidr = checked(z.string(), parseCidr);
const ipv4Cidr = checked(z.string(), (value) =>
  value.includes(':') ? `must be an IPv4 block, got: "${value}"` : parseCidr(value),
);
const address = checked(z.string(), (value) =>
  isIpv4Address(value) ? undefined : `must be an IPv4 address such as 192.168.0.230, got: "${value}"`,
);
const ports = checked(
  z.union([z.string(), z.number()]),
  parses((value: string | number) => PortRange.parse(value)),
);
const flavor = checked(z.string(), (value) =>
  /^[a-z0-9]+(\.[a-z0-9]+)+$/i.test(value) ? undefined : `must be a flavor id such as c7t.large.2, got: "${value}"`,
);
const url = checked(z.string(), (value) =>
  /^https?:\/\/[^/\s]+(\/\S*)?$/.test(value) ? undefined : `must be an http or https URL, got: "${value}"`,
);
const tags = checked(z.record(z.string(), z.string()), (value) => {
  const bad = Object.entries(value).find(([key, tag]) => key.length < 1 || key.length > 36 || tag.length > 43);
  return bad === undefined
    ? undefined
    : `must have keys of 1 to 36 and values of at most 43 characters, got: "${bad[0]}" = "${bad[1]}"`;
});

/** Values: disk types of EVS, provider docs of compute_instance (system_disk_type). */
const systemDisk = z.strictObject({
  type: z.enum(['SAS', 'SSD', 'GPSSD', 'ESSD', 'GPSSD2', 'ESSD2']).default('GPSSD'),
  sizeGib: integer({ min: 1, max: 1024 }).default(40),
});

const server = (defaults: { name: string; flavor: string; privateIp: string }) =>
  z
    .strictObject({
      name: name.default(defaults.name),
      flavor: flavor.default(defaults.flavor),
      privateIp: address.default(defaults.privateIp),
      image: text.optional(),
      systemDisk: systemDisk.partial().optional(),
      availabilityZone: text.optional(),
    })
    .prefault({});

const mirrorRule = z.strictObject({
  direction: z.enum(['ingress', 'egress']).default('ingress'),
  priority: integer(FILTER_RULE_PRIORITY),
  protocol: z.enum(['tcp', 'udp', 'icmp', 'icmpv6', 'all']).default('all'),
  ethertype: z.enum(['IPv4', 'IPv6']).default('IPv4'),
  action: z.enum(['accept', 'reject']).default('accept'),
  source: cidr.optional(),
  destination: cidr.optional(),
  sourcePorts: ports.optional(),
  destinationPorts: ports.optional(),
  description: description.optional(),
});

const mirrorSession = {
  priority: integer(SESSION_PRIORITY),
  vni: checked(z.number(), checkVni),
  packetLength: integer(PACKET_LENGTH),
};

/** Endpoint keys that the provider knows; it ignores any other in silence. Source: provider 1.97.1, endpoints.go. */
const endpointKeys = ['vpc', 'ecs', 'evs', 'ims', 'kms', 'iam', 'bss', 'elb', 'dns', 'eps'] as const;
const endpoints = z.strictObject(
  Object.fromEntries(endpointKeys.map((key) => [key, url.optional()])) as Record<
    (typeof endpointKeys)[number],
    z.ZodOptional<z.ZodString>
  >,
);

/** Everything under `context.trafficMirroring` in cdktf.json. Every default is a row of the guide where it has one. */
export const settingsSchema = z.strictObject({
  region: text.optional(),
  provider: z
    .strictObject({
      projectId: text.optional(),
      domainId: text.optional(),
      authUrl: url.optional(),
      insecure: z.boolean().optional(),
      maxRetries: integer({ min: 0, max: 100 }).optional(),
      endpoints: endpoints.optional(),
    })
    .prefault({}),
  enterpriseProjectId: text.optional(),
  tags: tags.default({}),
  network: z
    .strictObject({
      vpcName: name.default('VPC-A'),
      vpcCidr: ipv4Cidr.default('192.168.0.0/16'),
      subnetName: name.default('Subnet-A01'),
      subnetCidr: ipv4Cidr.default('192.168.0.0/24'),
      gatewayIp: address.optional(),
      // The provider's own last resort; public, so that they answer in every region.
      dnsServers: z.array(address).min(1).max(5).default(['8.8.8.8', '114.114.114.114']),
      ipv6: z.boolean().default(false),
    })
    .prefault({}),
  image: text.default('Huawei Cloud EulerOS 2.0 Standard 64 bit'),
  systemDisk: systemDisk.prefault({}),
  servers: z
    .strictObject({
      source: server({ name: 'ECS-source', flavor: 'c7t.large.2', privateIp: '192.168.0.230' }),
      target: server({ name: 'ECS-target', flavor: 's6.large.2', privateIp: '192.168.0.164' }),
      test: server({ name: 'ECS-test', flavor: 's6.large.2', privateIp: '192.168.0.161' }),
    })
    .prefault({}),
  listeningPort: port.default(1234),
  mirrorSourceFlavorFamilies: z
    .array(text)
    .min(1)
    .default([...MIRROR_SOURCE_FLAVOR_FAMILIES]),
  securityGroups: z
    .strictObject({
      mode: z.enum(['shared', 'split']).default('shared'),
      sharedName: name.default('Sg-X'),
      sourceName: name.default('Sg-A'),
      targetName: name.default('Sg-B'),
    })
    .prefault({}),
  keyPairName: checked(z.string(), (value) =>
    /^[A-Za-z0-9_-]{1,64}$/.test(value) ? undefined : `must be 1 to 64 letters, digits, "_" or "-", got: "${value}"`,
  ).default('KeyPair-A'),
  publicAccess: z.boolean().default(true),
  elasticIp: z
    .strictObject({
      name: name.default('EIP-A'),
      type: text.default('5_bgp'),
      bandwidthName: name.default('EIP-A'),
      // Mbit/s.
      bandwidthSize: integer({ min: 1, max: 2000 }).default(5),
      chargeMode: z.enum(['traffic', 'bandwidth']).default('traffic'),
    })
    .prefault({}),
  mirrorFilter: z
    .strictObject({
      name: name.default('mirror-filter-A'),
      description: description.optional(),
      rules: z.array(mirrorRule).min(1).optional(),
    })
    .prefault({}),
  mirrorSession: z
    .strictObject({
      name: name.default('mirror-session-A'),
      description: description.optional(),
      priority: mirrorSession.priority.default(1),
      vni: mirrorSession.vni.default(1),
      packetLength: mirrorSession.packetLength.default(96),
      enabled: z.boolean().default(true),
    })
    .prefault({}),
  additionalMirrors: z
    .array(
      z.strictObject({
        filterName: name,
        rules: z.array(mirrorRule).min(1),
        sessionName: name,
        priority: mirrorSession.priority,
        vni: mirrorSession.vni,
        packetLength: mirrorSession.packetLength.default(96),
        enabled: z.boolean().default(true),
      }),
    )
    .default([]),
  verification: z
    .strictObject({
      enabled: z.boolean().default(true),
      controlPort: port.optional(),
      proxyPort: port.default(3128),
      updatePackages: z.boolean().default(false),
      // Seconds.
      connectTimeout: integer({ min: 10, max: 3600 }).default(300),
      installTimeout: integer({ min: 30, max: 3600 }).default(600),
    })
    .prefault({}),
  stateBackend: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('local'),
        path: checked(z.string(), (value) =>
          /^([/\\]|[A-Za-z]:)/.test(value)
            ? `must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: "${value}"`
            : undefined,
        ).optional(),
      }),
      z.strictObject({
        type: z.literal('cloud'),
        organization: text,
        workspace: text.optional(),
        tags: z.array(text).min(1).optional(),
        project: text.optional(),
        hostname: text.optional(),
      }),
    ])
    .default({ type: 'local' }),
});

export type ParsedSettings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
export type MirrorRuleSettings = z.output<typeof mirrorRule>;
