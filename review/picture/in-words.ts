import { type EdgeKind, type Graph, type GraphNode } from './graph';

/** The picture as sentences, for whoever does not see it. */
export function inWords({ nodes, edges }: Graph): string[] {
  const names = new Map(
    all(nodes).map(({ id, lines: [name = id, detail] }) => [id, detail === undefined ? name : `${name} (${detail})`]),
  );
  const holders = all(nodes)
    .filter(({ children }) => children.length > 0)
    .map(
      ({ lines, children }) => `${lines.join(', ')} holds ${children.map((child) => child.lines[0] ?? '').join(', ')}.`,
    );
  const lines = edges.map(({ kind, from, to, lines }) => {
    const words = lines.length === 0 ? '' : `: ${lines.join('; ')}`;
    return `${names.get(from) ?? from} ${VERBS[kind]} ${names.get(to) ?? to}${words}.`;
  });
  const marked = all(nodes)
    .filter(({ mark }) => mark !== '')
    .map(({ lines, mark }) => `The plan says of ${lines[0] ?? ''}: ${mark}.`);
  return [...holders, ...lines, ...marked];
}

const VERBS: Readonly<Record<EdgeKind, string>> = {
  login: 'leads to',
  flow: 'sends, and it is mirrored, to',
  refused: 'sends, and it is not mirrored, to',
  copy: 'is copied to',
  idle: 'would be mirrored, were the session enabled, to',
  peering: 'is peered with',
};

function all(nodes: readonly GraphNode[]): GraphNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}
