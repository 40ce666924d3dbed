import { Testing } from 'cdktf';
import { ExistingServersStack } from '../../docs/examples/existing-servers';
import { type SettingsInput } from '../../lib/settings/settings';
import { reviewed, type Reviewed } from '../../review/findings';
import { parsePlan } from '../../review/plan/plan';
import { readStack } from '../../review/stack/read-stack';
import { type Stack } from '../../review/stack/model';
import { parseTemplate, type Template } from '../../review/stack/template';
import { synth, testApp } from '../synth';

/** The synthesized JSON of settings, as a review reads it; under the guide's name, which a test's synth does not write. */
export function templateFor(settings: SettingsInput = {}): Template {
  return named('inbound-tcp', JSON.stringify(synth(settings)));
}

export function stackFor(settings: SettingsInput = {}): Stack {
  return readStack(templateFor(settings));
}

export function reviewOf(settings: SettingsInput = {}, plan?: object, warnings: readonly string[] = []): Reviewed {
  return reviewed(stackFor(settings), warnings, plan && parsePlan(JSON.stringify(plan), 'plan.json'));
}

export function existingServers(): Stack {
  const stack = new ExistingServersStack(testApp(), 'existing-servers');
  stack.prepareStack();
  return readStack(named('existing-servers', Testing.synth(stack, true)));
}

function named(stackName: string, json: string): Template {
  return { ...parseTemplate(json, 'cdk.tf.json'), '//': { metadata: { stackName } } };
}

type Block = Readonly<Record<string, unknown>>;

/** What `terraform show -json` says of a resource. */
export function planned(
  address: string,
  actions: readonly string[],
  before: Block | null,
  after: Block | null,
  more: Block = {},
): Block {
  const [type = ''] = address.split('.');
  const { action_reason, ...change } = more;
  return { address, type, mode: 'managed', action_reason, change: { actions, before, after, ...change } };
}

/** A stack of `count` sources in sessions of ten. */
export function crowdedTemplate(count: number): Template {
  const template = templateFor();
  const servers = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `source_${index}`,
      {
        ...template.resource?.['huaweicloud_compute_instance']?.['ecs_source'],
        name: `source-${index}`,
        network: [
          {
            uuid: '${huaweicloud_vpc_subnet.network_subnet.id}',
            fixed_ip_v4: `192.168.${Math.floor(index / 250) + 1}.${(index % 250) + 2}`,
          },
        ],
      },
    ]),
  );
  const first = template.resource?.['huaweicloud_vpc_traffic_mirror_session']?.['mirror_session'];
  const sessions = Object.fromEntries(
    Array.from({ length: Math.ceil(count / 10) }, (_, index) => [
      `session_${index}`,
      {
        ...first,
        name: `session-${index}`,
        priority: index + 1,
        virtual_network_id: index + 1,
        traffic_mirror_sources: Object.keys(servers)
          .slice(index * 10, index * 10 + 10)
          .map((id) => `\${huaweicloud_compute_instance.${id}.network[0].port}`),
      },
    ]),
  );
  return {
    ...template,
    '//': { metadata: { stackName: 'crowd' } },
    resource: {
      ...template.resource,
      huaweicloud_compute_instance: {
        ...template.resource?.['huaweicloud_compute_instance'],
        ...servers,
      },
      huaweicloud_vpc_traffic_mirror_session: sessions,
    },
  };
}
