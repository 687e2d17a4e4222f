import type { ExplainRequest, ExplanationStatement, SourceDocument } from '@studywright/core';
import { locate, nowhere } from '../locate.ts';
import type { Explained, ModelCall } from '../model.ts';
import { explainItem, explainPrompt } from '../prompts/explain.ts';
import { isSupported } from '../support.ts';
import { clean } from '../text.ts';
import { passagesAbout, passagesAt, withNeighbours } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';

/** Of passages that are shown, in tokens: what a few sentences can rest on. */
const room = 3_000;
const maxSentences = 5;
const maxChars = 600;

/** An explanation of marked words; a sentence whose quote is not found, or does not support it, is left out. */
export async function explainWith(endpoint: Endpoint, model: string, source: SourceDocument, request: ExplainRequest, call: ModelCall): Promise<Explained> {
  const { words, place } = request;
  const nothing = { statements: [], open: [words] };
  const marked = place ? passagesAt(source, place) : [];
  const first = withNeighbours(source, marked);
  const shown = passagesAbout(source, words, first, room * endpoint.scale);
  if (shown.length === 0) return nothing;
  const language = request.language ?? source.language;
  const ask = (passages: readonly number[]) => endpoint.ask(explainPrompt, { source, passages, marked, words, language, maxSentences }, call);
  let passages: readonly number[] = shown;
  let answer = await ask(passages);
  if (answer.ended === 'too-long') {
    passages = marked.length > 0 ? marked : shown.slice(0, 1);
    answer = await ask(passages);
  }
  if (answer.ended === 'too-long') throw contextTooSmall(model);
  if (answer.ended === 'unreadable') throw unreadable(model);
  if (answer.ended === 'refused') return { ...nothing, declined: true };
  const statements = (answer.lists['statements'] ?? []).slice(0, maxSentences).flatMap((item) => toStatement(source, passages, language, item));
  return { statements, open: statements.length > 0 ? [] : [words] };
}

function toStatement(source: SourceDocument, passages: readonly number[], language: string, item: unknown): ExplanationStatement[] {
  const { data } = explainItem.safeParse(item);
  const text = clean(data?.text ?? '').replace(/\s+/gu, ' ').slice(0, maxChars).trim();
  if (!data || text === '') return [];
  const order = [...passages.filter((index) => index === data.passage), ...passages.filter((index) => index !== data.passage)];
  for (const index of order) {
    const passage = source.passages[index];
    const citation = passage && locate(source, [passage], data.quote);
    if (!citation) continue;
    // In another language than the document's the words of the two can't be compared.
    const comparable = base(language) === base(source.language);
    const supported = !comparable || isSupported({ asked: '', answer: text, quote: citation.quote, around: [...passage.path, passage.text].join('\n') });
    return [{ term: null, text, citation: supported ? citation : nowhere(source, citation.page, citation.quote) }];
  }
  return [{ term: null, text, citation: nowhere(source, source.passages[order[0] ?? 0]?.page ?? 1, clean(data.quote)) }];
}

const base = (language: string) => language.toLowerCase().split('-')[0];
