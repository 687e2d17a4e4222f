/** Cards: what a term means, and sentences with one gap. */
import { clozeGap } from '@studywright/core';
import type { CardKind, SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { isAskable, isOneQuestion, opinion } from './askable.ts';
import { cite, usual } from './card.ts';
import type { Extent, PlannedCard } from './card.ts';
import { active } from './defining-verbs.ts';
import type { Definition } from './definition.ts';
import { tellsOfPast } from './definitions.ts';
import { isDetermined } from './gap.ts';
import type { Language } from './language.ts';
import { planFacts } from './facts.ts';
import { goesOnWith, isCompared, isUnique, needsTelling, wholeSentence } from './references.ts';
import { planReversed } from './reversed.ts';
import { amongStories, isAbout, isPastTold, narrates, peopleOfExamples, tellsEvent, wasOnce } from './stories.ts';
import { isEmpty } from './phrases.ts';
import { wording } from './wording.ts';
import type { Sentence } from './sentences.ts';
import { danglesWithout, examplesAmong, hasFormula, lacksOwner, namesPart, onlyPraises, standalone, takesUp } from './standalone.ts';
import { isAdjective } from './terms.ts';
import type { Term } from './terms.ts';
import { capitalise, escapeRegExp, headWord, isPlural, share, termKey, wordsOf } from './words.ts';

/** A gap worth less than this is not worth a card. */
const worthwhile = 1;
/** A definition below this is left to the cloze cards. */
const sure = 0.3;
/** The same for what is not among the key terms. */
const surer = 0.45;
/** From this rarity on a word belongs to a subject rather than to everyday life. */
const ofSubject = 0.6;

/** @param extent of what is planned; without it, what a document is worth at first */
export function planCards(source: SourceDocument, analysis: Analysis, extent: Extent = usual): PlannedCard[] {
  const definitions = planDefinitions(source, analysis);
  const facts = planFacts(source, analysis).filter((fact) => !definitions.some((card) => card.front === fact.front || alike(new Set(wordsOf(card.back)), new Set(wordsOf(fact.back)))));
  // A meaning is asked for its term last, so that its sibling has been learned for a while.
  return [...definitions, ...facts, ...planClozes(source, analysis, definitions, facts, extent), ...planReversed(analysis, definitions)];
}

function planDefinitions(source: SourceDocument, analysis: Analysis): PlannedCard[] {
  const planned: PlannedCard[] = [];
  const examples = examplesAmong(analysis.sentences);
  const answers: Set<string>[] = [];
  const ranks = new Map(analysis.keyTerms.map((term, i) => [term.key, i / analysis.keyTerms.length]));
  for (const term of analysis.terms) {
    const rank = ranks.get(term.key);
    const most = rank === undefined ? 1 : rank < 0.5 ? 2 : 1;
    const fronts = new Set<string>();
    const kinds = new Set<string>();
    const options = (analysis.definitions.get(term.key) ?? []).filter((definition) => definition.strength >= (rank === undefined ? surer : sure) && definition.relation !== 'described' && !(definition.article === 'the' && definition.sentences.some((index) => examples.has(index))));
    if (analysis.language.code === 'en' && term.words.length === 1 && rank === undefined && analysis.language.rarity(term.key) < ofSubject) continue;
    for (const definition of options.sort((a, b) => worthOf(b, term) - worthOf(a, term)).slice(0, 6)) {
      if (fronts.size >= most) break;
      const card = definitionCard(source, analysis, term, definition);
      const words = new Set(wordsOf(definition.answer));
      if (!card || fronts.has(card.front) || kinds.has(kindOf(definition)) || answers.some((other) => alike(words, other))) continue;
      answers.push(words);
      fronts.add(card.front);
      kinds.add(kindOf(definition));
      planned.push({ ...card, value: card.value - (fronts.size > 1 ? 2 : 0) });
    }
  }
  return planned;
}

/** Nearly the same words: the answer to another card. */
const alike = (a: Set<string>, b: Set<string>) => (overlap(a, b) * Math.min(a.size, b.size)) / Math.max(a.size, b.size) > 0.8;

/** What something is and what it means are one question. */
const kindOf = ({ relation, asked }: Pick<Definition, 'relation' | 'asked'>) => (['is', 'refers', 'means', 'when', 'before', 'in', 'glossary'].includes(relation) ? 'is' : `${relation} ${asked}`);

/** What all a thing consists of is a list. */
function kindOfCard({ relation, asked, answer }: Definition): CardKind {
  if (relation === 'composed' && /^(?:[^,\s]+(?: [^,\s]+){0,4},\s?){2,}/u.test(answer)) return 'list';
  return kindOf({ relation, asked }) === 'is' ? 'definition' : 'question';
}

function definitionCard(source: SourceDocument, analysis: Analysis, term: Term, definition: Definition): PlannedCard | undefined {
  const sentences = definition.sentences.map((index) => analysis.sentences[index]).filter((sentence) => sentence !== undefined);
  const [first] = sentences;
  const sentence = sentences.at(-1);
  const citation = cite(source, sentences);
  if (!first || !sentence || !citation || tooCommon(term, definition, analysis) || isAdjective(term, analysis.sentences) || lacksOwner(definition.term) || (definition.article !== 'a' && definition.article !== 'an' && namesPart(definition.term)) || onlyKind(definition) || saysTooLittle(term, definition, analysis) || (definition.relation === 'in' && !isOfSubject(term, analysis)) || givesAway(definition.answer, term) || pointing(definition.answer, analysis) || /^[:;,.!?)]/u.test(definition.answer) || hasFormula(`${definition.term} ${definition.answer}`) || !isAskable(term, definition, analysis) || (kindOfCard(definition) !== 'definition' && (!isOneQuestion(term, definition, analysis) || (sentences.length === 1 && analysis.language.code === 'en' && goesOnWith(sentence, analysis))))) return undefined;
  if (definition.relation === 'before' && sentences.length > 1 && standalone(first, analysis.language.code, true) === undefined) return undefined;
  const asked = wording(analysis.language.code).define(term, definition, articleOf(term, definition, analysis));
  const front = isOneThing(term, definition, sentence) ? asked.replace(/^What are /u, 'What is ') : asked;
  return { type: 'basic', kind: kindOfCard(definition), front, back: capitalise(definition.answer), term, definition, sentence, citation, value: term.score + definition.strength };
}

