/** Reads a synthesized stack into the model of a review. */
import { proofPlanOf } from '../proof/proof-plan';
import { type Stack, type Variable } from './model';
import { filtersOf, sessionsOf } from './mirror';
import { elasticIpsOf, groupsOf, peeringsOf, serversOf, subnetsOf, vpcsOf } from './network';
import { textAt, type Template } from './template';

export function readStack(template: Template): Stack {
  const servers = serversOf(template);
  const sessions = sessionsOf(template, servers);
  // As their sessions: what decides first stands first.
  const rank = (filter: string): number => sessions.findIndex((session) => session.filter === filter);
  return {
    name: template['//']?.metadata?.stackName ?? 'stack',
    vpcs: vpcsOf(template),
    subnets: subnetsOf(template),
    servers,
    elasticIps: elasticIpsOf(template),
    peerings: peeringsOf(template),
    groups: groupsOf(template),
    filters: filtersOf(template).sort((a, b) => rank(a.address) - rank(b.address)),
    sessions,
    variables: variablesOf(template),
    isVerified: Object.values(template.resource?.['null_resource'] ?? {}).some(({ provisioner }) =>
      JSON.stringify(provisioner ?? '').includes('remote-exec'),
    ),
    proof: proofPlanOf(template),
    counts: Object.entries(template.resource ?? {})
      .map(([type, blocks]) => [type, Object.keys(blocks).length] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function variablesOf({ variable = {} }: Template): Variable[] {
  return Object.entries(variable)
    .map(([name, block]) => ({
      name,
      description: textAt(block, 'description'),
      type: textAt(block, 'type'),
      isRequired: !('default' in block),
      isSecret: block['sensitive'] === true || block['ephemeral'] === true,
      defaultValue: 'default' in block ? JSON.stringify(block['default']) : '',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
