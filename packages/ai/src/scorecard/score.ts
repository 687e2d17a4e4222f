import { answerLine, clozeGap, type Citation, type DraftCard, type DraftQuestion, type SourceDocument } from '@studywright/core';
import { definitionScores, type DefinitionScore } from './definitions.ts';
import { duplicatesAmong } from './duplicates.ts';
import { frontFaults, type FrontFault } from './fronts.ts';
import type { Gold } from './gold.ts';
import { keyTermScores, type KeyTermScores } from './key-terms.ts';
import { doubtfulOptions, longestRight, positionP, rightPositions, singleChoices, type Doubt, type PositionCounts } from './questions.ts';
import { readability, sentencesOf } from './readability.ts';
import { rouge } from './rouge.ts';
import { mean, share, wordsOf } from './words.ts';

/** What an engine made of a document. */
export interface Made {
  /** Key terms, best first. */
  terms: readonly string[];
  /** Before anything was left out, as the engine gave it. */
  drafted: { cards: readonly DraftCard[]; questions: readonly DraftQuestion[] };
  /** What a student gets. */
  kept: { cards: readonly DraftCard[]; questions: readonly DraftQuestion[] };
  /** The notes of the chapter as plain text; null where the engine wrote none. */
  notes: string | null;
  seconds: number;
  inputTokens: number;
  outputTokens: number;
  /** Millionths of a US dollar; null where a price is not known. */
  costMicros: number | null;
}

/** One chapter measured: what figures are made of, so that chapters can be taken together without losing their weight. */
export interface Score {
  language: string;
  words: number;
  keyTerms: KeyTermScores[];
  definitions: DefinitionScore[];
  items: number;
  grounded: number;
  cards: number;
  questions: number;
  duplicates: string[];
  faultyFronts: { front: string; faults: FrontFault[] }[];
  longest: { above: number; questions: number };
  positions: PositionCounts[];
  wrongOptions: number;
  doubts: Doubt[];
  readability: number[];
  sourceReadability: number[];
  rouge: { one: number; two: number }[];
  seconds: number;
  inputTokens: number;
  outputTokens: number;
  costMicros: number | null;
}

export function scoreChapter(source: SourceDocument, gold: Gold, made: Made): Score {
  const { language } = source;
  const { cards } = made.kept;
  const { questions } = made.kept;
  const asked = questions.flatMap((question) => (question.kind === 'single' ? [{ stem: question.stem, options: question.options, quote: question.citation.quote }] : []));
  const body = source.passages.map(({ text }) => text).join('\n');
  const terms = keyTermScores(made.terms, gold.terms.map(({ term }) => term));
  const choices = singleChoices(asked);
  const drafted = [...made.drafted.cards, ...made.drafted.questions];
  const summaryWords = wordsOf(gold.summary).length;
  const [cardEase, bodyEase] = [readability(cards.map(readAloud).join('\n'), language), readability(body, language)];
  return {
    language,
    words: wordsOf(body).length,
    keyTerms: terms === null ? [] : [terms],
    definitions: definitionScores(cards, gold.terms),
    items: drafted.length,
    grounded: drafted.filter(({ citation }) => stands(source, citation)).length,
    cards: cards.length,
    questions: questions.length,
    duplicates: [...duplicateFronts(cards, language), ...duplicateStems(questions, language)],
    faultyFronts: [...cards.map(({ front }) => front), ...questions.map(({ stem }) => stem)].flatMap((front) => {
      const faults = frontFaults(front, language);
      return faults.length === 0 ? [] : [{ front, faults }];
    }),
    longest: { above: (longestRight(asked) ?? 0) * choices.length, questions: choices.length },
    positions: rightPositions(asked),
    wrongOptions: choices.reduce((sum, { options }) => sum + options.length - 1, 0),
    doubts: doubtfulOptions(asked, source.passages.flatMap(({ text }) => sentencesOf(text, language)), language),
    readability: cardEase === null ? [] : [cardEase],
    sourceReadability: bodyEase === null ? [] : [bodyEase],
    rouge: made.notes === null || summaryWords === 0 ? [] : [{ one: rouge(1, made.notes, gold.summary, summaryWords).recall, two: rouge(2, made.notes, gold.summary, summaryWords).recall }],
    seconds: made.seconds,
    inputTokens: made.inputTokens,
    outputTokens: made.outputTokens,
    costMicros: made.costMicros,
  };
}

/** Whether the quote is what the page has at its place, to the character. */
function stands(source: SourceDocument, { page, start, end, quote }: Citation): boolean {
  return quote.trim() !== '' && source.pages.find(({ number }) => number === page)?.text.slice(start, end) === quote;
}

function duplicateFronts(cards: readonly DraftCard[], language: string): string[] {
  const items = cards.map((card) => ({ asked: card.front.replace(clozeGap, ' '), answer: card.back, gap: card.type === 'cloze' }));
  return duplicatesAmong(items, language).flatMap((index) => cards[index]?.front ?? []);
}

