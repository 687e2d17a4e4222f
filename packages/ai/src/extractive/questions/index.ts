/** Questions of every kind from what the cards are made of: no fact is asked twice, and what gives nothing good gives nothing. */
import type { SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { usual, type Extent, type PlannedCard } from '../card.ts';
import { hash, share, termKey } from '../words.ts';
import { fillInOf } from './fill-in.ts';
import { matchingsOf } from './matching.ts';
import { multiplesOf } from './multiple.ts';
import { balanced } from './options.ts';
import { orderingsOf } from './ordering.ts';
import type { PlannedQuestion } from './planned.ts';
import { profilesOf, type Profile } from './profiles.ts';
import { shortAnswerOf } from './short-answer.ts';
import { singleOf } from './single.ts';
import { trueFalseOf } from './true-false.ts';

export type { PlannedQuestion } from './planned.ts';

/** Of the groups of terms that could be matched, one in so many is; the terms of the others are asked for one by one. */
const everyMatching = 2;

/** So often one term is a wrong option in a document: who meets it in every question knows that it is wrong. */
const mostOffered = 4;

/** The terms of `pool` that may be offered once more. */
export const unworn = (pool: readonly Profile[], offered: ReadonlyMap<string, number>) => pool.filter(({ term }) => (offered.get(term.key) ?? 0) < mostOffered);

/** Of questions: which of them are wanted at all. */
export interface QuestionExtent extends Extent {
  isWanted(question: PlannedQuestion): boolean;
}

const anyQuestion: QuestionExtent = { ...usual, isWanted: () => true };

/**
 * Each card's fact becomes one question: a description to choose the term of or to explain, a sentence to choose the term of,
 * to complete or to judge. Which of them, its words decide; where that kind is not to be had, the others are tried.
 */
export function planQuestions(source: SourceDocument, analysis: Analysis, cards: readonly PlannedCard[], { abundance, isKnown, isWanted }: QuestionExtent = anyQuestion): PlannedQuestion[] {
  const fits = (question: PlannedQuestion) => isWanted(question) && !isKnown(question.stem);
  const pool = poolOf(analysis);
  const byKey = new Map(pool.map((profile) => [profile.term.key, profile]));
  const most = share(analysis.words, 1 / 16, 8, 130) * abundance;
  const matchings = matchingsOf(cards, analysis).filter((matching, at) => (abundance > 1 || at % everyMatching === 0) && fits(matching));
  const matched = new Set(matchings.flatMap(({ pairs }) => pairs.map(({ left }) => termKey(left))));
  const planned: PlannedQuestion[] = [...orderingsOf(cards, source, analysis).filter(fits), ...multiplesOf(cards, source, analysis).filter(fits), ...matchings];
  const asked = new Set<string>();
  const offered = new Map<string, number>();
  for (const card of [...cards].sort((a, b) => (a.type === b.type ? b.value - a.value : a.type === 'basic' ? -1 : 1))) {
    if (planned.length >= most) break;
    const own = card.term && byKey.get(card.term.key);
    const fact = `${card.type} ${card.term?.key ?? card.front}`;
    if (card.kind === 'list' || card.kind === 'process' || card.kind === 'comparison') continue;
    if ((card.term && !own) || asked.has(fact) || (card.type === 'basic' && card.term && matched.has(card.term.key))) continue;
    const kinds = {
      single: () => own && singleOf(card, own, unworn(pool, offered), source, analysis),
      shortAnswer: () => own && shortAnswerOf(card, own, analysis),
      fillIn: () => fillInOf(card, own, analysis),
      trueFalse: () => own && trueFalseOf(card, own, pool, source, analysis),
    };
    const order: (keyof typeof kinds)[] = card.type === 'basic' ? turn(['single', 'single', 'fillIn', 'single', 'shortAnswer'], card.front) : turn(['fillIn', 'single', 'trueFalse', 'fillIn', 'single'], card.front);
    let question: PlannedQuestion | undefined;
    for (const kind of new Set(order)) {
      const made = question ?? kinds[kind]();
      if (made && fits(made)) question = made;
    }
    if (!question || planned.some(({ stem }) => stem === question.stem)) continue;
    asked.add(fact);
    planned.push(question);
    if (question.kind === 'single') for (const { text, correct } of question.options) if (!correct) offered.set(termKey(text), (offered.get(termKey(text)) ?? 0) + 1);
  }
  return inOrder(planned);
}

/** The terms that are asked for, and that stand beside one another as options. */
export function poolOf(analysis: Analysis): Profile[] {
  return profilesOf(analysis).filter((profile) => profile.alone && !tooCommon(profile, analysis));
}

/** A word of everyday life is no answer to ask for: too many others would do. */
function tooCommon({ term, words }: Profile, { language }: Analysis): boolean {
  return words === 1 && language.code === 'en' && language.rarity(term.key) < 0.42;
}

/** Begins at the place that the words decide. */
function turn<T>(list: readonly T[], words: string): T[] {
  const at = hash(words) % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function inOrder(planned: readonly PlannedQuestion[]): PlannedQuestion[] {
  const sorted = planned.toSorted((a, b) => a.passage - b.passage || a.citation.start - b.citation.start);
  const singles = balanced(sorted.filter((question) => question.kind === 'single'));
  let next = 0;
  return sorted.map((question) => (question.kind === 'single' ? (singles[next++] ?? question) : question));
}
