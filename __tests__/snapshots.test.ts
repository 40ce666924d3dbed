import { remoteExecs, resource, resources, synth, type Block, type Template } from './synth';
import { SCENARIO_VARIANTS } from './variants';

/*
 * One snapshot per stack variant guards what no other test is about. They are of parsed objects, because CDKTF and CDK
 * Terrain print empty objects differently. `npx jest -u` writes them anew: read the difference before committing it.
 */

test.each([
  ...(['default', 'split groups', 'cloud backend', 'no public access'] as const),
  ...(['tcp-and-udp', 'other-vpc, split groups', 'existing-servers'] as const),
])('%s', (variant) => {
  expect(withoutScripts(synth(SCENARIO_VARIANTS[variant]))).toMatchSnapshot();
});

/**
 * The scripts have tests of their own, and are in the JSON seven times: here each is its first comment, and their
 * digest is a word, so that a better script does not change every snapshot.
 */
function withoutScripts(template: Template): Template {
  const named = Object.entries(resources(template, 'null_resource')).map(([name, block]): [string, Block] => {
    const provisioner = remoteExecs(block).map((step) => ({
      'remote-exec': { ...step, inline: step.inline.map(firstComment) },
    }));
    const triggers = block['triggers'] as Block;
    return [
      name,
      { ...block, provisioner, triggers: 'scripts' in triggers ? { ...triggers, scripts: 'digest' } : triggers },
    ];
  });
  if (named.length === 0) return template;
  return { ...template, resource: { ...template.resource, null_resource: Object.fromEntries(named) } };
}

function firstComment(script: string): string {
  const comment = /^# On .*$/m.exec(script)?.[0];
  if (comment === undefined) throw new Error(`a script does not say where it runs: ${script.slice(0, 80)}`);
  return comment;
}

test('nothing but scripts and their digest is left out of a snapshot', () => {
  // GIVEN
  const before = resource(synth(), 'null_resource.verification_prepare');
  // WHEN
  const after = resource(withoutScripts(synth()), 'null_resource.verification_prepare');
  // THEN
  expect({ ...after, provisioner: 0, triggers: 0 }).toEqual({ ...before, provisioner: 0, triggers: 0 });
  expect(remoteExecs(after).map(({ connection }) => connection)).toEqual(
    remoteExecs(before).map(({ connection }) => connection),
  );
  expect(after['triggers']).toEqual({ ...(before['triggers'] as Block), scripts: 'digest' });
});
