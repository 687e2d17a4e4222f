import type { NoteContentOf } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { layoutMap, nodeSize } from './layout.ts';

const content: NoteContentOf<'conceptMap'> = {
  kind: 'conceptMap',
  nodes: ['cell', 'nucleus', 'chromosome', 'cytoplasm', 'a term with a name that is rather long'].map((key) => ({ key, label: key, weight: 1 })),
  edges: [['cell', 'nucleus'], ['cell', 'cytoplasm'], ['nucleus', 'chromosome'], ['chromosome', 'cell'], ['cytoplasm', 'a term with a name that is rather long']].map(([from = '', to = '']) => ({ from, to, label: 'contains', source: null, weight: 1 })),
};

describe('a concept map', () => {
  it('is drawn in the same way each time, from the general down, and no term lies over another', () => {
    const places = layoutMap(content, {});
    expect(layoutMap(structuredClone(content), {})).toEqual(places);
    expect(places['cell']?.y).toBeLessThan(places['nucleus']?.y ?? 0);
    expect(places['nucleus']?.y).toBeLessThan(places['chromosome']?.y ?? 0);
    const boxes = content.nodes.map(({ key, label }) => ({ x: 0, y: 0, ...places[key], ...nodeSize(label) }));
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
        expect(apart).toBe(true);
      }
    }
  });

  it('keeps a term where it was moved to', () => {
    expect(layoutMap(content, { nucleus: { x: 500, y: -40 } })['nucleus']).toEqual({ x: 500, y: -40 });
  });
});
