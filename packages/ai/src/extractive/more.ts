/** What a text gives besides what was made of it at first, for a student who wants more. */
import type { SourceDocument } from '@studywright/core';
import type { More } from '../model.ts';
import { sameKey } from '../text.ts';
import type { Analysis } from './analysis.ts';
import type { PlannedCard } from './card.ts';
import { planCards } from './cards.ts';
import { planQuestions, type PlannedQuestion } from './questions/index.ts';
import { overlap, wordsOf } from './words.ts';

export interface Plan {
  cards: PlannedCard[];
  questions: PlannedQuestion[];
}

/** As many times as much is planned as at first: what is still worth a card, not each sentence. */
const abundance = 4;
/** Of two fronts: share of words from which on the second asks much the same. */
const muchTheSame = 0.8;

/** The latest request of a document: its topics come one after another. */
const latest = new WeakMap<Analysis, { of: string; plan: Plan }>();

/**
 * Planned for the whole document, like the first time, so that topics share nothing. A fact that a question asks already may be
 * asked in another way; a card that is there is not made again, nor one whose words are nearly its words.
 */
export function planMore(source: SourceDocument, analysis: Analysis, more: More): Plan {
  const { cards: _, questions: __, ...narrowed } = more;
  const of = JSON.stringify(narrowed);
  const known = latest.get(analysis);
  if (known?.of === of) return known.plan;
  const plan = planned(source, analysis, more);
  latest.set(analysis, { of, plan });
  return plan;
}

function planned(source: SourceDocument, analysis: Analysis, { known, cardTypes, questionKinds, difficulty }: More): Plan {
  const asked = new Set(known.map((item) => sameKey(item.asked)));
  const isKnown = (words: string) => asked.has(sameKey(words));
  const first = planCards(source, analysis);
  const further = planCards(source, analysis, { abundance, isKnown });
  const fronts = new Set(first.map(({ front }) => front));
  const all = [...first, ...further.filter(({ front }) => !fronts.has(front))];
  const knownWords = known.map((item) => new Set(wordsOf(item.asked)));
  const repeats = ({ front }: PlannedCard) => {
    const words = new Set(wordsOf(front));
    return knownWords.some((other) => Math.abs(other.size - words.size) <= 3 && overlap(words, other) > muchTheSame);
  };
  return {
    cards: all.filter((card) => !isKnown(card.front) && (cardTypes?.includes(card.type) ?? true) && !(card.type === 'cloze' && repeats(card))),
    questions: planQuestions(source, analysis, all.filter(({ kind }) => kind !== 'term'), {
      abundance,
      isKnown,
      isWanted: (question) => (questionKinds?.includes(question.kind) ?? true) && (!difficulty || (question.difficulty >= difficulty.from && question.difficulty <= difficulty.to)),
    }),
  };
}

/** Those most worth learning, in the order of the text. */
export function bestCards(cards: readonly PlannedCard[], most: number): PlannedCard[] {
  const kept = new Set(cards.toSorted((a, b) => b.value - a.value || a.sentence.index - b.sentence.index).slice(0, most));
  return cards.filter((card) => kept.has(card));
}

/** One of each kind in turn, so that no kind crowds out another; in the order of the text. */
export function ofEachKind(questions: readonly PlannedQuestion[], most: number): PlannedQuestion[] {
  const kinds = [...Map.groupBy(questions, ({ kind }) => kind).values()];
  const longest = Math.max(0, ...kinds.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, at) => kinds.flatMap((list) => list[at] ?? [])).flat();
  const kept = new Set(inTurn.slice(0, most));
  return questions.filter((question) => kept.has(question));
}
