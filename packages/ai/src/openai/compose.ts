import type { Citation, NoteDraft, NoteRequest, SourceDocument } from '@studywright/core';
import type { z } from 'zod';
import { locate, nowhere, searchable } from '../locate.ts';
import type { ModelCall } from '../model.ts';
import { cheatSheetPrompt, sheetDate, sheetDefinition, sheetFormula, sheetTable } from '../prompts/cheat-sheet.ts';
import { conceptMapPrompt, mapRelation } from '../prompts/concept-map.ts';
import { glossaryEntry, glossaryPrompt } from '../prompts/glossary.ts';
import { mnemonicItem, mnemonicsPrompt } from '../prompts/mnemonics.ts';
import type { NoteInput } from '../prompts/note.ts';
import { notesPrompt, noteStatement } from '../prompts/notes.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { isSupported } from '../support.ts';
import { clean, sameKey } from '../text.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';
import { passageTokens } from './outline.ts';
import { together } from './together.ts';
import { batches, halves } from './tokens.ts';

const batchTokens = 5_000;

interface Work {
  endpoint: Endpoint;
  model: string;
  source: SourceDocument;
  request: NoteRequest;
}

/** Lists of items by their names, of one batch of passages. Null where the answer could not be read. */
type Part = { lists: Record<string, unknown[]>; passages: readonly number[] } | null;

/** What a model writes to be read. Each item cites a passage that it was shown; what it only claims to quote fails at grounding. */
export async function composeWith(endpoint: Endpoint, model: string, source: SourceDocument, request: NoteRequest, call: ModelCall): Promise<NoteDraft> {
  const work: Work = { endpoint, model, source, request };
  const wanted = request.passages ?? source.passages.map((_, index) => index);
  const passages = wanted.filter((index) => source.passages[index]);
  const ask = (prompt: Prompt<NoteInput>, perThousand: number) => askAll(work, prompt, perThousand, passages, call);
  switch (request.kind) {
    case 'notes':
      return toNotes(work, await ask(notesPrompt, statements[request.length]));
    case 'cheatSheet':
      return toSheet(work, await ask(cheatSheetPrompt, 6));
    case 'glossary': {
      const entries = itemsOf(work, await ask(glossaryPrompt, 10), 'entries', glossaryEntry, ({ term, definition }) => ({ asked: term, answer: definition }));
      return { kind: 'glossary', entries: entries.map(({ item, source: cited, weight }) => ({ term: short(item.term), aliases: item.aliases.map(short).filter(Boolean).slice(0, 10), definition: long(item.definition), source: cited, weight })).filter(({ term, definition }) => term !== '' && definition !== '') };
    }
    case 'mnemonic': {
      const items = itemsOf(work, await ask(mnemonicsPrompt, 1.5), 'items', mnemonicItem, ({ title, parts }) => ({ asked: title, answer: parts.map(({ means }) => means).join(' ') }));
      return { kind: 'mnemonic', items: items.map(({ item, source: cited, weight }) => ({ type: item.type, title: short(item.title), cue: long(item.cue), parts: item.parts.map(({ cue, means }) => ({ cue: short(cue), means: short(means) })).filter(({ cue, means }) => cue !== '' && means !== '').slice(0, 20), source: cited, weight })).filter(({ title, cue }) => title !== '' && cue !== '') };
    }
    case 'conceptMap':
      return toMap(work, await ask(conceptMapPrompt, 8));
  }
}

/** Statements for a thousand tokens of text. */
const statements = { short: 3, medium: 6, long: 11 };

async function askAll(work: Work, prompt: Prompt<NoteInput>, perThousand: number, passages: number[], call: ModelCall): Promise<NonNullable<Part>[]> {
  if (passages.length === 0) return [];
  const { endpoint, model, source } = work;
  const section = (index: number) => source.passages[index]?.path.join('\n') ?? '';
  const parts = await together(
    batches(passages, batchTokens * endpoint.scale, (index) => passageTokens(source, index), section).map((batch) => () => askPart(work, prompt, perThousand, batch, call)),
  );
  const read = parts.flat().filter((part) => part !== null);
  if (read.length === 0) throw unreadable(model);
  return read;
}

async function askPart(work: Work, prompt: Prompt<NoteInput>, perThousand: number, passages: number[], call: ModelCall): Promise<Part[]> {
  const { endpoint, model, source, request } = work;
  const again = (fewer: number[]) => askPart(work, prompt, perThousand, fewer, call);
  const tokens = passages.reduce((sum, index) => sum + passageTokens(source, index), 0);
  const input: NoteInput = { source, passages, language: request.language ?? source.language, place: request.place, amount: Math.max(2, Math.round((tokens * perThousand) / 1_000)) };
  const seen = endpoint.scale;
  const answer = await endpoint.ask(prompt, input, call);
  const tooMuch = answer.ended === 'too-long' || (answer.ended === 'cut' && Object.values(answer.lists).every((list) => list.length === 0));
  if (tooMuch && passages.length > 1) {
    if (answer.ended === 'too-long') endpoint.shrink(seen);
    const [front, back] = halves(passages);
    return [...(await again(front)), ...(await again(back))];
  }
  if (answer.ended === 'too-long') {
    if (endpoint.shrink(seen)) return again(passages);
    throw contextTooSmall(model);
  }
  return [answer.ended === 'unreadable' ? null : { lists: answer.lists, passages }];
}

const short = (text: string) => clean(text).replace(/\s+/gu, ' ').slice(0, 300).trim();
const long = (text: string) => clean(text).slice(0, 4_000).trim();

interface Item<T> {
  item: T;
  source: Citation;
  /** The passage in which the quote stands. */
  passage: number;
  weight: number;
}

