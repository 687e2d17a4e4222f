import { AppError, type DraftCard, type DraftQuestion } from '@studywright/core';
import { z } from 'zod';
import type { Judge } from '../grounding.ts';
import type { Drafts, ModelCall } from '../model.ts';
import { repairPrompt, type Rejected } from '../prompts/repair.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { toCard, type Ground, type Made } from './items.ts';
import { listNames, toQuestion } from './questions.ts';

interface Batch {
  endpoint: Endpoint;
  judge: Judge;
  from: Ground;
  /** BCP 47, in which they are written. */
  language: string;
  cards: readonly Made<DraftCard>[];
  questions: readonly Made<DraftQuestion>[];
}

/**
 * Asks once more, for all items together that do not stand on their source. What is right then takes the place of what was
 * wrong; the rest stays as it is, for grounding to discard and count.
 */
export async function repair({ endpoint, judge, from, language, cards, questions }: Batch, call: ModelCall): Promise<Drafts> {
  const made = { cards: cards.map((card) => card.made), questions: questions.map((question) => question.made) };
  const rejected: Rejected[] = [];
  for (const [item, card] of cards.entries()) {
    const fault = judge.card(card.made);
    if (fault) rejected.push({ item, kind: 'card', fault, written: card.written });
  }
  for (const [index, question] of questions.entries()) {
    const fault = judge.question(question.made);
    if (fault) rejected.push({ item: cards.length + index, kind: 'question', fault, written: question.written });
  }
  if (rejected.length === 0) return made;
  const { lists } = await askAgain(endpoint, from, { rejected, language }, call);
  const wanted = (kind: Rejected['kind'], item: unknown) => {
    const number = numbered.safeParse(item).data?.item;
    return rejected.find((one) => one.kind === kind && one.item === number)?.item ?? null;
  };
  for (const item of lists['cards'] ?? []) {
    const at = wanted('card', item);
    const [card] = toCard(from, item);
    if (at !== null && card && judge.card(card.made) === null) made.cards[at] = card.made;
  }
  for (const { list, item } of listNames.flatMap((name) => (lists[name] ?? []).map((one) => ({ list: name, item: one })))) {
    const at = wanted('question', item);
    const [question] = toQuestion(from, list, item);
    if (at !== null && question && judge.question(question.made) === null) made.questions[at - cards.length] = question.made;
  }
  return made;
}

const numbered = z.object({ item: z.coerce.number() });

/** What is right already is not given up for what could not be asked. */
async function askAgain(endpoint: Endpoint, { source, passages }: Ground, wrong: { rejected: readonly Rejected[]; language: string }, call: ModelCall): Promise<Pick<Answer, 'lists'>> {
  try {
    return await endpoint.ask(repairPrompt, { source, passages, ...wrong }, call);
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof AppError) return { lists: {} };
    throw error;
  }
}
