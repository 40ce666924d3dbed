import { TerraformOutput, type TerraformStack } from 'cdktf';
import { type ElasticIp } from '../network/elastic-ip';
import { type MirrorFilter } from '../mirror/mirror-filter';
import { type MirrorSession } from '../mirror/mirror-session';
import { type Network } from '../network/network';
import { type Server } from '../servers/server';
import { type ServerGroups } from '../scenarios/inbound-tcp-groups';
import { type Verification } from '../verification/verification';

interface StackOutputsProps {
  readonly network: Network;
  readonly groups: ServerGroups;
  readonly servers: { readonly source: Server; readonly target: Server; readonly test: Server };
  readonly filter: MirrorFilter;
  readonly session: MirrorSession;
  /** Of `additionalMirrors`. */
  readonly additionalSessions: readonly MirrorSession[];
  readonly elasticIp?: ElasticIp;
  readonly verification?: Verification;
}

/** What a person or a pipeline wants to know after a deploy. */
export function addStackOutputs(stack: TerraformStack, props: StackOutputsProps): void {
  const { network, groups, servers, filter, session, additionalSessions, elasticIp, verification } = props;
  const output = (name: string, value: unknown, description: string): void => {
    new TerraformOutput(stack, name, { value, description });
  };
  const each = (of: (server: Server) => string): Record<string, string> =>
    Object.fromEntries(Object.values(servers).map((server) => [server.name, of(server)]));

  output('vpc_id', network.vpcId, 'Id of the VPC.');
  output('subnet_id', network.subnetId, 'Network id of the subnet.');
  output(
    'security_group_ids',
    Object.fromEntries(groups.all.map((group) => [group.name, group.groupId])),
    'Ids of the security groups, by name.',
  );
  output(
    'server_ids',
    each((server) => server.serverId),
    'Ids of the ECSs, by name.',
  );
  output(
    'private_ips',
    each((server) => server.privateIp),
    'Private IP addresses of the ECSs, by name.',
  );
  output(
    'network_interface_ids',
    each((server) => server.networkInterfaceId),
    'Ids of the network interfaces of the ECSs, by name.',
  );
  output('mirror_filter_id', filter.filterId, 'Id of the mirror filter.');
  output('mirror_session_id', session.sessionId, 'Id of the mirror session.');
  output('vni', session.vni, 'VXLAN network identifier of the mirrored packets.');
  if (additionalSessions.length > 0) {
    output(
      'additional_mirror_sessions',
      Object.fromEntries(additionalSessions.map(({ name, sessionId, vni }) => [name, { id: sessionId, vni }])),
      'Ids and VNIs of the additional mirror sessions, by name.',
    );
  }
  output(
    'tcpdump_command',
    'tcpdump -i eth0 udp port 4789 -nne',
    `Shows the mirrored packets when run on ${servers.target.name}.`,
  );
  if (verification !== undefined) {
    output(
      'verified',
      verification.proof,
      'The run of the verification that passed last: verification_run as it was, and an id of its own.',
    );
  }
  if (elasticIp === undefined) return;
  output('eip', elasticIp.address, `Elastic IP address, bound to ${servers.test.name}.`);
  output('ssh_commands', sshCommands(servers, elasticIp), 'How to log in to each ECS, by name.');
}

function sshCommands(servers: StackOutputsProps['servers'], { address }: ElasticIp): Record<string, string> {
  const { source, target, test } = servers;
  return {
    [test.name]: `ssh root@${address}`,
    [source.name]: `ssh -J root@${address} root@${source.privateIp}`,
    [target.name]: `ssh -J root@${address} root@${target.privateIp}`,
  };
}
