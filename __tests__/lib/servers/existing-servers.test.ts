import { type Block, synth } from '../../synth';

const PROOF = {
  enabled: true,
  bastion: { host: '203.0.113.77', privateIp: '10.20.1.70' },
  watched: [{ from: '10.20.1.60', to: '10.20.1.11', port: 443 }],
};

/** Servers named in every way. */
const template = synth({
  scenario: 'existing-servers',
  sources: {
    names: ['web-01', 'web-02', 'web-01'],
    tags: { mirror: 'yes' },
    addresses: [{ address: '10.20.1.11', subnet: 'Subnet-web' }],
    networkInterfaceIds: ['port-1'],
  },
  target: { name: 'analyzer' },
  verification: PROOF,
});

/** `for_each` of whatever has one, by address. */
function multiplied(): Record<string, string> {
  const all = (blocks: Readonly<Record<string, Readonly<Record<string, Block>>>>): [string, string][] =>
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, block]): [string, string][] =>
        typeof block['for_each'] === 'string' ? [[`${type}.${name}`, block['for_each']]] : [],
      ),
    );
  return Object.fromEntries([...all(template.resource), ...all(template.data ?? {})]);
}

// Terraform evaluates a for_each once more for each of its instances: what is long in it takes a plan of many sources
// time by the square of their number (`npm run bench -- servers`).
test('what there are many of is counted by a local', () => {
  const { 'huaweicloud_networking_port.target_port': ofTarget, ...others } = multiplied();
  // There is one target at most.
  expect(ofTarget).toBe('${toset(local.target_interface.id == "" ? [] : [local.target_interface.id])}');
  expect(Object.keys(others).length).toBeGreaterThanOrEqual(7);
  for (const [address, forEach] of Object.entries(others)) {
    expect({ [address]: forEach }).toEqual({ [address]: expect.stringMatching(/^\$\{local\.\w+\}$/) as string });
  }
});

test('what is named twice is looked for once', () => {
  expect(template.locals?.['sources_named_keys']).toBe('${tomap({"web-01":"web-01","web-02":"web-02"})}');
});
