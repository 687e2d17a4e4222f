/** Walking through what a note says, whatever its kind. */
import type { NoteContent, NoteSource } from './schema.ts';

export interface Stated {
  text: string;
  source: NoteSource | null;
}

/** Everything in it that is stated, in the order in which it is read. */
export function statementsOf(content: NoteContent): Stated[] {
  switch (content.kind) {
    case 'notes':
      return [...content.keyPoints, ...content.sections.flatMap((section) => section.statements)];
    case 'cheatSheet':
      return [...content.definitions.map(({ term, text, source }) => ({ text: `${term}: ${text}`, source })), ...content.formulas, ...content.tables.map(({ rows, source }) => ({ text: rows.flat().join(' '), source })), ...content.dates];
    case 'glossary':
      return content.entries.map(({ term, definition, source }) => ({ text: `${term}: ${definition}`, source }));
    case 'mnemonic':
      return content.items.map(({ title, cue, source }) => ({ text: `${title}: ${cue}`, source }));
    case 'conceptMap':
      return content.edges.map(({ from, label, to, source }) => ({ text: `${from} ${label} ${to}`, source }));
  }
}

/** How many things it says. */
export const noteSize = (content: NoteContent): number => statementsOf(content).length;

const keyOf = ({ documentId, revision, page, start, end, quote }: NoteSource) => JSON.stringify([documentId, revision, page, start, end, quote]);

/** Whether everything that is cited in `edited` is cited in `known`: a citation is found by an engine, never written by hand. */
export function citesOnly(known: readonly NoteContent[], edited: NoteContent): boolean {
  const found = new Set(known.flatMap((content) => statementsOf(content).flatMap(({ source }) => (source ? [keyOf(source)] : []))));
  return statementsOf(edited).every(({ source }) => source === null || found.has(keyOf(source)));
}
