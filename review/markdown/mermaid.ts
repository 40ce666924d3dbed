import { type EdgeKind, type Graph, type GraphEdge, type GraphNode } from '../picture/graph';
import { inMermaid } from './escape';

/** The picture as a flowchart, which GitHub, GitLab and Gitea draw in a pull request. */
export function mermaid({ nodes, edges }: Graph): string {
  const ids = new Map(all(nodes).map(({ id }, index) => [id, `n${index + 1}`]));
  const lines = [...nodes.flatMap((node) => boxes(node, ids, '  ')), ...edges.map((edge) => arrow(edge, ids))];
  return ['```mermaid', 'flowchart LR', ...lines, '```', ''].join('\n');
}

function boxes({ id, lines, mark, children }: GraphNode, ids: ReadonlyMap<string, string>, indent: string): string[] {
  const words = [...lines, ...(mark === '' ? [] : [mark])].map(inMermaid);
  const name = ids.get(id) ?? '';
  if (children.length === 0) return [`${indent}${name}["${words.join('<br>')}"]`];
  return [
    `${indent}subgraph ${name} ["${words.join(' ')}"]`,
    ...children.flatMap((child) => boxes(child, ids, `${indent}  `)),
    `${indent}end`,
  ];
}

const ARROWS: Readonly<Record<EdgeKind, string>> = {
  login: '-->',
  flow: '-->',
  refused: '-.-x',
  copy: '==>',
  idle: '-.->',
  peering: '<-.->',
};

function arrow({ kind, from, to, lines }: GraphEdge, ids: ReadonlyMap<string, string>): string {
  const words = lines.length === 0 ? '' : `|"${lines.map(inMermaid).join('<br>')}"|`;
  return `  ${ids.get(from) ?? ''} ${ARROWS[kind]}${words} ${ids.get(to) ?? ''}`;
}

function all(nodes: readonly GraphNode[]): GraphNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}
