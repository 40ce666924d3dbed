/** Draws a layout as SVG. Colours are the page's, by class: the picture follows its light and dark. */
import { markup, type Markup } from '../html/markup';
import { type EdgeKind } from './graph';
import { FONT, type Box, type Layout, type PlacedEdge, type PlacedNode, type Point } from './layout';

const KINDS: readonly EdgeKind[] = ['login', 'flow', 'refused', 'copy', 'idle', 'peering'];
/** Radius of the corners of lines. */
const CORNER = 7;

/** @param id of the element, unique in the page */
export function drawn({ width, height, nodes, edges }: Layout, id: string, title: string): Markup {
  return markup`<svg class="picture" id="${id}" role="img" aria-labelledby="${id}-title" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${id}-title">${title}</title>
<defs>${KINDS.map((kind) => markup`<marker id="${id}-${kind}" class="tip ${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z"/></marker>`)}</defs>
${nodes.map(nodeOf)}
${edges.map((edge) => lineOf(edge, id))}
${edges.map(wordsOf)}
</svg>`;
}

function nodeOf({ node, x, y, width, height }: PlacedNode): Markup {
  const [name = '', ...rest] = node.lines;
  const isOpen = node.children.length > 0;
  const left = x + FONT.padding;
  const base = y + FONT.padding + FONT.name - 2;
  const below = isOpen && node.mark !== '' ? [[...rest, node.mark].join(', ')] : rest;
  const others = below.map(
    (line, index) =>
      markup`<text class="line" x="${left}" y="${round(base + 3 + FONT.lineHeight * (index + 1))}">${line}</text>`,
  );
  return markup`<g class="node ${node.kind}${node.mark === '' ? '' : ` marked ${node.mark}`}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8"/><text class="name" x="${left}" y="${round(base)}">${name}</text>${others}${isOpen ? undefined : markOf(node.mark, x + width, y)}</g>
`;
}

/** A flag on the upper edge, where no text of the box is. */
function markOf(mark: string, right: number, y: number): Markup | undefined {
  if (mark === '') return undefined;
  return markup`<text class="mark" x="${round(right - 8)}" y="${round(y + FONT.padding + FONT.name - 3)}" text-anchor="end">${mark}</text>`;
}

function lineOf({ edge, points }: PlacedEdge, id: string): Markup {
  const tip = edge.kind === 'peering' ? '' : `url(#${id}-${edge.kind})`;
  const end = tip === '' ? undefined : markup` marker-end="${tip}"`;
  return markup`<path class="edge ${edge.kind}" d="${pathOf(points)}"${end}/>
`;
}

function wordsOf({ edge, label }: PlacedEdge): Markup | undefined {
  if (label === undefined) return undefined;
  const middle = round(label.x + label.width / 2);
  return markup`<g class="words ${edge.kind}">${boxOf(label)}${edge.lines.map(
    (line, index) =>
      markup`<text class="line" x="${middle}" y="${round(label.y + FONT.lineHeight * (index + 1))}" text-anchor="middle">${line}</text>`,
  )}</g>
`;
}

function boxOf({ x, y, width, height }: Box): Markup {
  return markup`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5"/>`;
}

/** A line through the points with round corners. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
    })
    .join('');
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
