/** One note out of what an engine made of each of its documents. */
import type { Citation } from '../study/schema.ts';
import type { NoteContent, NoteContentOf, NoteDraft, NoteKind, NoteSource } from './schema.ts';
import { fitOnPage } from './sheet.ts';

export interface NotePart {
  document: { id: string; title: string; revision: number };
  draft: NoteDraft;
}

/** A picture with more than this can't be read. */
const mostNodes = 30;
const mostEdges = 45;
const mostMnemonics = 24;

/**
 * Parts in the order of their documents; those of another kind are left out. What is said twice is said once, in the words
 * of the part that gives it more weight.
 */
export function joinNotes(kind: NoteKind, parts: readonly NotePart[], language: string): NoteContent {
  switch (kind) {
    case 'notes':
      return joinSections(parts);
    case 'cheatSheet':
      return fitOnPage(joinSheets(parts));
    case 'glossary':
      return joinGlossaries(parts, language);
    case 'mnemonic':
      return joinMnemonics(parts);
    case 'conceptMap':
      return joinMaps(parts);
  }
}

/** Those of one kind, each with the way to cite its document. */
function partsOf<Kind extends NoteKind>(kind: Kind, parts: readonly NotePart[]): { title: string; draft: Extract<NoteDraft, { kind: Kind }>; place: <T extends { source: Citation }>(item: T) => Omit<T, 'source'> & { source: NoteSource } }[] {
  const is = (draft: NoteDraft): draft is Extract<NoteDraft, { kind: Kind }> => draft.kind === kind;
  return parts.flatMap(({ document, draft }) =>
    is(draft) ? [{ title: document.title, draft, place: <T extends { source: Citation }>(item: T) => ({ ...item, source: { ...item.source, documentId: document.id, revision: document.revision } }) }] : [],
  );
}

const heaviest = <T extends { weight: number }>(items: readonly T[]) => items.toSorted((a, b) => b.weight - a.weight);

/** The first of those that have the same key. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const before = seen.size;
    return seen.add(keyOf(item)).size > before;
  });
}

const sameText = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s.]+/gu, ' ').trim();

function joinSections(parts: readonly NotePart[]): NoteContentOf<'notes'> {
  const own = partsOf('notes', parts).filter(({ draft }) => draft.sections.length > 0);
  const several = own.length > 1;
  return {
    kind: 'notes',
    keyPoints: own.flatMap(({ draft, place }) => heaviest(draft.keyPoints).slice(0, several ? 3 : 7).map(place)),
    sections: own.flatMap(({ title, draft, place }) => [
      ...(several ? [{ title: title.slice(0, 300) || '…', level: 1, statements: [] }] : []),
      ...draft.sections.map((section) => ({ ...section, level: several ? Math.min(3, section.level + 1) : section.level, statements: section.statements.map(place) })),
    ]),
  };
}

function joinSheets(parts: readonly NotePart[]): NoteContentOf<'cheatSheet'> {
  const own = partsOf('cheatSheet', parts);
  return {
    kind: 'cheatSheet',
    definitions: distinct(heaviest(own.flatMap(({ draft, place }) => draft.definitions.map(place))), ({ term }) => sameText(term)),
    formulas: distinct(heaviest(own.flatMap(({ draft, place }) => draft.formulas.map(place))), ({ text }) => sameText(text)),
    tables: heaviest(own.flatMap(({ draft, place }) => draft.tables.map(place))),
    dates: distinct(heaviest(own.flatMap(({ draft, place }) => draft.dates.map(place))), ({ when, text }) => sameText(`${when} ${text}`)),
  };
}

function joinGlossaries(parts: readonly NotePart[], language: string): NoteContentOf<'glossary'> {
  const entries = heaviest(partsOf('glossary', parts).flatMap(({ draft, place }) => draft.entries.map(place)));
  const { compare } = collator(language);
  return { kind: 'glossary', entries: distinct(entries, ({ term }) => sameText(term)).toSorted((a, b) => compare(a.term, b.term)) };
}

function collator(language: string): Intl.Collator {
  try {
    return new Intl.Collator(language === 'und' ? 'en' : language, { sensitivity: 'base', numeric: true });
  } catch {
    return new Intl.Collator('en', { sensitivity: 'base', numeric: true });
  }
}

function joinMnemonics(parts: readonly NotePart[]): NoteContentOf<'mnemonic'> {
  const items = partsOf('mnemonic', parts).flatMap(({ draft, place }) => draft.items.map(place));
  const chosen = new Set(heaviest(distinct(items, ({ title, cue }) => sameText(`${title} ${cue}`))).slice(0, mostMnemonics));
  return { kind: 'mnemonic', items: items.filter((item) => chosen.has(item)) };
}

/** The weightiest relations first, as long as their nodes fit; a node without a relation says nothing. */
function joinMaps(parts: readonly NotePart[]): NoteContentOf<'conceptMap'> {
  const own = partsOf('conceptMap', parts);
  const nodes = new Map(heaviest(own.flatMap(({ draft }) => draft.nodes)).toReversed().map((node) => [node.key, node]));
  const candidates = distinct(heaviest(own.flatMap(({ draft, place }) => draft.edges.map(place))), ({ from, to }) => JSON.stringify([from, to].toSorted())).filter(({ from, to }) => from !== to && nodes.has(from) && nodes.has(to));
  const shown = new Set<string>();
  const edges = candidates.filter(({ from, to }) => {
    const more = [from, to].filter((key) => !shown.has(key));
    if (shown.size + more.length > mostNodes) return false;
    for (const key of more) shown.add(key);
    return true;
  });
  return { kind: 'conceptMap', nodes: [...nodes.values()].filter(({ key }) => shown.has(key)).toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1)), edges: edges.slice(0, mostEdges) };
}
