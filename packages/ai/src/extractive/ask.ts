/** Questions about what a student marked: those that are planned there, else what the sentences that were marked give. */
import { clozeGap, type DraftQuestion, type Place, type SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { cite, type PlannedCard } from './card.ts';
import { headingOf, sentencesAt, touches } from './marked.ts';
import { fillInFrom, fillInOf } from './questions/fill-in.ts';
import { poolOf, type PlannedQuestion } from './questions/index.ts';
import { balanced } from './questions/options.ts';
import type { Profile } from './questions/profiles.ts';
import { shortAnswerOf } from './questions/short-answer.ts';
import { singleOf } from './questions/single.ts';
import { trueFalseOf } from './questions/true-false.ts';
import type { Sentence } from './sentences.ts';
import { danglesWithout, standalone } from './standalone.ts';
import type { Term } from './terms.ts';
import { termKey, wordsOf } from './words.ts';

/** More than are shown, for the document may ask some of them already. */
const most = 9;

interface Plan {
  cards: readonly PlannedCard[];
  questions: readonly PlannedQuestion[];
}

export function askAbout(source: SourceDocument, analysis: Analysis, plan: Plan, place: Place): DraftQuestion[] {
  const planned = plan.questions.filter(({ citation }) => touches(citation, place));
  const good = choose([...planned, ...madeAt(source, analysis, plan, place)]);
  const chosen = good.length > 0 ? good : plainGapsAt(source, analysis, place);
  const placed = chosen.map((question) => (question.kind === 'single' && !planned.includes(question) ? (balanced([question])[0] ?? question) : question));
  return placed.map(({ passage, ...question }) => ({ ...question, topic: headingOf(source, source.passages[passage]) }));
}

/**
 * Gaps for the weightiest terms of what was marked, also where others might fit: for want of something better, and as
 * whoever marked the sentence sees and corrects what they are offered.
 */
function plainGapsAt(source: SourceDocument, analysis: Analysis, place: Place): PlannedQuestion[] {
  const made = sentencesAt(analysis, place).flatMap((sentence) => {
    const citation = cite(source, [sentence]);
    const text = standalone(sentence, analysis.language.code);
    if (!citation || text === undefined) return [];
    return gapsIn(analysis, sentence, text).map(({ term, ...words }) => ({ weight: term.score, question: fillInFrom({ type: 'cloze', kind: 'cloze', ...words, term, definition: undefined, sentence, citation, value: term.score }, { term, words: term.words.length }, analysis) }));
  });
  const best = made.toSorted((a, b) => b.weight - a.weight).map(({ question }) => question);
  return best.filter(({ passage, citation }, at) => best.findIndex((other) => other.passage === passage && other.citation.start === citation.start) === at).slice(0, most);
}

/** @param text of the sentence as it can stand by itself: its end */
function gapsIn(analysis: Analysis, sentence: Sentence, text: string): { term: Term; front: string; back: string }[] {
  const offset = sentence.text.length - text.length;
  const named = analysis.terms.flatMap((term) => term.mentions.filter((mention) => mention.sentence === sentence.index && mention.head).map((mention) => ({ term, mention })));
  return named.flatMap(({ term, mention: { start, end } }) => {
    const [first, last] = [sentence.tokens[start], sentence.tokens[end - 1]];
    if (!first || !last || first.start < offset || term.name || term.words.length > 4) return [];
    if (named.some(({ mention: other }) => other.start <= start && other.end >= end && other.end - other.start > end - start) || danglesWithout(sentence, analysis.language.code, start, end)) return [];
    const back = text.slice(first.start - offset, last.end - offset);
    const front = `${text.slice(0, first.start - offset)}${clozeGap}${text.slice(last.end - offset)}`;
    // That a memory is a memory gives nothing away; that it is a working one does.
    const telling = term.words.length > 1 ? term.words.slice(0, -1) : term.words;
    const said = new Set(wordsOf(front).map(termKey));
    return telling.some((word) => said.has(word)) ? [] : [{ term, front, back }];
  });
}

/** One of each kind as they come, then more of the kinds there are: whoever asks is to have a choice. */
function choose(found: readonly PlannedQuestion[]): PlannedQuestion[] {
  const distinct = found.filter(({ stem }, at) => found.findIndex((other) => other.stem === stem) === at);
  const first = distinct.filter(({ kind }, at) => distinct.findIndex((other) => other.kind === kind) === at);
  return [...first, ...distinct.filter((question) => !first.includes(question))].slice(0, most);
}

function madeAt(source: SourceDocument, analysis: Analysis, plan: Plan, place: Place): PlannedQuestion[] {
  const pool = poolOf(analysis);
  const byKey = new Map(pool.map((profile) => [profile.term.key, profile]));
  const cards = [...plan.cards.filter((card) => card.kind !== 'term' && touches(card.citation, place)), ...gapsAt(source, analysis, pool, place)];
  return cards.flatMap((card) => {
    if (card.kind === 'list' || card.kind === 'process' || card.kind === 'comparison') return [];
    const own = card.term && byKey.get(card.term.key);
    if (card.term && !own) return [];
    const made = [own && singleOf(card, own, pool, source, analysis), fillInOf(card, own, analysis), own && trueFalseOf(card, own, pool, source, analysis), own && shortAnswerOf(card, own, analysis)];
    return made.filter((question) => question !== undefined);
  });
}

/** A card for each key term that a marked sentence names; whether it can be asked for is left to the kinds of questions. */
function gapsAt(source: SourceDocument, analysis: Analysis, pool: readonly Profile[], place: Place): PlannedCard[] {
  return sentencesAt(analysis, place).flatMap((sentence) => {
    const citation = cite(source, [sentence]);
    if (!citation || !sentence.prose) return [];
    const named = pool.flatMap(({ term }) => term.mentions.filter((mention) => mention.sentence === sentence.index).map((mention) => ({ term, mention })));
    return named
      .filter(({ mention: { start, end } }) => !named.some(({ mention: other }) => other.start <= start && other.end >= end && other.end - other.start > end - start))
      .filter(({ mention: { start, end } }) => !danglesWithout(sentence, analysis.language.code, start, end))
      .map(({ term }) => ({ type: 'basic' as const, kind: 'cloze' as const, front: '', back: '', term, definition: undefined, sentence, citation, value: term.score }))
      .toSorted((a, b) => b.value - a.value);
  });
}
