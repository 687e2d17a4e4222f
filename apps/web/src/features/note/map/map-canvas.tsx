'use client';

import type { NodePositions, NoteContentOf } from '@studywright/core';
import { applyNodeChanges, Background, Controls, type Edge, Handle, MarkerType, type Node, type NodeChange, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useTheme } from 'next-themes';
import { useCallback, useMemo, useState } from 'react';
import './map-canvas.css';
import { useFocus } from '../focus.tsx';
import { layoutMap, nodeSize } from './layout.ts';

type TermNode = Node<{ label: string }, 'term'>;

const nodeTypes = { term: Term };

export interface MapCanvasProps {
  content: NoteContentOf<'conceptMap'>;
  /** Of nodes that were moved. */
  positions: NodePositions;
  onMove: (moved: NodePositions) => void;
}

/** Terms and named arrows; they can be moved by pointer and by arrow keys, and each arrow leads to its source. */
export function MapCanvas({ content, positions, onMove }: MapCanvasProps) {
  const { active, pick } = useFocus();
  const { resolvedTheme } = useTheme();
  const [nodes, setNodes] = useState<TermNode[]>(() => nodesOf(content, positions));
  const labels = useMemo(() => new Map(content.nodes.map(({ key, label }) => [key, label])), [content]);
  const edges = useMemo<Edge[]>(
    () =>
      content.edges.map(({ from, to, label }, at) => {
        const id = `edges.${at}`;
        const current = id === active?.id;
        return {
          id,
          source: from,
          target: to,
          label,
          selected: current,
          className: current ? 'map-edge-current' : 'map-edge',
          ariaLabel: `${labels.get(from) ?? from} ${label} ${labels.get(to) ?? to}. Press Enter for its source.`,
          markerEnd: { type: MarkerType.ArrowClosed, color: current ? 'var(--hl-edge)' : 'var(--g3)' },
          labelBgPadding: [4, 2],
          labelBgBorderRadius: 2,
        };
      }),
    [content, active, labels],
  );
  const change = useCallback(
    (changes: NodeChange<TermNode>[]) => {
      setNodes((before) => applyNodeChanges(changes, before));
      const moved = changes.flatMap((one) => (one.type === 'position' && one.position && one.dragging !== true ? [[one.id, { x: Math.round(one.position.x), y: Math.round(one.position.y) }] as const] : []));
      if (moved.length > 0) onMove(Object.fromEntries(moved));
    },
    [onMove],
  );
  return (
    <div className="concept-map h-[68dvh] min-h-90 rounded-8 border border-line bg-paper print:h-[240mm] print:border-0" data-testid="concept-map">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={change}
        onEdgeClick={(_, edge) => pick(edge.id)}
        onEdgesChange={(changes) => {
          // Enter on an arrow that has the focus chooses it.
          for (const one of changes) if (one.type === 'select' && one.selected) pick(one.id);
        }}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        nodesConnectable={false}
        deleteKeyCode={null}
        minZoom={0.2}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        ariaLabelConfig={{ 'node.a11yDescription.default': 'Press Enter or Space to choose this term, then move it with the arrow keys.', 'edge.a11yDescription.default': 'Press Enter to see the source of this relation.' }}
      >
        <Background gap={24} size={1} color="var(--line)" />
        <Controls showInteractive={false} className="print:hidden" />
      </ReactFlow>
    </div>
  );
}

function nodesOf(content: NoteContentOf<'conceptMap'>, positions: NodePositions): TermNode[] {
  const places = layoutMap(content, positions);
  return content.nodes.map(({ key, label }) => ({ id: key, type: 'term', position: places[key] ?? { x: 0, y: 0 }, data: { label }, ariaLabel: label, width: nodeSize(label).width }));
}

function Term({ data }: NodeProps<TermNode>) {
  return (
    <div className="map-node">
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {data.label}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
