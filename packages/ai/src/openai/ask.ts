import { limits, type Place, type SourceDocument } from '@studywright/core';
import { judgeOf } from '../grounding.ts';
import type { ModelCall, Proposed } from '../model.ts';
import { askPrompt } from '../prompts/ask.ts';
import { passagesAt, withNeighbours } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';
import { toQuestions } from './questions.ts';
import { repair } from './repair.ts';

/** Questions about what is marked: each cites a passage of it, and what it only claims to quote fails at grounding. */
export async function askWith(endpoint: Endpoint, model: string, source: SourceDocument, place: Place, call: ModelCall): Promise<Proposed> {
  const marked = passagesAt(source, place);
  if (marked.length === 0) return { questions: [] };
  const words = (source.pages.find(({ number }) => number === place.page)?.text ?? '').slice(place.start, place.end);
  const maxQuestions = limits.inquiry.questions;
  const ask = (passages: readonly number[]) => endpoint.ask(askPrompt, { source, passages, marked, words, maxQuestions }, call);
  const around = await ask(withNeighbours(source, marked));
  const answer = around.ended === 'too-long' ? await ask(marked) : around;
  if (answer.ended === 'too-long') throw contextTooSmall(model);
  if (answer.ended === 'unreadable') throw unreadable(model);
  if (answer.ended === 'refused') return { questions: [], declined: true };
  // Quotes are looked for in what was marked alone: what stands beside it was there to be understood.
  const from = { source, passages: marked, topic: source.passages[marked[0] ?? 0]?.path.at(-1) ?? source.title };
  const questions = toQuestions(from, answer.lists, maxQuestions);
  const { questions: repaired } = await repair({ endpoint, judge: judgeOf(source), from, cards: [], questions, language: source.language }, call);
  return { questions: repaired };
}
