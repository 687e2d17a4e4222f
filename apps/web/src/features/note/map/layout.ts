import { Graph, layout as place } from '@dagrejs/dagre';
import type { NodePositions, NoteContentOf } from '@studywright/core';
import { z } from 'zod';

/** What the layout says of a node: its middle. */
const placed = z.object({ x: z.number(), y: z.number() });

/** About how wide a node with so many letters is drawn, in pixels; its words wrap beyond. */
export function nodeSize(label: string): { width: number; height: number } {
  const width = Math.min(180, Math.max(72, label.length * 8 + 28));
  const lines = Math.max(1, Math.ceil((label.length * 8) / (width - 24)));
  return { width, height: 22 + lines * 20 };
}

/**
 * Where each node stands: where it was moved to, else in layers from what others say something of to what is said of it
 * (Novak draws concept maps from the general down). The same map is always drawn in the same way.
 */
export function layoutMap(content: NoteContentOf<'conceptMap'>, moved: NodePositions): NodePositions {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 64, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, label } of content.nodes) graph.setNode(key, nodeSize(label));
  for (const [at, { from, to, label }] of content.edges.entries()) graph.setEdge(from, to, { width: label.length * 6.5 + 12, height: 18, labelpos: 'c' }, String(at));
  place(graph);
  return Object.fromEntries(
    content.nodes.map(({ key, label }) => {
      const { width, height } = nodeSize(label);
      const { x, y } = placed.parse(graph.node(key));
      return [key, moved[key] ?? { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}
