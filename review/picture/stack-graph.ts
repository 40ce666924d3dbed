/** Turns the model of a stack into what its picture shows. */
import { type ElasticIp, type End, type Server, type Session, type Stack } from '../stack/model';
import { loginsOf } from '../exposure';
import { crowdsOf, spanOf, type Crowd } from './crowd';
import { ruleFlows, type Party, type RuleFlow } from './flows';
import { type EdgeKind, type Graph, type GraphEdge, type GraphNode, type NodeKind } from './graph';

/** @param markOf what a deploy does with a resource, by its address; empty for nothing */
export function stackGraph(stack: Stack, markOf: (address: string) => string = () => ''): Graph {
  return new Drawing(stack, markOf).graph();
}

class Drawing {
  private readonly flows: readonly RuleFlow[];
  private readonly crowds: readonly Crowd[];
  private readonly outside = new Map<string, GraphNode>();
  private readonly lines = new Map<string, { kind: EdgeKind; from: string; to: string; lines: Set<string> }>();

  constructor(
    private readonly stack: Stack,
    private readonly markOf: (address: string) => string,
  ) {
    this.flows = ruleFlows(stack);
    const parties = this.flows.flatMap(({ party }) => ('server' in party ? [party.server] : []));
    const targets = stack.sessions.map(({ target }) => target.key);
    this.crowds = crowdsOf(stack, new Set([...parties, ...targets]));
  }

  graph(): Graph {
    const inside = this.places();
    for (const eip of this.stack.elasticIps) this.access(eip);
    for (const flow of this.flows) this.flow(flow);
    this.copies();
    for (const peering of this.stack.peerings) {
      const [from, to] = peering.vpcs;
      if (inside.some(({ id }) => id === from) && inside.some(({ id }) => id === to)) {
        this.line('peering', from, to, [peering.name]);
      }
    }
    const edges = [...this.lines.values()].map(({ lines, ...edge }, index): GraphEdge => ({
      ...edge,
      id: `line-${index + 1}`,
      lines: few([...lines]),
    }));
    return { nodes: [...this.outside.values(), ...inside], edges };
  }

  private places(): GraphNode[] {
    const { vpcs, subnets, servers } = this.stack;
    const subnetNode = (subnet: (typeof subnets)[number]): GraphNode =>
      this.node(subnet.address, 'subnet', [subnet.name, subnet.cidr], this.serverNodes(subnet.address));
    const known = new Set(subnets.map(({ address }) => address));
    const elsewhere = [...new Set(servers.map(({ subnet }) => subnet))].filter((subnet) => !known.has(subnet));
    const ownVpcs = new Set(vpcs.map(({ address }) => address));
    return [
      ...vpcs.map((vpc) =>
        this.node(
          vpc.address,
          'vpc',
          [vpc.name, vpc.cidr],
          subnets.filter((subnet) => subnet.vpc === vpc.address).map(subnetNode),
        ),
      ),
      ...subnets.filter(({ vpc }) => !ownVpcs.has(vpc)).map(subnetNode),
      ...elsewhere.map((subnet) =>
        this.node(`subnet ${subnet}`, 'subnet', ['subnet that exists already'], this.serverNodes(subnet)),
      ),
    ];
  }

  private serverNodes(subnet: string): GraphNode[] {
    const crowds = this.crowds.filter((crowd) => crowd.subnet === subnet);
    const crowded = new Set(crowds.flatMap(({ servers }) => servers));
    return [
      ...this.stack.servers
        .filter((server) => server.subnet === subnet && !crowded.has(server))
        .map((server) => this.node(server.address, 'server', serverLines(server))),
      ...crowds.map(({ id, servers }) =>
        this.node(id, 'crowd', [`${servers.length} servers`, spanOf(servers.map(({ privateIp }) => privateIp))]),
      ),
    ];
  }

