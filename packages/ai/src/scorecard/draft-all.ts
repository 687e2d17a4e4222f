import type { DraftCard, DraftQuestion, SourceDocument } from '@studywright/core';
import { ground } from '../grounding.ts';
import type { ModelUsage, StudyModel } from '../model.ts';
import type { Gold } from './gold.ts';
import { notesFor } from './notes.ts';
import type { Made } from './score.ts';
import { wordsOf } from './words.ts';

/**
 * Everything that an engine makes of a document, topic by topic as the product asks for it, with what it took; and notes,
 * where there is a summary that they can be compared with.
 * @param clock seconds, from anywhere.
 */
export async function makeAll(model: StudyModel, source: SourceDocument, gold: Gold, signal: AbortSignal, clock: () => number): Promise<Made> {
  const usages: ModelUsage[] = [];
  const call = { signal, onUsage: async (usage: ModelUsage) => void usages.push(usage) };
  const started = clock();
  const outline = await model.outline(source, call);
  const drafted = { cards: new Array<DraftCard>(), questions: new Array<DraftQuestion>() };
  for (const topic of outline.topics.keys()) {
    const { cards, questions } = await model.draft(source, outline, topic, call);
    drafted.cards.push(...cards);
    drafted.questions.push(...questions);
  }
  const { cards, questions } = ground(source, drafted);
  const notes = await notesFor(model, source, wordsOf(gold.summary).length, call);
  const seconds = clock() - started;
  const sum = (pick: (usage: ModelUsage) => number) => usages.reduce((total, usage) => total + pick(usage), 0);
  return {
    terms: outline.terms,
    drafted,
    kept: { cards, questions },
    notes,
    seconds,
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costMicros: usages.some(({ costMicros }) => costMicros === null) ? null : sum(({ costMicros }) => costMicros ?? 0),
  };
}
