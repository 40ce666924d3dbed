import { type Scenario, type SettingsInput } from '../lib/settings/settings';

/** The stacks that users deploy: tests of what every stack must keep go through all of them. */
export const VARIANTS = {
  default: {},
  'split groups': { securityGroups: { mode: 'split' } },
  'cloud backend': {
    stateBackend: { type: 'cloud', organization: 'example', project: 'mirroring', hostname: 'tfe.example.com' },
  },
  'no public access': { publicAccess: false },
  'split groups, no public access': { securityGroups: { mode: 'split' }, publicAccess: false },
  'no verification': { verification: { enabled: false } },
  'additional mirror': {
    additionalMirrors: [
      {
        filterName: 'mirror-filter-B',
        rules: [
          { priority: 1, action: 'reject', protocol: 'udp', destinationPorts: 53 },
          { priority: 2, protocol: 'udp', destination: '192.168.0.230/32' },
        ],
        sessionName: 'mirror-session-B',
        priority: 2,
        vni: 2,
      },
    ],
  },
} as const satisfies Record<string, SettingsInput>;

export type Variant = keyof typeof VARIANTS;
export const VARIANT_NAMES = Object.keys(VARIANTS) as Variant[];

/** The same, and the stacks of the other scenarios. */
export const SCENARIO_VARIANTS = {
  ...VARIANTS,
  'tcp-and-udp': { scenario: 'tcp-and-udp' },
  'tcp-and-udp, split groups': { scenario: 'tcp-and-udp', securityGroups: { mode: 'split' } },
  'other-vpc': { scenario: 'other-vpc' },
  'other-vpc, split groups': { scenario: 'other-vpc', securityGroups: { mode: 'split' } },
  'existing-servers': {
    scenario: 'existing-servers',
    sources: { tags: { mirror: 'yes' } },
    target: { name: 'analyzer' },
  },
  'existing-servers, watched': {
    scenario: 'existing-servers',
    sources: { tags: { mirror: 'yes' } },
    target: { name: 'analyzer' },
    verification: {
      enabled: true,
      bastion: { host: '203.0.113.77', privateIp: '10.20.1.70' },
      watched: [{ from: '10.20.1.60', to: '10.20.1.11', port: 443 }],
    },
  },
  'other-vpc, no public access': { scenario: 'other-vpc', publicAccess: false },
} as const satisfies Record<string, SettingsInput | SettingsInput<Scenario>>;
