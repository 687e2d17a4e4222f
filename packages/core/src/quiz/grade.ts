/** How much of an answer is right. Pure: what was asked, in which order it was shown, and what was given. */
import type { QuestionContent, RubricPoint } from '../study/question.ts';
import type { QuestionAnswer } from './answer.ts';
import { isAccepted, sameStem, wordsIn } from './similar.ts';

export interface Graded {
  /** 0 to 1. */
  score: number;
  /** Of a short answer: which points of the rubric it makes, as far as words tell. */
  met: boolean[] | null;
}

const nothing: Graded = { score: 0, met: null };
const all = (right: boolean): Graded => ({ score: right ? 1 : 0, met: null });

/**
 * @param order which stored option, right side or item is shown at which place; empty for kinds that show none
 * @param answer null where nothing was answered, which scores 0, as does the answer to another kind
 */
export function gradeAnswer(content: QuestionContent, order: readonly number[], answer: QuestionAnswer | null): Graded {
  const met = content.kind === 'shortAnswer' ? content.rubric.map(() => false) : null;
  if (answer === null) return { ...nothing, met };
  if (content.kind === 'single' && answer.kind === 'single') return all(content.options[order[answer.chosen] ?? -1]?.correct === true);
  if (content.kind === 'multiple' && answer.kind === 'multiple') return { score: severalRight(content.options, answer.chosen.map((place) => order[place] ?? -1)), met: null };
  if (content.kind === 'trueFalse' && answer.kind === 'trueFalse') return all(answer.value === content.answer);
  if (content.kind === 'fillIn' && answer.kind === 'fillIn') return all(isAccepted(answer.text, content.accepted, content.rejected));
  if (content.kind === 'shortAnswer' && answer.kind === 'shortAnswer') return gradeRubric(content.rubric, answer.text);
  if (content.kind === 'matching' && answer.kind === 'matching') {
    const right = content.pairs.filter((pair, left) => content.pairs[order[answer.pairs[left] ?? -1] ?? -1]?.right === pair.right).length;
    return { score: right / content.pairs.length, met: null };
  }
  if (content.kind === 'ordering' && answer.kind === 'ordering') return { score: orderScore(answer.order.map((place) => order[place] ?? -1), content.items.length), met: null };
  return { ...nothing, met };
}

/** Right ones chosen less wrong ones chosen, as a share of all that are right: choosing everything earns little, nothing nothing. */
function severalRight(options: readonly { correct: boolean }[], chosen: readonly number[]): number {
  const own = new Set(chosen);
  const of = options.filter((option) => option.correct).length;
  const points = options.reduce((sum, option, index) => sum + (own.has(index) ? (option.correct ? 1 : -1) : 0), 0);
  return of === 0 ? 0 : Math.max(0, points / of);
}

/**
 * Kendall's rank correlation with the right order, nothing below 0: 1 for the right order, about 0 for one that was guessed.
 * Source: M. G. Kendall, Biometrika 30 (1938).
 */
function orderScore(sequence: readonly number[], length: number): number {
  if (sequence.length !== length || new Set(sequence).size !== length) return 0;
  let points = 0;
  for (const [at, item] of sequence.entries()) for (const later of sequence.slice(at + 1)) points += later > item ? 1 : -1;
  return Math.max(0, points / ((length * (length - 1)) / 2));
}

/** From this share of its key words on, a point counts as made. */
const mostOf = 0.5;

/** A suggestion: words are there or not, whatever is said with them. The student has the last word. */
export function gradeRubric(rubric: readonly RubricPoint[], text: string): { score: number; met: boolean[] } {
  const said = wordsIn(text);
  const met = rubric.map(({ keywords }) => coverage(keywords, said) >= mostOf);
  return { met, score: scoreOfPoints(met) };
}

export function scoreOfPoints(met: readonly boolean[]): number {
  return met.length === 0 ? 0 : met.filter(Boolean).length / met.length;
}

/** The share of key words that are said. A key word of several words is said when all of them are. */
export function coverage(keywords: readonly string[], said: readonly string[]): number {
  const found = keywords.filter((keyword) => {
    const words = wordsIn(keyword);
    return words.length > 0 && words.every((word) => said.some((other) => sameStem(word, other)));
  });
  return keywords.length === 0 ? 0 : found.length / keywords.length;
}

/** A permutation of 0 … n-1 by Fisher and Yates; `random` gives numbers from 0 up to, not including, 1. */
export function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const held = order[last];
    const swap = order[other];
    if (held === undefined || swap === undefined) continue;
    order[last] = swap;
    order[other] = held;
  }
  return order;
}
