import { TerraformOutput, type TerraformStack } from 'cdktf';
import { type MirrorFilter } from '../mirror/mirror-filter';
import { type MirrorSession } from '../mirror/mirror-session';
import { type ElasticIp } from '../network/elastic-ip';
import { type Network } from '../network/network';
import { type ISecurityGroup } from '../network/security-group';
import { type IServer } from '../servers/server';

interface StackOutputsProps {
  /** A name where there are several. */
  readonly networks: readonly { readonly network: Network; readonly name?: string }[];
  readonly groups: readonly ISecurityGroup[];
  readonly servers: readonly IServer[];
  /** Servers that the copies arrive at. */
  readonly targets: readonly IServer[];
  readonly mirror: { readonly filter: MirrorFilter; readonly session: MirrorSession };
  /** Sessions beside the first, such as those of `additionalMirrors`. */
  readonly additionalSessions: readonly MirrorSession[];
  /** The server to log in to from outside. */
  readonly entrance?: { readonly elasticIp: ElasticIp; readonly server: IServer } | undefined;
  /** What exists only after the verification has passed. */
  readonly proof?: Readonly<Record<string, string>> | undefined;
}

/** What a person or a pipeline wants to know after a deploy. */
export function addStackOutputs(stack: TerraformStack, props: StackOutputsProps): void {
  const { networks, groups, servers, targets, mirror, additionalSessions, entrance, proof } = props;
  const output = (name: string, value: unknown, description: string): void => {
    new TerraformOutput(stack, name, { value, description });
  };
  const each = (of: (server: IServer) => string): Record<string, string> =>
    Object.fromEntries(servers.map((server) => [server.name, of(server)]));

  const [only, ...others] = networks;
  if (only !== undefined && others.length === 0) {
    output('vpc_id', only.network.vpcId, 'Id of the VPC.');
    output('subnet_id', only.network.subnetId, 'Network id of the subnet.');
  } else {
    const byName = (of: (network: Network) => string): Record<string, string> =>
      Object.fromEntries(networks.map(({ network, name = '' }) => [name, of(network)]));
    output(
      'vpc_ids',
      byName(({ vpcId }) => vpcId),
      'Ids of the VPCs, by name.',
    );
    output(
      'subnet_ids',
      byName(({ subnetId }) => subnetId),
      'Network ids of the subnets, by name of their VPC.',
    );
  }
  output(
    'security_group_ids',
    Object.fromEntries(groups.map((group) => [group.name, group.groupId])),
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
  output('mirror_filter_id', mirror.filter.filterId, 'Id of the mirror filter.');
  output('mirror_session_id', mirror.session.sessionId, 'Id of the mirror session.');
  output('vni', mirror.session.vni, 'VXLAN network identifier of the mirrored packets.');
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
    `Shows the mirrored packets when run on ${targets.map(({ name }) => name).join(' or ')}.`,
  );
  if (proof !== undefined) {
    output(
      'verified',
      proof,
      'The run of the verification that passed last: verification_run as it was, and an id of its own.',
    );
  }
  if (entrance === undefined) return;
  const { elasticIp, server } = entrance;
  output('eip', elasticIp.address, `Elastic IP address, bound to ${server.name}.`);
  const behind = servers.filter((other) => other !== server);
  output(
    'ssh_commands',
    Object.fromEntries([
      [server.name, `ssh root@${elasticIp.address}`],
      ...behind.map(({ name, privateIp }) => [name, `ssh -J root@${elasticIp.address} root@${privateIp}`]),
    ]),
    'How to log in to each ECS, by name.',
  );
}