/** Items of the right form with the place of their quote; the first ones of each batch weigh most. @param claim what an item says, of what */
function itemsOf<T extends { passage: number; quote: string }>(work: Work, parts: readonly NonNullable<Part>[], name: string, schema: z.ZodType<T>, claim: (item: T) => { asked: string; answer: string }): Item<T>[] {
  return parts.flatMap(({ lists, passages }) => {
    const items = (lists[name] ?? []).flatMap((item) => schema.safeParse(item).data ?? []);
    return items.map((item, at) => ({ item, ...checked(work, cite(work.source, passages, item), claim(item)), weight: 1 - at / (items.length + 1) }));
  });
}

/** A statement that its source does not support cites nothing: grounding leaves it out and counts it. In another language than the document's that can't be told. */
function checked({ source, request }: Work, cited: { source: Citation; passage: number }, claim: { asked: string; answer: string }): { source: Citation; passage: number } {
  const passage = source.passages[cited.passage];
  const base = (language: string) => language.toLowerCase().split('-')[0];
  if (!passage || (request.language !== null && base(request.language) !== base(source.language))) return cited;
  const supported = isSupported({ ...claim, quote: cited.source.quote, around: [...passage.path, passage.text].join('\n') });
  return supported ? cited : { ...cited, source: nowhere(source, cited.source.page, cited.source.quote) };
}

/** Looks for the quote in the passage that the model names, then in the others that it was shown. */
function cite(source: SourceDocument, passages: readonly number[], { passage, quote }: { passage: number; quote: string }): { source: Citation; passage: number } {
  const order = [...(passages.includes(passage) ? [passage] : []), ...passages.filter((other) => other !== passage)];
  for (const index of order) {
    const span = source.passages[index];
    const found = span && locate(source, [span], quote);
    if (found) return { source: found, passage: index };
  }
  const first = order[0] ?? 0;
  return { source: nowhere(source, source.passages[first]?.page ?? 1, clean(quote)), passage: first };
}

function toNotes(work: Work, parts: readonly NonNullable<Part>[]): NoteDraft {
  const all = distinct(itemsOf(work, parts, 'statements', noteStatement, ({ text }) => ({ asked: '', answer: text })), ({ item }) => item.text)
    .filter(({ item }) => long(item.text) !== '')
    .toSorted((a, b) => a.passage - b.passage);
  const sections: Extract<NoteDraft, { kind: 'notes' }>['sections'] = [];
  let above = '';
  for (const { item, source, passage, weight } of all) {
    if (item.keyPoint) continue;
    const path = work.source.passages[passage]?.path ?? [];
    const title = short(path.at(-1) ?? work.source.title) || '…';
    const key = path.join('\n');
    if (key !== above || sections.length === 0) sections.push({ title, level: Math.min(3, Math.max(1, path.length)), statements: [] });
    above = key;
    sections.at(-1)?.statements.push({ text: long(item.text), source, weight });
  }
  return { kind: 'notes', keyPoints: all.filter(({ item }) => item.keyPoint).map(({ item, source, weight }) => ({ text: long(item.text), source, weight })), sections };
}

function toSheet(work: Work, parts: readonly NonNullable<Part>[]): NoteDraft {
  return {
    kind: 'cheatSheet',
    definitions: itemsOf(work, parts, 'definitions', sheetDefinition, ({ term, text }) => ({ asked: term, answer: text })).map(({ item, source, weight }) => ({ term: short(item.term), text: long(item.text), source, weight })).filter(({ term, text }) => term !== '' && text !== ''),
    formulas: itemsOf(work, parts, 'formulas', sheetFormula, ({ text }) => ({ asked: '', answer: text })).map(({ item, source, weight }) => ({ text: long(item.text), source, weight })).filter(({ text }) => text !== ''),
    dates: itemsOf(work, parts, 'dates', sheetDate, ({ when, text }) => ({ asked: when, answer: text })).map(({ item, source, weight }) => ({ when: short(item.when), text: long(item.text), source, weight })).filter(({ when, text }) => when !== '' && text !== ''),
    tables: itemsOf(work, parts, 'tables', sheetTable, ({ rows }) => ({ asked: '', answer: rows.flatMap(({ cells }) => cells).join(' ') })).flatMap(({ item, source, passage, weight }) => {
      const rows = item.rows.map(({ cells }) => cells.map(short).slice(0, 12)).filter((row) => row.length > 0).slice(0, 60);
      // One quote can't stand for a whole table: each of its cells has to be in the passage.
      const within = searchable(work.source.passages[passage]?.text ?? '');
      return rows.length >= 2 && rows.flat().every((cell) => cell === '' || within(cell) > 0) ? [{ rows, source, weight }] : [];
    }),
  };
}

function toMap(work: Work, parts: readonly NonNullable<Part>[]): NoteDraft {
  const nodes = new Map<string, { key: string; label: string; weight: number }>();
  const edges = itemsOf(work, parts, 'relations', mapRelation, ({ from, to }) => ({ asked: '', answer: `${from} ${to}` })).flatMap(({ item, source, weight }) => {
    const [from, relation, to] = [short(item.from), short(item.relation), short(item.to)];
    if (from === '' || relation === '' || to === '' || sameKey(from) === sameKey(to)) return [];
    for (const label of [from, to]) if (!nodes.has(sameKey(label))) nodes.set(sameKey(label), { key: sameKey(label), label, weight });
    return [{ from: sameKey(from), to: sameKey(to), label: relation, source, weight }];
  });
  return { kind: 'conceptMap', nodes: [...nodes.values()], edges };
}

function distinct<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const before = seen.size;
    return seen.add(sameKey(textOf(item))).size > before;
  });
}
