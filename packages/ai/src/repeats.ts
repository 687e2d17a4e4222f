import { answerLine, type DraftCard, type DraftQuestion, type QuestionContent } from '@studywright/core';
import type { Discarded, Grounded } from './grounding.ts';
import type { Vector } from './model.ts';
import { contentWords } from './support.ts';
import { sameKey } from './text.ts';

/** What an item asks, with what is answered; two of the same kind that ask the same in other words are one. */
export interface Asked {
  kind: DraftCard['type'] | QuestionContent['kind'];
  asked: string;
  answer: string;
}

/** Cosine of the angle between two questions, from which on they are taken for the same. */
export const sameQuestion = 0.92;
/** The same for two options of a question, which are short and of one kind: they are near each other anyway. */
const sameOption = 0.95;
/** Share of content words that their answers must have in common, for two questions about one term are near each other, too. */
const sameAnswer = 0.5;

/** Of drafts, in the order in which `withoutRepeats` wants their vectors: cards, then questions. */
export function askedBy({ cards, questions }: { cards: readonly Pick<DraftCard, 'type' | 'front' | 'back'>[]; questions: readonly ({ stem: string } & QuestionContent)[] }): Asked[] {
  return [
    ...cards.map(({ type, front, back }): Asked => ({ kind: type, asked: front, answer: back })),
    ...questions.map((question): Asked => ({ kind: question.kind, asked: question.stem, answer: answerLine(question) })),
  ];
}

/**
 * Without what asks the same as something that is there already, or as a draft before it, in other words.
 * @param vectors of what each draft asks, as `askedBy` gives them
 * @param near for each draft, what is there that asks much the same: at an angle whose cosine is `sameQuestion` or more
 */
export function withoutRepeats(drafts: Grounded, vectors: readonly Vector[], near: readonly (readonly Asked[])[]): Grounded {
  const kept: (Asked & { vector: Vector })[] = [];
  const repeats: Discarded[] = [];
  const asked = askedBy(drafts);
  const stays = (index: number) => {
    const item = asked[index];
    const vector = vectors[index];
    if (!item || !vector) return true;
    const before = kept.filter((other) => cosine(other.vector, vector) >= sameQuestion);
    const repeated = [...(near[index] ?? []), ...before].some((other) => other.kind === item.kind && shareOfWords(other.answer, item.answer) >= sameAnswer);
    if (repeated) repeats.push({ kind: index < drafts.cards.length ? 'card' : 'question', text: item.asked, reason: 'duplicate' });
    else kept.push({ ...item, vector });
    return !repeated;
  };
  const cards = drafts.cards.filter((_, index) => stays(index));
  const questions = drafts.questions.filter((_, index) => stays(drafts.cards.length + index));
  return { ...drafts, cards, questions, discarded: [...drafts.discarded, ...repeats] };
}

/** Options that can be chosen among, and what they are. */
export function optionsOf(questions: readonly DraftQuestion[]): string[] {
  return [...new Set(questions.flatMap((question) => (question.kind === 'single' || question.kind === 'multiple' ? question.options.map(({ text }) => text) : [])))];
}

/**
 * Without wrong options that mean what a right one means, or another wrong one: they would be right too, or no choice. A
 * question that is left with fewer than two wrong ones is discarded.
 */
export function withDistinctOptions(drafts: Grounded, vectors: ReadonlyMap<string, Vector>): Grounded {
  const same = (one: string, other: string) => {
    const [first, second] = [vectors.get(one), vectors.get(other)];
    return first !== undefined && second !== undefined && cosine(first, second) >= sameOption;
  };
  const discarded: Discarded[] = [];
  const questions = drafts.questions.flatMap((question): DraftQuestion[] => {
    if (question.kind !== 'single' && question.kind !== 'multiple') return [question];
    const { options } = question;
    const kept = options.filter((option, at) => option.correct || !options.some((other, index) => (other.correct || index < at) && other !== option && same(option.text, other.text)));
    if (kept.length === options.length) return [question];
    if (kept.filter(({ correct }) => !correct).length >= fewestWrong) return [{ ...question, options: kept }];
    discarded.push({ kind: 'question', text: question.stem, reason: 'malformed' });
    return [];
  });
  return { ...drafts, questions, discarded: [...drafts.discarded, ...discarded] };
}

const fewestWrong = 2;

export function cosine(one: Vector, other: Vector): number {
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
