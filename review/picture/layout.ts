/** Where everything stands: laid out by ELK, which places boxes within boxes and gives the words at a line their own room. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs';
import { type Graph, type GraphEdge, type GraphNode } from './graph';
import { textWidth } from './text-width';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** Undefined for a line without words. */
  readonly label: Box | undefined;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Outer boxes before those within them. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export const FONT = { name: 15, line: 12.5, lineHeight: 17, padding: 12 } as const;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  // The same picture on every machine.
  'elk.randomSeed': '1',
} as const;

/** @param direction `RIGHT` for a wide page, `DOWN` for a narrow one */
export async function layout(graph: Graph, direction: 'RIGHT' | 'DOWN'): Promise<Layout> {
  const request: ElkNode = {
    id: 'root',
    layoutOptions: { ...OPTIONS, 'elk.direction': direction },
    children: graph.nodes.map(elkNode),
    edges: graph.edges.map(elkEdge),
  };
  const root: ElkNode = await new ELK().layout(request);
  const byId = new Map(allNodes(graph.nodes).map((node) => [node.id, node]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  return {
    width: Math.ceil(root.width ?? 0),
    height: Math.ceil(root.height ?? 0),
    nodes: placed(root.children ?? [], byId),
    edges: allEdges(root).flatMap((elk) => placedEdge(elk, edges.get(elk.id))),
  };
}

function elkNode(node: GraphNode): ElkNode {
  const { width, height } = sizeOf(node);
  if (node.children.length === 0) return { id: node.id, width, height };
  const top = FONT.padding + FONT.lineHeight * node.lines.length + 10;
  return {
    id: node.id,
    layoutOptions: {
      'elk.padding': `[top=${top},left=14,bottom=14,right=14]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width},${height})`,
    },
    children: node.children.map(elkNode),
  };
}

function elkEdge({ id, from, to, lines }: GraphEdge): ElkExtendedEdge {
  const label = {
    text: lines.join('\n'),
    width: Math.max(...lines.map((line) => textWidth(line, FONT.line))) + 14,
    height: lines.length * FONT.lineHeight + 8,
    layoutOptions: { 'elk.edgeLabels.inline': 'true' },
  };
  return { id, sources: [from], targets: [to], labels: lines.length === 0 ? [] : [label] };
}

function sizeOf({ lines, mark }: GraphNode): { width: number; height: number } {
  const [name = '', ...rest] = lines;
  const head = textWidth(name, FONT.name, true) + (mark === '' ? 0 : textWidth(mark, FONT.line, true) + 22);
  const width = Math.max(head, ...rest.map((line) => textWidth(line, FONT.line)));
  return { width: width + 2 * FONT.padding, height: FONT.lineHeight * lines.length + 3 + 2 * FONT.padding };
}

function allNodes(nodes: readonly GraphNode[]): GraphNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

function placed(nodes: readonly ElkNode[], byId: ReadonlyMap<string, GraphNode>): PlacedNode[] {
  return nodes.flatMap(({ id, x = 0, y = 0, width = 0, height = 0, children = [] }) => {
    const node = byId.get(id);
    return node === undefined ? [] : [{ node, x, y, width, height }, ...placed(children, byId)];
  });
}

function allEdges({ edges = [], children = [] }: ElkNode): ElkExtendedEdge[] {
  return [...edges, ...children.flatMap(allEdges)];
}

function placedEdge({ sections = [], labels = [] }: ElkExtendedEdge, edge: GraphEdge | undefined): PlacedEdge[] {
  if (edge === undefined) return [];
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const [label] = labels;
  const box = label && { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 };
  return [{ edge, points, label: box }];
}
