/** Cards: what a term means, and sentences with one gap. */
import { clozeGap } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { opinion } from './askable.ts';
import { cite, usual } from './card.ts';
import type { Extent, PlannedCard } from './card.ts';
import { active } from './defining-verbs.ts';
import { alike, ofSubject, planDefinitions, sure, surer } from './definition-cards.ts';
import { tellsOfPast } from './definitions.ts';
import { isDetermined } from './gap.ts';
import type { Language } from './language.ts';
import { planFacts } from './facts.ts';
import { goesOnWith, isCompared, wholeSentence } from './references.ts';
import { planReversed } from './reversed.ts';
import { amongStories, isAbout, isPastTold, narrates, peopleOfExamples, tellsEvent, wasOnce } from './stories.ts';
import type { Sentence } from './sentences.ts';
import { danglesWithout, examplesAmong, lacksOwner, namesPart, onlyPraises, takesUp } from './standalone.ts';
import type { Term } from './terms.ts';
import { escapeRegExp, overlap, share, termKey, wordsOf } from './words.ts';

/** A gap worth less than this is not worth a card. */
const worthwhile = 1;

/** @param extent of what is planned; without it, what a document is worth at first */
export function planCards(source: SourceDocument, analysis: Analysis, extent: Extent = usual): PlannedCard[] {
  const definitions = planDefinitions(source, analysis);
  const facts = planFacts(source, analysis).filter((fact) => !definitions.some((card) => card.front === fact.front || alike(new Set(wordsOf(card.back)), new Set(wordsOf(fact.back)))));
  // A meaning is asked for its term last, so that its sibling has been learned for a while.
  return [...definitions, ...facts, ...planClozes(source, analysis, definitions, facts, extent), ...planReversed(analysis, definitions)];
}

/** Words of a sentence around a gap. */
const leastAround = 5;

interface Gap {
  from: number;
  to: number;
  /** Its tokens; of a number none. */
  tokens?: [from: number, to: number];
  term: Term | undefined;
  value: number;
}

