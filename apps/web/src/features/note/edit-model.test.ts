import type { NoteContent } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { editable, tidied } from './edit-model.ts';

const source = { page: 1, start: 0, end: 5, quote: 'Cells', documentId: '019a0000-0000-7000-8000-000000000001', revision: 1 };
const notes: NoteContent = {
  kind: 'notes',
  keyPoints: [],
  sections: [
    { title: 'Life', level: 1, statements: [] },
    { title: 'Cells', level: 2, statements: [{ text: 'Cells live.', source, weight: 1 }, { text: 'They grow.', source, weight: 1 }] },
  ],
};

describe('what can be changed in a note', () => {
  it('is every sentence, and it keeps its source', () => {
    const [, cells] = editable(notes);
    const changed = cells?.items[0]?.fields[0]?.set('Cells are alive.');
    expect(changed).toMatchObject({ sections: [{}, { statements: [{ text: 'Cells are alive.', source }, { text: 'They grow.' }] }] });
    expect(notes.kind === 'notes' && notes.sections[1]?.statements[0]?.text).toBe('Cells live.');
  });

  it('can be removed, and what is added has no source', () => {
    const [, cells] = editable(notes);
    expect(cells?.items[1]?.remove()).toMatchObject({ sections: [{}, { statements: [{ text: 'Cells live.' }] }] });
    expect(cells?.add?.run()).toMatchObject({ sections: [{}, { statements: [{}, {}, { text: '', source: null }] }] });
  });

  it('leaves no relation to a term that was removed', () => {
    const map: NoteContent = { kind: 'conceptMap', nodes: ['a', 'b', 'c'].map((key) => ({ key, label: key, weight: 1 })), edges: [{ from: 'a', to: 'b', label: 'is', source, weight: 1 }, { from: 'b', to: 'c', label: 'has', source, weight: 1 }] };
    expect(editable(map)[0]?.items[0]?.remove()).toMatchObject({ nodes: [{ key: 'b' }, { key: 'c' }], edges: [{ from: 'b', to: 'c' }] });
  });
});

describe('what is saved', () => {
  it('has nothing that was left empty, and no heading above nothing', () => {
    const added = editable(notes)[1]?.add?.run() ?? notes;
    expect(tidied(added)).toEqual(notes);
    const emptied: NoteContent = { kind: 'notes', keyPoints: [], sections: [{ title: 'Life', level: 1, statements: [] }, { title: 'Cells', level: 2, statements: [{ text: ' ', source, weight: 1 }] }] };
    expect(tidied(emptied)).toEqual({ kind: 'notes', keyPoints: [], sections: [] });
  });
});