  private access(eip: ElasticIp): void {
    const server = this.stack.servers.find(({ address }) => address === eip.server);
    this.outside.set(eip.address, this.node(eip.address, 'address', [eip.name, `EIP, ${eip.bandwidth || '?'} Mbit/s`]));
    if (server === undefined) return;
    this.line('login', eip.address, server.address, []);
    for (const { peer, traffic } of loginsOf(this.stack, server)) {
      const id = `from ${peer.text}`;
      const name = peer.kind === 'variable' ? `you, from ${peer.text}` : peer.kind === 'any' ? 'anyone' : peer.text;
      this.outside.set(id, this.node(id, 'outside', [name, 'on the Internet']));
      this.line('login', id, eip.address, [traffic]);
    }
  }

  private flow({ session, source, party, isInbound, isAccept, traffic }: RuleFlow): void {
    const near = this.endNode(source);
    const far = this.partyNode(party);
    const kind: EdgeKind = !isAccept ? 'refused' : session.isEnabled ? 'flow' : 'idle';
    const [from, to] = isInbound ? [far, near] : [near, far];
    if (from !== to) this.line(kind, from, to, [isAccept ? traffic : `${traffic}: not mirrored`]);
  }

  private copies(): void {
    const bundles = new Map<string, { from: string; to: string; sessions: Set<Session> }>();
    for (const session of this.stack.sessions) {
      for (const source of session.sources) {
        const [from, to] = [this.endNode(source), this.endNode(session.target)];
        const key = `${from} ${to} ${session.isEnabled}`;
        const bundle = bundles.get(key) ?? { from, to, sessions: new Set<Session>() };
        bundles.set(key, bundle);
        bundle.sessions.add(session);
      }
    }
    for (const { from, to, sessions } of bundles.values()) {
      const [first] = sessions;
      this.line(first?.isEnabled === false ? 'idle' : 'copy', from, to, sessionLines([...sessions]));
    }
  }

  private partyNode(party: Party): string {
    if ('server' in party) return party.server;
    const id = `party ${party.block}`;
    this.outside.set(id, this.node(id, 'outside', party.block === 'anywhere' ? ['anyone'] : [party.block]));
    return id;
  }

  private endNode(end: End): string {
    const crowd = this.crowds.find(({ servers }) => servers.some(({ address }) => address === end.key));
    if (crowd !== undefined) return crowd.id;
    if (end.server === undefined) {
      const id = `end ${end.key}`;
      this.outside.set(id, this.node(id, 'existing', [abbreviated(end.name), end.detail]));
      return id;
    }
    return end.server;
  }

  private node(id: string, kind: NodeKind, lines: readonly string[], children: readonly GraphNode[] = []): GraphNode {
    return { id, kind, lines: lines.filter((line) => line !== ''), mark: this.markOf(id), children };
  }

  private line(kind: EdgeKind, from: string, to: string, texts: readonly string[]): void {
    const key = `${kind} ${from} ${to}`;
    const line = this.lines.get(key) ?? { kind, from, to, lines: new Set<string>() };
    this.lines.set(key, line);
    for (const text of texts) line.lines.add(text);
  }
}

function serverLines({ name, privateIp, flavor }: Server): string[] {
  return [name, privateIp, flavor];
}

function sessionLines(sessions: readonly Session[]): string[] {
  const [first] = sessions;
  if (first === undefined) return [];
  const vnis = spanOf(sessions.map(vniOf));
  const state = first.isEnabled ? '' : ', disabled';
  if (sessions.length > 2) return [`${sessions.length} sessions${state}`, `VXLAN, VNI ${vnis}`];
  return sessions.flatMap((session) => [`${session.name}${state}`, `VXLAN, VNI ${vniOf(session)}`]);
}

function vniOf({ vni, inWords }: Session): string {
  return inWords?.vni || (vni === undefined ? '?' : String(vni));
}

/** A list of many names would make a box as wide as the page: the table has them all. */
function abbreviated(name: string): string {
  const MOST = 60;
  return name.length <= MOST ? name : `${name.slice(0, MOST - 1)}…`;
}

/** A line of the picture takes a few lines of text. */
function few(lines: readonly string[]): string[] {
  const MOST = 4;
  return lines.length <= MOST ? [...lines] : [...lines.slice(0, MOST - 1), `and ${lines.length - MOST + 1} more`];
}