/** "Rickets, a painful condition": one thing whose name only looks like a plural. */
const isOneThing = ({ text, words }: Term, { relation, answer }: Definition, sentence: Sentence) => relation === 'is' && words.length === 1 && isPlural(text) && /^an?\s/iu.test(answer) && !new RegExp(`${escapeRegExp(text)} (?:are|were)\\b`, 'iu').test(sentence.text);

/** "A specific type of neuron", "the third form of retrieval", "the leading cause of accidents", "a dominant trait": of what kind it is, and nothing that tells it from others. */
function onlyKind({ relation, answer }: Definition): boolean {
  if (!['is', 'refers', 'glossary'].includes(relation)) return false;
  if (/^one of the (?:most|best|largest)\b|^(?:the|an?|one of the) (?:\p{L}+ )?(?:leading|most common|commonest|number one) (?:causes?|reasons?|sources?|forms?|types?) |^the (?:first|second|third|fourth|final|last|next|other|main)(?:\s\S+){1,3}$/iu.test(answer)) return true;
  const plain = answer.replace(/^(?:an?|the|one|another)\s/iu, '');
  return /^(?:(?:specific|special|particular|certain|different|single|common|new|good|first|second|third|fourth|fifth|last|next) )?(?:types?|kinds?|forms?|class(?:es)?|sorts?|categor(?:y|ies)|examples?|members?|accessory structures?) of (?:an? |the )?(?:\p{L}+ ?){1,3}$/iu.test(plain) || (/^\p{Ll}+(?: \p{Ll}+)?$/u.test(plain) && /^(?:an?|the|one|another)\s/iu.test(answer));
}

/** Says "this layer" or "such a signal" of something that the card does not show. */
function pointing(answer: string, { language }: Analysis): boolean {
  return language.code === 'en' ? /\b(?:this|these|such an?)\b|^(?:makes?|keeps?|gives?|leads?|allows?|causes?) (?:to )?that\s|\bthe (?:condition|disorder|disease|study|experiment|situation|patient)\b(?! (?:of|that|which|in|called|known|where|when)\b)/i.test(answer) : language.code === 'de' && /(?<!\p{L})(?:diese[nmrs]?|solch(?:e[nmrs]?)?)(?!\p{L})/iu.test(answer);
}

/** A word of everyday life is a term only where the text says outright what it is. */
function tooCommon(term: Term, definition: Definition, analysis: Analysis): boolean {
  if (term.words.length > 1 || analysis.language.code !== 'en') return false;
  const rarity = analysis.language.rarity(term.key);
  const outright = ['is', 'refers', 'means', 'when', 'glossary'].includes(definition.relation);
  return outright ? rarity < 0.5 && definition.strength < 0.66 : rarity < 0.58;
}