function planClozes(source: SourceDocument, analysis: Analysis, definitions: PlannedCard[], facts: PlannedCard[], extent: Extent): PlannedCard[] {
  const listed = new Set(facts.filter(({ kind }) => kind !== 'comparison').map(({ sentence }) => sentence.index));
  const defined = new Set(definitions.map((card) => card.term?.key));
  const used = new Map<number, Set<string>>();
  for (const card of definitions) {
    for (const index of card.definition?.sentences ?? []) used.set(index, (used.get(index) ?? new Set()).add(card.term?.key ?? ''));
  }
  const ranks = new Map(analysis.terms.map((term, i) => [term.key, { term, rank: i / Math.max(1, analysis.keyTerms.length) }]));
  const best = new Map(analysis.terms.map((term) => [term.key, bestSentence(term, analysis)]));
  const candidates: PlannedCard[] = [];
  const mentions = mentionsBySentence(analysis);
  const examples = examplesAmong(analysis.sentences);
  const history = tellsOfPast(analysis.sentences);
  const stories = amongStories(analysis.sentences);
  const people = peopleOfExamples(analysis.sentences, examples);
  for (const sentence of analysis.sentences) {
    const text = wholeSentence(sentence, analysis);
    if (text === undefined || listed.has(sentence.index) || examples.has(sentence.index) || stories.has(sentence.index) || goesOnWith(sentence, analysis) || onlyPraises(text) || opinion.test(text) || (!history && wasOnce.test(text)) || isAbout(people, sentence) || takesUp(sentence, analysis.sentences.slice(Math.max(0, sentence.index - 3), sentence.index), (key) => ranks.has(key))) continue;
    const offset = sentence.text.length - text.length;
    // A sentence that a card was made of may still leave a gap for another term, not for the one it explains.
    const explained = used.get(sentence.index);
    const isExplained = (key: string) => (analysis.definitions.get(key) ?? []).some(({ strength, relation }) => strength >= surer && relation !== 'described');
    const isTaught = (term: Term, rank: number) => isExplained(term.key) || (rank <= 1 && (term.words.length > 1 || analysis.language.rarity(term.key) >= ofSubject));
    const gaps = gapsOf(sentence, text, offset, mentions.get(sentence.index) ?? [], ranks, defined, best, analysis.language, isTaught);
    const citation = cite(source, [sentence]);
    if (!citation) continue;
    for (const gap of gaps) {
      // What happened once is known to nobody who learned the subject, unless it is where a term is explained.
      if (!history && gap.term && (isPastTold(sentence) || narrates(sentence) || tellsEvent(sentence)) && !explains(gap.term, sentence, analysis)) continue;
      if (explained !== undefined && (gap.term === undefined || explained.has(gap.term.key) || defined.has(gap.term.key))) continue;
      const back = text.slice(gap.from, gap.to);
      const front = text.slice(0, gap.from) + clozeGap + text.slice(gap.to);
      // "The […] have mixed effects" fits too much.
      if (gap.term !== undefined && wordsOf(front).length < leastAround) continue;
      if (gap.tokens !== undefined && !isDetermined(sentence, { start: gap.tokens[0], end: gap.tokens[1], front, back, explained: gap.term !== undefined && tellsOf(gap.term, sentence, analysis) }, analysis)) continue;
      // "Two of […]": the other number makes it one.
      if (gap.tokens === undefined && /\bof \[…\]/u.test(front)) continue;
      // "K" is but half of "K+".
      if (text.includes(clozeGap) || repeats(front, back) || /^[+/\p{L}\p{N}]/u.test(text.slice(gap.to)) || text[gap.from - 1] === '/') continue;
      candidates.push({ type: 'cloze', kind: gap.term === undefined ? 'number' : 'cloze', front, back, term: gap.term, definition: undefined, sentence, citation, value: gap.value });
    }
  }
  return pick(candidates.filter(({ front }) => !extent.isKnown(front)), analysis, extent);
}

/** Whether a sentence says what a term is, however surely. */
const tellsOf = (term: Term, sentence: Sentence, analysis: Analysis) => (analysis.definitions.get(term.key) ?? []).some(({ sentences, relation }) => relation !== 'described' && sentences.includes(sentence.index));

const explains = (term: Term, sentence: Sentence, analysis: Analysis) => (analysis.definitions.get(term.key) ?? []).some(({ sentences, strength, relation }) => strength >= sure && relation !== 'described' && sentences.includes(sentence.index));

/**
 * First one for each term that no definition card asks for, from the sentence that says most of it; then others, as many
 * as the length of the text bears.
 */
function pick(candidates: PlannedCard[], analysis: Analysis, { abundance }: Extent): PlannedCard[] {
  const most = share(analysis.words, 1 / 30, 5, 110) * abundance;
  const perTerm = new Map<string, number>();
  const fronts = new Map<number, Set<string>[]>();
  const chosen: PlannedCard[] = [];
  const taken = new Set<number>();
  for (const card of candidates.sort((a, b) => b.value - a.value || a.sentence.index - b.sentence.index || a.front.indexOf(clozeGap) - b.front.indexOf(clozeGap))) {
    if (chosen.length >= most || card.value < worthwhile) break;
    const key = card.term?.key ?? `#${card.sentence.passage}`;
    if (taken.has(card.sentence.index) || (perTerm.get(key) ?? 0) >= 2) continue;
    const words = new Set(wordsOf(card.front));
    const size = words.size;
    const alike = [...fronts.entries()].some(([other, sets]) => Math.abs(other - size) <= size && sets.some((set) => overlap(words, set) > 0.65));
    if (alike) continue;
    perTerm.set(key, (perTerm.get(key) ?? 0) + 1);
    fronts.set(size, [...(fronts.get(size) ?? []), words]);
    taken.add(card.sentence.index);
    chosen.push(card);
  }
  return chosen.sort((a, b) => a.sentence.index - b.sentence.index);
}

