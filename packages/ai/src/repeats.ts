import { answerLine, type DraftCard, type QuestionContent } from '@studywright/core';
import type { Discarded, Grounded } from './grounding.ts';
import type { Vector } from './model.ts';
import { contentWords } from './support.ts';
import { sameKey } from './text.ts';

/** What an item asks, with what is answered; two of the same kind that ask the same in other words are one. */
export interface Asked {
  kind: 'basic' | 'cloze' | 'question';
  asked: string;
  answer: string;
}

/** Of the angle between two questions, from which on they are taken for the same. */
const sameQuestion = 0.92;
/** Share of content words that their answers must have in common, for two questions about one term are near each other, too. */
const sameAnswer = 0.5;

/** Of drafts, in the order in which `withoutRepeats` wants their vectors: cards, then questions. */
export function askedBy({ cards, questions }: { cards: readonly Pick<DraftCard, 'type' | 'front' | 'back'>[]; questions: readonly (QuestionContent & { stem: string })[] }): Asked[] {
  return [
    ...cards.map(({ type, front, back }): Asked => ({ kind: type, asked: front, answer: back })),
    ...questions.map((question): Asked => ({ kind: 'question', asked: question.stem, answer: answerLine(question) })),
  ];
}

/**
 * Without what asks the same as something that is there already, or as a draft before it, in other words.
 * @param vectors of what each draft asks, as `askedBy` gives them
 * @param known what is there, each with its vector
 */
export function withoutRepeats(drafts: Grounded, vectors: readonly Vector[], known: readonly (Asked & { vector: Vector })[]): Grounded {
  const kept = [...known];
  const repeats: Discarded[] = [];
  const asked = askedBy(drafts);
  const stays = (index: number) => {
    const item = asked[index];
    const vector = vectors[index];
    if (!item || !vector) return true;
    const repeated = kept.some((other) => other.kind === item.kind && cosine(other.vector, vector) >= sameQuestion && shareOfWords(other.answer, item.answer) >= sameAnswer);
    if (repeated) repeats.push({ kind: item.kind === 'question' ? 'question' : 'card', text: item.asked, reason: 'duplicate' });
    else kept.push({ ...item, vector });
    return !repeated;
  };
  const cards = drafts.cards.filter((_, index) => stays(index));
  const questions = drafts.questions.filter((_, index) => stays(drafts.cards.length + index));
  return { ...drafts, cards, questions, discarded: [...drafts.discarded, ...repeats] };
}

function cosine(one: Vector, other: Vector): number {
  let product = 0;
  let ofOne = 0;
  let ofOther = 0;
  for (const [index, value] of one.entries()) {
    const beside = other[index] ?? 0;
    product += value * beside;
    ofOne += value * value;
    ofOther += beside * beside;
  }
  return product === 0 ? 0 : product / Math.sqrt(ofOne * ofOther);
}

/** Of the content words of the shorter one, how many the other has, too; of two without any, whether they are the same. */
function shareOfWords(one: string, other: string): number {
  const [first, second] = [contentWords(one), contentWords(other)];
  const fewest = Math.min(first.length, second.length);
  if (fewest === 0) return sameKey(one) === sameKey(other) ? 1 : 0;
  return first.filter((word) => second.includes(word)).length / fewest;
}
