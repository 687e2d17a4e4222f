import type { DraftWishes, GenerationEstimate, GenerationView } from '@studywright/core';
import { dollars } from '../../lib/dollars.ts';
import { counted, number } from '../../lib/format.ts';

/** What a request would take, as a student decides by it. */
export function priceWords({ model, pricesAsOf, leftMicros }: Pick<GenerationEstimate, 'model' | 'pricesAsOf' | 'leftMicros'>): string {
  if (model === null) return 'The built-in engine makes it, on your server. It costs nothing.';
  const tokens = `About ${number(roughly(model.inputTokens))} tokens to read and ${number(roughly(model.outputTokens))} to write, in ${counted(model.requests, 'request')}`;
  if (model.costMicros === null) return `${tokens}. What this model costs is not known here.`;
  const price = `${tokens}: about ${dollars(model.costMicros)} by the prices of ${pricesAsOf}.`;
  if (leftMicros === null) return price;
  if (leftMicros < model.costMicros) return `${price} Your budget has ${dollars(leftMicros)} left: the built-in engine makes the rest.`;
  return `${price} Your budget has ${dollars(leftMicros)} left.`;
}

/** Two digits say as much as an estimate knows. */
function roughly(tokens: number): number {
  return Number(tokens.toPrecision(2));
}

/** “12 cards and 5 questions”. */
export function itemWords({ cards, questions }: Pick<GenerationView, 'cards' | 'questions'>): string {
  const parts = [...(cards > 0 ? [counted(cards, 'card')] : []), ...(questions > 0 ? [counted(questions, 'question')] : [])];
  return parts.length === 0 ? 'nothing' : parts.join(' and ');
}

/** What came of a request that is done. */
export function resultWords({ cards, questions, discarded, wishes, spent, instead, topics }: GenerationView): string {
  return [
    `Made ${itemWords({ cards, questions })} of ${counted(topics, 'topic')}.`,
    ...fewer({ cards, questions, wishes }),
    ...(discarded > 0 ? [`${counted(discarded, 'draft')} discarded.`] : []),
    ...(instead === null ? [] : [`The built-in engine made some of it: ${instead}.`]),
    ...(spent === null ? [] : [`It took ${number(spent.inputTokens + spent.outputTokens)} tokens${spent.costMicros === null ? '' : `, ${dollars(spent.costMicros)}`}.`]),
  ].join(' ');
}

function fewer({ cards, questions, wishes }: { cards: number; questions: number; wishes: DraftWishes }): string[] {
  if (cards >= wishes.cards && questions >= wishes.questions) return [];
  return ['The text gives no more of what you chose that is not asked already.'];
}