function mentionsBySentence(analysis: Analysis): Map<number, { term: Term; start: number; end: number }[]> {
  const map = new Map<number, { term: Term; start: number; end: number }[]>();
  for (const term of analysis.terms) {
    for (const { sentence, start, end } of term.mentions) {
      const list = map.get(sentence) ?? [];
      list.push({ term, start, end });
      map.set(sentence, list);
    }
  }
  return map;
}

/** The sentence that says most of a term without a definition card: one that describes it, else the first that is about it. */
function bestSentence(term: Term, analysis: Analysis): number {
  const stands = (index: number) => {
    const sentence = analysis.sentences[index];
    return sentence !== undefined && wholeSentence(sentence, analysis) !== undefined;
  };
  for (const definition of analysis.definitions.get(term.key) ?? []) {
    const index = definition.sentences.at(-1) ?? -1;
    if (definition.strength >= 0.12 && stands(index)) return index;
  }
  const about = term.mentions.find((mention) => mention.whole && mention.start <= 1 && stands(mention.sentence));
  return (about ?? term.mentions.find((mention) => mention.head && stands(mention.sentence)))?.sentence ?? -1;
}

const ofPair = new Set(['left', 'right', 'upper', 'lower', 'inner', 'outer', 'anterior', 'posterior', 'superior', 'inferior', 'internal', 'external']);

function gapsOf(
  sentence: Sentence,
  text: string,
  offset: number,
  mentions: { term: Term; start: number; end: number }[],
  ranks: Map<string, { term: Term; rank: number }>,
  defined: Set<string | undefined>,
  best: Map<string, number>,
  { code, rarity }: Language,
  isTaught: (term: Term, rank: number) => boolean,
): Gap[] {
  const gaps: Gap[] = [];
  const story = narrates(sentence);
  for (const { term, start, end } of mentions) {
    const first = sentence.tokens[start];
    const last = sentence.tokens[end - 1];
    const rank = Math.min(1.1, ranks.get(term.key)?.rank ?? 1);
    const told = best.get(term.key) === sentence.index;
    const common = term.words.length === 1 && rarity(term.key) < 0.45;
    if ((common && !defined.has(term.key) && term.score < 6) || (!told && (rank > 0.75 || common))) continue;
    // What the document neither counts among its terms nor explains is any word of a sentence.
    if (code === 'en' && (isCompared(first?.lower ?? '') || !isTaught(term, rank)) && !(!isCompared(first?.lower ?? '') && told && (start <= 1 || rank <= 1 || term.words.length > 1))) continue;
    if (!first || !last || first.start < offset) continue;
    // A part of a longer term that is known too would leave half of it standing.
    if (mentions.some((other) => other.start <= start && other.end >= end && other.end - other.start > end - start)) continue;
    const before = sentence.tokens[start - 1];
    const after = sentence.tokens[end];
    if (before && (before.pos === 'noun' || before.pos === 'name') && before.end + 1 >= first.start) continue;
    if (after && (after.pos === 'noun' || after.pos === 'name') && after.start - last.end <= 1) continue;
    // What "[…] involves surgery" is the treatment of is not said.
    if (code === 'en' && (namesPart(term.text) || (after?.lower !== 'of' && lacksOwner(term.text)))) continue;
    // "To prevent backflow": a verb that the tagger takes for a noun.
    if (before?.lower === 'to' && active.has(first.lower)) continue;
    // A unit belongs to its number.
    if (/^\p{N}/u.test(before?.text ?? '')) continue;
    // "Except for […], they are …": who they are is the answer to nothing.
    if (start > 1 && danglesWithout(sentence, code, start, end)) continue;
    if (['how', 'that', 'what', 'why', 'whether'].includes(after?.lower ?? '') && term.mentions.length === 1 && term.words.length > 1) continue;
    if (['most', 'more', 'very', 'less', 'so'].includes(before?.lower ?? '')) continue;
    const subject = start <= 1 || (start <= 3 && sentence.tokens[0]?.pos === 'prep');
    const value = 1 - rank + (defined.has(term.key) ? 0 : 0.9) + (told ? 1 : 0) + (subject ? 0.4 : 0) - (listed(sentence, start, end) ? 0.5 : 0) - (term.name ? 0.4 : 0) - (story && !told ? 0.7 : story ? 0.3 : 0) + lengthBonus(sentence) + Math.min(0.3, 0.1 * (mentions.length - 1));
    // "The right […]" is one of two: the word that tells them apart belongs to the answer.
    const paired = before !== undefined && ofPair.has(before.lower);
    if (paired && (before.start < offset || /^(?:and|or|to)$/.test(sentence.tokens[start - 2]?.lower ?? ''))) continue;
    gaps.push({ from: (paired ? before : first).start - offset, to: last.end - offset, tokens: [start, end], term, value });
  }
  if (mentions.length > 0 || /\p{Lu}\p{Ll}+/u.test(text.slice(1))) {
    const number = /(?<![\p{L}\p{N}.,–-])(?:(?:1[0-9]\d\d|20\d\d)(?![–-]\d|\s(?:to|bis)\s\d)|\d+(?:[.,]\d+)*(?:(?:[–-]|\s(?:to|bis)\s)\d+(?:[.,]\d+)*)?(?:\s?(?:%|percent|Prozent|million|billion|Millionen|Milliarden|mV|ms|mm|cm|km|kg|mg|g|m|L|mL|°C|years|days|hours|minutes|seconds|Jahre|Tage))?)(?![\p{L}\p{N}-]|[.,]\d)/gu;
    const found = [...text.matchAll(number)];
    const only = found[0];
    const before = only ? text.slice(0, only.index) : '';
    if (found.length === 1 && only && /\s$/.test(before) && !/(?:Sections?|Kapitel|Abschnitt|Bemerkung|Satz|Definition|Theorem|Lemma|Beispiel|Aufgabe|Step|Version|version|Nr\.|No\.|Art\.|Article|page|S\.|p\.|pp\.)\s$/.test(before) && !/^\d$/.test(only[0]) && !/^[:/]/.test(text.slice(only.index + only[0].length))) gaps.push({ from: only.index, to: only.index + only[0].length, term: undefined, value: 0.75 - ((story || /\b(?:was|were)\b/.test(text)) && !/^(?:1\d|20)\d\d$/.test(only[0]) ? 0.7 : 0) + lengthBonus(sentence) + 0.1 * Math.min(3, mentions.length) });
  }
  return gaps;
}

