import type { NoteContent } from '@studywright/core';

/** A text of a note that can be changed. */
export interface EditField {
  label: string;
  value: string;
  /** Longest, in characters. */
  most: number;
  /** Of one line. */
  short: boolean;
  set(value: string): NoteContent;
}

export interface EditItem {
  key: string;
  fields: EditField[];
  remove: () => NoteContent;
}

export interface EditGroup {
  key: string;
  title: string;
  items: EditItem[];
  /** Adds one of the student's own, without a source. */
  add?: { label: string; run: () => NoteContent };
}

type Replace<T> = (items: T[]) => NoteContent;

const put = <T>(items: readonly T[], at: number, item: T): T[] => items.map((old, index) => (index === at ? item : old));
const without = <T>(items: readonly T[], at: number): T[] => items.filter((_, index) => index !== at);

const long = 4_000;
const line = 300;

/** Everything in a note that can be changed, by the parts in which it is shown. What is left keeps its source. */
export function editable(content: NoteContent): EditGroup[] {
  switch (content.kind) {
    case 'notes':
      return [
        ...(content.keyPoints.length > 0 ? [group('keyPoints', 'Key points', content.keyPoints, (keyPoints) => ({ ...content, keyPoints }), 'a key point', () => ({ text: '', source: null, weight: 0 }), statement)] : []),
        ...content.sections.map((section, at) =>
          group(`sections.${at}`, section.title, section.statements, (statements) => ({ ...content, sections: put(content.sections, at, { ...section, statements }) }), 'a sentence', () => ({ text: '', source: null, weight: 0 }), statement),
        ),
      ];
    case 'cheatSheet':
      return [
        group('definitions', 'Definitions', content.definitions, (definitions) => ({ ...content, definitions }), 'a definition', () => ({ term: '', text: '', source: null, weight: 0 }), (one, set) => [text('Term', one.term, line, true, (term) => set({ ...one, term })), text('What it is', one.text, long, false, (value) => set({ ...one, text: value }))]),
        group('formulas', 'Formulas', content.formulas, (formulas) => ({ ...content, formulas }), 'a formula', () => ({ text: '', source: null, weight: 0 }), (one, set) => [text('Formula', one.text, long, true, (value) => set({ ...one, text: value }))]),
        ...(content.tables.length > 0 ? [group('tables', 'Tables', content.tables, (tables) => ({ ...content, tables }), null, null, (one) => [{ label: 'Table', value: one.rows.map((row) => row.join(' | ')).join('\n'), most: long, short: false, set: () => content }])] : []),
        group('dates', 'Dates', content.dates, (dates) => ({ ...content, dates }), 'a date', () => ({ when: '', text: '', source: null, weight: 0 }), (one, set) => [text('When', one.when, line, true, (when) => set({ ...one, when })), text('What', one.text, long, false, (value) => set({ ...one, text: value }))]),
      ];
    case 'glossary':
      return [
        group('entries', 'Terms', content.entries, (entries) => ({ ...content, entries }), 'a term', () => ({ term: '', aliases: [], definition: '', source: null, weight: 0 }), (one, set) => [text('Term', one.term, line, true, (term) => set({ ...one, term })), text('Definition', one.definition, long, false, (definition) => set({ ...one, definition }))]),
      ];
    case 'mnemonic':
      return [
        group('items', 'Mnemonics', content.items, (items) => ({ ...content, items }), 'a mnemonic', () => ({ type: 'story' as const, title: '', cue: '', parts: [], source: null, weight: 0 }), (one, set) => [text('What to remember', one.title, line, true, (title) => set({ ...one, title })), text('Mnemonic', one.cue, long, false, (cue) => set({ ...one, cue }))]),
      ];
    case 'conceptMap':
      return [
        group('nodes', 'Terms', content.nodes, (nodes) => ({ ...content, nodes, edges: content.edges.filter(({ from, to }) => [from, to].every((key) => nodes.some((node) => node.key === key))) }), null, null, (one, set) => [text('Term', one.label, line, true, (label) => set({ ...one, label }))]),
        group('edges', 'Relations', content.edges, (edges) => ({ ...content, edges }), null, null, (one, set) => [text(`From “${labelOf(content, one.from)}” to “${labelOf(content, one.to)}”`, one.label, line, true, (label) => set({ ...one, label }))]),
      ];
  }
}

function labelOf(content: Extract<NoteContent, { kind: 'conceptMap' }>, key: string): string {
  return content.nodes.find((node) => node.key === key)?.label ?? key;
}

function text(label: string, value: string, most: number, short: boolean, set: (value: string) => NoteContent): EditField {
  return { label, value, most, short, set };
}

function statement<T extends { text: string }>(one: T, set: (item: T) => NoteContent): EditField[] {
  return [text('Sentence', one.text, long, false, (value) => set({ ...one, text: value }))];
}

function group<T>(key: string, title: string, items: readonly T[], replace: Replace<T>, noun: string | null, fresh: (() => T) | null, fieldsOf: (item: T, set: (item: T) => NoteContent) => EditField[]): EditGroup {
  return {
    key,
    title,
    items: items.map((item, at) => ({ key: `${key}.${at}`, fields: fieldsOf(item, (changed) => replace(put(items, at, changed))), remove: () => replace(without(items, at)) })),
    ...(noun !== null && fresh !== null && { add: { label: `Add ${noun}`, run: () => replace([...items, fresh()]) } }),
  };
}

/** Without what was added and left empty, and headings under which nothing is left. */
export function tidied(content: NoteContent): NoteContent {
  const said = (...texts: string[]) => texts.some((one) => one.trim() !== '');
  switch (content.kind) {
    case 'notes': {
      const sections = content.sections.map((section) => ({ ...section, statements: section.statements.filter((one) => said(one.text)) }));
      const kept = sections.filter((section, at) => section.statements.length > 0 || sections.slice(at + 1).some((later, away) => later.level > section.level && later.statements.length > 0 && sections.slice(at + 1, at + 1 + away).every((between) => between.level > section.level)));
      return { ...content, keyPoints: content.keyPoints.filter((one) => said(one.text)), sections: kept };
    }
    case 'cheatSheet':
      return { ...content, definitions: content.definitions.filter((one) => said(one.term, one.text)), formulas: content.formulas.filter((one) => said(one.text)), dates: content.dates.filter((one) => said(one.when, one.text)) };
    case 'glossary':
      return { ...content, entries: content.entries.filter((one) => said(one.term, one.definition)) };
    case 'mnemonic':
      return { ...content, items: content.items.filter((one) => said(one.title, one.cue)) };
    case 'conceptMap':
      return content;
  }
}
