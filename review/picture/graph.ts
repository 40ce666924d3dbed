/** What the picture of a stack shows: boxes within boxes, and lines between them. Where they stand is another question. */

export type NodeKind = 'place' | 'vpc' | 'subnet' | 'server' | 'crowd' | 'address' | 'outside' | 'existing';
/** `login`: who may log in; `flow`: traffic that is mirrored; `refused`: traffic that is not; `copy`: the mirrored packets. */
export type EdgeKind = 'login' | 'flow' | 'refused' | 'copy' | 'idle' | 'peering';

export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** The first line is the name. */
  readonly lines: readonly string[];
  /** What a deploy does with it, such as `replaced`; empty when nothing, or when nobody has asked. */
  readonly mark: string;
  readonly children: readonly GraphNode[];
}

export interface GraphEdge {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