/** One of several in a row, or an example: what stands there can't be known. */
function listed({ tokens }: Sentence, start: number, end: number): boolean {
  const at = ['the', 'a', 'an'].includes(tokens[start - 1]?.lower ?? '') ? start - 2 : start - 1;
  const before = tokens[at]?.lower ?? '';
  const after = tokens[end]?.lower ?? '';
  return (at > 0 && [',', 'and', 'or', 'as', 'like', 'including'].includes(before)) || ((after === ',' || after === 'and' || after === 'or') && at > 2);
}

function lengthBonus(sentence: Sentence): number {
  const words = sentence.tokens.length;
  return words <= 14 ? 0.25 : words <= 22 ? 0.2 : words <= 28 ? 0 : -0.3;
}

/** The answer stands elsewhere on the front; that a layer is a layer and a schedule a schedule gives nothing away. */
function repeats(front: string, back: string): boolean {
  const said = new Set(wordsOf(front).map(termKey));
  const own = wordsOf(back).map(termKey).filter((word) => word.length > 3 || /\d/.test(word));
  if (own.length === 0) return new RegExp(`(?<!\\p{L})${escapeRegExp(back)}(?!\\p{L})`, 'iu').test(front);
  const telling = own.length > 1 ? own.slice(0, -1) : own;
  return telling.some((word) => said.has(word) || [...said].some((other) => other.length > 5 && word.length > 5 && other.slice(0, 6) === word.slice(0, 6)));
}
