import { describe, expect, it } from 'vitest';
import { citesOnly } from './content.ts';
import { joinNotes, type NotePart } from './join.ts';
import { escapeMarkdown, markdownWords, noteToMarkdown } from './markdown.ts';
import type { NoteContent, NoteDraft } from './schema.ts';

const ids = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];
const at = (quote: string, page = 1) => ({ page, start: 0, end: quote.length, quote });
const part = (number: number, draft: NoteDraft): NotePart => ({ document: { id: ids[number] ?? '', title: `Lecture ${number + 1}`, revision: 1 }, draft });
const entry = (term: string, definition: string, weight = 0.5) => ({ term, aliases: [], definition, source: at(definition), weight });

describe('one note of several documents', () => {
  it('has each term of a glossary once, from A to Z, in the words that weigh most', () => {
    const joined = joinNotes('glossary', [part(0, { kind: 'glossary', entries: [entry('osmosis', 'Flow of water', 0.4), entry('Zelle', 'Unit')] }), part(1, { kind: 'glossary', entries: [entry('Äther', 'Liquid'), entry('Osmosis', 'Movement of water', 0.9)] })], 'de');
    expect(joined.kind === 'glossary' && joined.entries.map(({ term, definition, source }) => [term, definition, source?.documentId])).toEqual([
      ['Äther', 'Liquid', ids[1]],
      ['Osmosis', 'Movement of water', ids[1]],
      ['Zelle', 'Unit', ids[0]],
    ]);
  });

  it('keeps the order of documents and puts a heading above each', () => {
    const notes = (title: string): NoteDraft => ({ kind: 'notes', keyPoints: [], sections: [{ title, level: 1, statements: [{ text: `${title} is.`, source: at(`${title} is.`), weight: 1 }] }] });
    const joined = joinNotes('notes', [part(0, notes('Cells')), part(1, notes('Tissue'))], 'en');
    expect(joined.kind === 'notes' && joined.sections.map(({ title, level }) => [title, level])).toEqual([['Lecture 1', 1], ['Cells', 2], ['Lecture 2', 1], ['Tissue', 2]]);
    const alone = joinNotes('notes', [part(0, notes('Cells'))], 'en');
    expect(alone.kind === 'notes' && alone.sections.map(({ title, level }) => [title, level])).toEqual([['Cells', 1]]);
  });

  it('draws no more terms than can be read, each of them related to another', () => {
    const nodes = Array.from({ length: 80 }, (_, n) => ({ key: `t${n}`, label: `Term ${n}`, weight: n / 80 }));
    const edges = nodes.slice(1).map(({ key, weight }, n) => ({ from: `t${n}`, to: key, label: 'causes', source: at('It causes.'), weight }));
    const joined = joinNotes('conceptMap', [part(0, { kind: 'conceptMap', nodes, edges })], 'en');
    if (joined.kind !== 'conceptMap') throw new Error('This is no map.');
    expect(joined.nodes).toHaveLength(30);
    const related = new Set(joined.edges.flatMap(({ from, to }) => [from, to]));
    expect(joined.nodes.every(({ key }) => related.has(key))).toBe(true);
    expect(related.has('t79')).toBe(true);
  });

  it('leaves of a cheat sheet what a page holds, the weightiest first, and of each kind something', () => {
    const many = <T>(make: (n: number) => T) => Array.from({ length: 200 }, (_, n) => make(n));
    const draft: NoteDraft = {
      kind: 'cheatSheet',
      definitions: many((n) => ({ term: `Term ${n}`, text: 'What it is, in some twelve words that say enough to learn it.', source: at('What it is'), weight: n / 200 })),
      formulas: many((n) => ({ text: `F${n} = m${n} · a`, source: at(`F${n}`), weight: 0.5 })),
      tables: [],
      dates: many((n) => ({ when: String(1900 - n), text: 'Something happened that was of some importance.', source: at('Something'), weight: 0.5 })),
    };
    const sheet = joinNotes('cheatSheet', [part(0, draft)], 'en');
    if (sheet.kind !== 'cheatSheet') throw new Error('This is no cheat sheet.');
    expect(sheet.definitions.length).toBeGreaterThan(10);
    expect(sheet.definitions.length + sheet.formulas.length + sheet.dates.length).toBeLessThan(110);
    expect(sheet.definitions[0]?.term).toBe('Term 199');
    expect(sheet.formulas.length).toBeGreaterThan(5);
    const years = sheet.dates.map(({ when }) => Number(when));
    expect(years.length).toBeGreaterThan(5);
    expect(years).toEqual(years.toSorted((a, b) => a - b));
  });
});

describe('a citation', () => {
  const source = { ...at('A cell is small.'), documentId: ids[0] ?? '', revision: 1 };
  const note = (quote: string | null): NoteContent => ({ kind: 'notes', keyPoints: [], sections: [{ title: 'Cells', level: 1, statements: [{ text: 'Mine', source: quote === null ? null : { ...source, quote }, weight: 0 }] }] });
  it('is one that was found, or none', () => {
    expect(citesOnly([note(source.quote)], note(source.quote))).toBe(true);
    expect(citesOnly([note(source.quote)], note(null))).toBe(true);
    expect(citesOnly([note(source.quote)], note('A cell is large.'))).toBe(false);
  });
});

describe('Markdown', () => {
  it('shows words of a document as words, never as marks', () => {
    expect(escapeMarkdown('<img src=x> *bold* [a](b) `c` $x$ # d | e')).toBe('\\<img src=x\\> \\*bold\\* \\[a\\](b) \\`c\\` \\$x\\$ \\# d \\| e');
    expect(escapeMarkdown('1. first\n- second')).toBe('1\\. first - second');
  });

  it('has each source once, as a footnote', () => {
    const source = { ...at('A cell is small.'), documentId: ids[0] ?? '', revision: 1 };
    const text = noteToMarkdown({
      title: 'Cells',
      content: { kind: 'cheatSheet', definitions: [{ term: 'cell', text: 'Small', source, weight: 1 }], formulas: [], tables: [{ rows: [['a', 'b|c'], ['1', '2']], source, weight: 1 }], dates: [] },
      nameOf: () => 'Lecture 1, page 1',
      words: markdownWords,
    });
    expect(text).toBe('# Cells\n\n## Definitions\n\n- **cell**: Small[^1]\n\n## Tables\n\n| a | b\\|c |\n| --- | --- |\n| 1 | 2 |\n\n[^1]\n\n[^1]: Lecture 1, page 1: “A cell is small.”\n');
  });
});
