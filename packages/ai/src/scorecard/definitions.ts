import { clozeGap, type DraftCard } from '@studywright/core';
import { plainTerm, wordsOf } from './words.ts';

export interface GoldTerm {
  term: string;
  definition: string;
}

export interface DefinitionScore {
  /** Token F1 of the card that comes nearest to the gold definition, 0 to 1; 0 where no card speaks of the term. */
  likeness: number;
  /** Whether some card asks for it: a question names the term, or the answer is the term. */
  asked: boolean;
}

/**
 * Harmonic mean of precision and recall over the words of two texts as bags, 0 to 1: the F1 of question answering
 * (Rajpurkar et al., EMNLP 2016), without leaving out articles.
 */
export function tokenF1(text: string, gold: string): number {
  const found = wordsOf(text);
  const wanted = wordsOf(gold);
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return shared === 0 ? 0 : (2 * shared) / (found.length + wanted.length);
}

/** For each gold term how near the cards come to its definition, and whether one asks for it. */
export function definitionScores(cards: readonly DraftCard[], gold: readonly GoldTerm[]): DefinitionScore[] {
  const sides = cards.map((card) => ({ card, front: ` ${plainTerm(card.front.replace(/[^\p{L}\p{N}\s'’-]/gu, ' '))} `, back: plainTerm(card.back) }));
  return gold.map(({ term, definition }) => {
    const key = plainTerm(term);
    let likeness = 0;
    let asked = false;
    for (const { card, front, back } of sides) {
      const named = front.includes(` ${key} `);
      if (back !== key && !named) continue;
      asked ||= back === key || card.type === 'basic';
      likeness = Math.max(likeness, tokenF1(saidBy(card, back === key), definition));
    }
    return { likeness, asked };
  });
}

/** What a card says of its term: the other side of a question, the whole sentence where a gap is elsewhere. */
function saidBy(card: DraftCard, isAnswer: boolean): string {
  if (isAnswer) return card.front;
  return card.type === 'basic' ? card.back : card.front.replace(clozeGap, card.back);
}