function duplicateStems(questions: readonly DraftQuestion[], language: string): string[] {
  const items = questions.map((question) => ({ asked: question.stem, answer: answerLine(question), gap: question.kind === 'fillIn' }));
  return duplicatesAmong(items, language).flatMap((index) => questions[index]?.stem ?? []);
}

function readAloud({ type, front, back }: DraftCard): string {
  if (type === 'cloze') return front.replace(clozeGap, back);
  return `${front} ${/[.!?]$/u.test(back) ? back : `${back}.`}`;
}

/** What the figures are made of, over all chapters. */
export function pool(scores: readonly Score[]): Score {
  const all = <T>(pick: (score: Score) => readonly T[]) => scores.flatMap((score) => [...pick(score)]);
  const sum = (pick: (score: Score) => number) => scores.reduce((total, score) => total + pick(score), 0);
  const languages = new Set(scores.map(({ language }) => language));
  return {
    language: [...languages].join(', '),
    words: sum(({ words }) => words),
    keyTerms: all(({ keyTerms }) => keyTerms),
    definitions: all(({ definitions }) => definitions),
    items: sum(({ items }) => items),
    grounded: sum(({ grounded }) => grounded),
    cards: sum(({ cards }) => cards),
    questions: sum(({ questions }) => questions),
    duplicates: all(({ duplicates }) => duplicates),
    faultyFronts: all(({ faultyFronts }) => faultyFronts),
    longest: { above: sum(({ longest }) => longest.above), questions: sum(({ longest }) => longest.questions) },
    positions: poolPositions(all(({ positions }) => positions)),
    wrongOptions: sum(({ wrongOptions }) => wrongOptions),
    doubts: all(({ doubts }) => doubts),
    readability: all((score) => score.readability),
    sourceReadability: all((score) => score.sourceReadability),
    rouge: all((score) => score.rouge),
    seconds: sum(({ seconds }) => seconds),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costMicros: scores.some(({ costMicros }) => costMicros === null) ? null : sum(({ costMicros }) => costMicros ?? 0),
  };
}

function poolPositions(groups: readonly PositionCounts[]): PositionCounts[] {
  const pooled = new Map<number, number[]>();
  for (const { options, counts } of groups) pooled.set(options, counts.map((count, at) => count + (pooled.get(options)?.[at] ?? 0)));
  return [...pooled].map(([options, counts]) => ({ options, counts })).toSorted((a, b) => a.options - b.options);
}

/** The names of the figures, in the order in which they are shown. */
export type Figures = Record<FigureName, number | null>;
export type FigureName =
  | 'keyTermRecallAt50' | 'keyTermCappedRecallAt50' | 'keyTermRPrecision' | 'keyTermPrecision'
  | 'definitionF1' | 'definitionShare' | 'definitionsAsked'
  | 'grounded' | 'duplicates' | 'selfContained'
  | 'longestRight' | 'positionP' | 'doubtfulOptions'
  | 'rouge1' | 'rouge2' | 'readability' | 'sourceReadability'
  | 'words' | 'cards' | 'questions' | 'seconds' | 'inputTokens' | 'outputTokens' | 'costMicros';

/** Key terms, ROUGE and readability as means over chapters, the rest over items. Null where there is nothing to measure by. */
export function figuresOf(score: Score): Figures {
  const { keyTerms, definitions } = score;
  return {
    keyTermRecallAt50: mean(keyTerms.map(({ recallAt50 }) => recallAt50)),
    keyTermCappedRecallAt50: mean(keyTerms.map(({ cappedRecallAt50 }) => cappedRecallAt50)),
    keyTermRPrecision: mean(keyTerms.map(({ rPrecision }) => rPrecision)),
    keyTermPrecision: mean(keyTerms.map(({ precision }) => precision)),
    definitionF1: mean(definitions.map(({ likeness }) => likeness)),
    definitionShare: share(definitions.filter(({ likeness }) => likeness >= 0.5).length, definitions.length),
    definitionsAsked: share(definitions.filter(({ asked }) => asked).length, definitions.length),
    grounded: share(score.grounded, score.items),
    duplicates: share(score.duplicates.length, score.cards + score.questions),
    selfContained: share(score.cards + score.questions - score.faultyFronts.length, score.cards + score.questions),
    longestRight: share(score.longest.above, score.longest.questions),
    positionP: positionP(score.positions),
    doubtfulOptions: share(score.doubts.length, score.wrongOptions),
    rouge1: mean(score.rouge.map(({ one }) => one)),
    rouge2: mean(score.rouge.map(({ two }) => two)),
    readability: mean(score.readability),
    sourceReadability: mean(score.sourceReadability),
    words: score.words,
    cards: score.cards,
    questions: score.questions,
    seconds: score.seconds,
    inputTokens: score.inputTokens,
    outputTokens: score.outputTokens,
    costMicros: score.costMicros,
  };
}