/** "The base", "contraction": the document tells nearly always of what, and says only of one what it is. */
function saysTooLittle({ key, words }: Term, { term, article, strength, relation }: Definition, analysis: Analysis): boolean {
  if (analysis.language.code !== 'en') return false;
  // "The possibility of …" is no thing, two things have no meaning together, and "tissues of different density" are any.
  if (words.length > 1) return / of (?:different|various|many|several|other) /u.test(term) || / and /u.test(term) || (/^\p{L}+ of /u.test(term) && isEmpty(term.split(' ')[0]?.toLowerCase() ?? ''));
  const identifies = ['is', 'refers', 'means', 'glossary'].includes(relation);
  // "The lipids are …": those of which was told.
  if (identifies && article === 'the' && isPlural(term) && !isUnique(key, analysis)) return true;
  // "The contact is a synapse": that contact, of which was told.
  if (analysis.language.rarity(key) < ofSubject && !isUnique(key, analysis) && (article === 'the' || (isPlural(term) && strength < 0.66))) return true;
  if (!identifies && analysis.language.rarity(key) < ofSubject && !isUnique(key, analysis)) return true;
  if (!needsTelling(key, analysis)) return false;
  return article === 'the' || strength < 0.66 || !identifies;
}

/** "What happens in hypothyroidism?" can be known; "in Britain", "in a growing fetus" anything happens. */
function isOfSubject({ key, words, name }: Term, { language, keyTerms }: Analysis): boolean {
  const rank = keyTerms.findIndex((term) => term.key === key);
  return !name && rank >= 0 && (words.length === 1 ? language.rarity(key) >= ofSubject : !/(?:ing|ed)$/.test(words[0] ?? ''));
}

/** A sentence that begins with a term is about it; one that gives it a name in passing is about something else. */
const aboutIt = 0.2;

/** Sure, early and of a length that can be learned. */
function worthOf(definition: Definition, term: Term): number {
  const words = definition.answer.split(' ').length;
  const begins = definition.sentences.length === 1 && term.mentions.some(({ sentence, start }) => sentence === definition.sentences[0] && start <= 1);
  return definition.strength + (begins ? aboutIt : 0) - (words < 5 ? 0.25 : words < 7 ? 0.12 : words < 9 ? 0.06 : 0) - (words > 25 ? 0.15 : 0) - 0.00002 * (definition.sentences[0] ?? 0);
}

/** The answer is little more than the term again, or says it as a whole. */
function givesAway(answer: string, term: Term): boolean {
  if (` ${wordsOf(answer).map(termKey).join(' ')} `.includes(` ${wordsOf(term.key).join(' ')} `)) return true;
  const own = new Set(term.words);
  const words = wordsOf(answer).filter((word) => word.length > 3);
  return words.filter((word) => own.has(termKey(word))).length >= words.length * 0.65;
}

/** The article that a term takes in a question: what can be counted takes "a", what there is one of "the". */
function articleOf(term: Term, definition: Definition, analysis: Analysis): '' | 'a' | 'the' {
  // "Memory is the set of processes …": what it is without an article, it is asked for without one.
  const bare = definition.article === '' && definition.relation !== 'glossary' && !isPlural(headWord(definition.term));
  if (bare && term.mentions.some(({ sentence, start }) => start === 0 && definition.sentences.includes(sentence))) return '';
  const counts = { bare: 0, a: 0, the: 0, many: 0 };
  for (const mention of term.mentions) {
    if (!mention.whole && !mention.head) continue;
    const tokens = analysis.sentences[mention.sentence]?.tokens;
    const quoted = /^[“"‘']$/u.test(tokens?.[mention.start - 1]?.text ?? '');
    const before = tokens?.[mention.start - (quoted ? 2 : 1)];
    if (isPlural(tokens?.[mention.end - 1]?.lower ?? '')) counts.many++;
    else if (before?.lower === 'the') counts.the++;
    else if (['a', 'an', 'each', 'one', 'every', 'another'].includes(before?.lower ?? '')) counts.a++;
    else if (before?.pos !== 'det' && before?.pos !== 'adj' && before?.pos !== 'noun' && !tokens?.[mention.end]?.pos.startsWith('n')) counts.bare++;
  }
  // Named but once or twice: what is "a …" is counted.
  if (counts.a + counts.the + counts.many === 0 && counts.bare <= 1 && definition.relation === 'glossary') return /^an?\s/i.test(definition.answer) ? 'a' : /^the\s/i.test(definition.answer) ? 'the' : '';
  if (counts.many > 0 && counts.bare <= counts.a + counts.the + counts.many) return counts.the > 3 * (counts.a + counts.many) ? 'the' : 'a';
  if (counts.a > 0 && counts.a * 3 >= counts.bare) return counts.the > counts.a * 4 ? 'the' : 'a';
  return counts.the > counts.bare || (counts.the > 0 && definition.article === 'the' && !/\p{Lu}{2}/u.test(term.text) && !['is', 'refers', 'means', 'glossary'].includes(definition.relation)) ? 'the' : '';
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

export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both / Math.max(1, Math.min(a.size, b.size));
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
