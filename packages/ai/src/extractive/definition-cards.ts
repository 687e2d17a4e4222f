/** Cards that ask what a term is, means, does or consists of. */
import type { CardKind, SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { isAskable, isOneQuestion } from './askable.ts';
import { cite } from './card.ts';
import type { PlannedCard } from './card.ts';
import type { Definition } from './definition.ts';
import { goesOnWith, isUnique, needsTelling } from './references.ts';
import { isEmpty } from './phrases.ts';
import { wording } from './wording.ts';
import type { Sentence } from './sentences.ts';
import { examplesAmong, hasFormula, lacksOwner, namesPart, standalone } from './standalone.ts';
import { isAdjective } from './terms.ts';
import type { Term } from './terms.ts';
import { capitalise, escapeRegExp, headWord, isPlural, overlap, termKey, wordsOf } from './words.ts';

/** A definition below this is left to the cloze cards. */
export const sure = 0.3;
/** The same for what is not among the key terms. */
export const surer = 0.45;
/** From this rarity on a word belongs to a subject rather than to everyday life. */
export const ofSubject = 0.6;

/** A card or two for each term that the document explains. */
export function planDefinitions(source: SourceDocument, analysis: Analysis): PlannedCard[] {
  const planned: PlannedCard[] = [];
  const examples = examplesAmong(analysis.sentences);
  const answers: Set<string>[] = [];
  const ranks = new Map(analysis.keyTerms.map((term, i) => [term.key, i / analysis.keyTerms.length]));
  for (const term of analysis.terms) {
    const rank = ranks.get(term.key);
    const most = rank === undefined ? 1 : rank < 0.5 ? 2 : 1;
    const fronts = new Set<string>();
    const kinds = new Set<string>();
    const options = (analysis.definitions.get(term.key) ?? []).filter((definition) => definition.strength >= (rank === undefined ? surer : sure) && definition.relation !== 'described' && !(definition.article === 'the' && definition.sentences.some((index) => examples.has(index)) && !(rank !== undefined && definition.strength >= surer && isOwn(term, analysis))));
    if (analysis.language.code === 'en' && term.words.length === 1 && rank === undefined && analysis.language.rarity(term.key) < ofSubject) continue;
    for (const definition of options.sort((a, b) => worthOf(b, term) - worthOf(a, term)).slice(0, 6)) {
      if (fronts.size >= most) break;
      const card = definitionCard(source, analysis, term, definition, fronts.size === 0);
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

/** "The driver" of an example is one driver; a name of several words, or one that is rare elsewhere, is the subject's own. */
const isOwn = ({ key, words }: Term, { language }: Analysis) => language.code === 'en' && (words.length > 1 ? !/ of /u.test(key) : language.rarity(key) >= ofSubject);

/** Nearly the same words: the answer to another card. */
export const alike = (a: Set<string>, b: Set<string>) => (overlap(a, b) * Math.min(a.size, b.size)) / Math.max(a.size, b.size) > (a.size < fewWords && b.size < fewWords ? 0.99 : 0.8);

/** Among so few words one decides: "on the front of the ship", "on the back of the ship". */
const fewWords = 8;

/** What something is and what it means are one question. */
const kindOf = ({ relation, asked }: Pick<Definition, 'relation' | 'asked'>) => (['is', 'refers', 'means', 'when', 'before', 'in', 'glossary'].includes(relation) ? 'is' : `${relation} ${asked}`);

/** What all a thing consists of is a list. */
function kindOfCard({ relation, asked, answer }: Definition): CardKind {
  if (relation === 'composed' && /^(?:[^,\s]+(?: [^,\s]+){0,4},\s?){2,}/u.test(answer)) return 'list';
  return kindOf({ relation, asked }) === 'is' ? 'definition' : 'question';
}

function definitionCard(source: SourceDocument, analysis: Analysis, term: Term, definition: Definition, first: boolean): PlannedCard | undefined {
  const sentences = definition.sentences.map((index) => analysis.sentences[index]).filter((sentence) => sentence !== undefined);
  const [opening] = sentences;
  const sentence = sentences.at(-1);
  const citation = cite(source, sentences);
  if (!opening || !sentence || !citation || objection(term, definition, sentence, analysis) !== undefined) return undefined;
  if (definition.relation === 'before' && sentences.length > 1 && standalone(opening, analysis.language.code, true) === undefined) return undefined;
  const asked = wording(analysis.language.code).define(term, definition, articleOf(term, definition, analysis), otherNames(term, definition, first, analysis));
  const front = isOneThing(term, definition, sentence) ? asked.replace(/^What are /u, 'What is ') : asked;
  return { type: 'basic', kind: kindOfCard(definition), front, back: capitalise(definition.answer), term, definition, sentence, citation, value: term.score + definition.strength };
}

/** Why a definition makes no card; undefined where it makes one. */
export function objection(term: Term, definition: Definition, sentence: Sentence, analysis: Analysis): string | undefined {
  const { relation, article, answer } = definition;
  const isQuestion = kindOfCard(definition) !== 'definition';
  if (tooCommon(term, definition, analysis)) return 'a word of everyday life';
  if (isAdjective(term, analysis.sentences)) return 'an adjective';
  if (lacksOwner(definition.term) || (article !== 'a' && article !== 'an' && namesPart(definition.term))) return 'a part, and not of what';
  if (onlyKind(definition)) return 'of what kind it is, and nothing more';
  if (saysTooLittle(term, definition, analysis)) return 'a name that says too little by itself';
  if (relation === 'in' && !isOfSubject(term, analysis)) return 'anything happens in it';
  if (givesAway(answer, term)) return 'the term again';
  if (pointing(answer, analysis)) return 'points to what is not there';
  if (/^[:;,.!?)]/u.test(answer) || hasFormula(`${definition.term} ${answer}`)) return 'cut wrong';
  if (!isAskable(term, definition, analysis)) return 'can not be asked';
  if (!isQuestion) return undefined;
  if (!isOneQuestion(term, definition, analysis)) return 'has several answers';
  return definition.sentences.length === 1 && relation !== 'made' && analysis.language.code === 'en' && goesOnWith(sentence, analysis) ? 'goes on from the sentence before' : undefined;
}

/** Other names of a term that its meaning does not give away: on its first card, and where the sentence tells them. */
function otherNames(term: Term, { answer, sentences }: Definition, first: boolean, { synonyms }: Analysis): string[] {
  const said = new Set(wordsOf(answer).map(termKey));
  const told = (synonyms.get(term.key) ?? []).filter(({ sentence }) => first || sentences.includes(sentence));
  return told.map(({ text }) => text).filter((name) => {
    const own = wordsOf(name).map(termKey).filter((word) => !term.words.includes(word));
    return own.length === 0 || own.some((word) => !said.has(word));
  });
}

/** "Rickets, a painful condition": one thing whose name only looks like a plural. */
const isOneThing = ({ text, words }: Term, { relation, answer }: Definition, sentence: Sentence) => relation === 'is' && words.length === 1 && isPlural(text) && /^an?\s/iu.test(answer) && !new RegExp(`${escapeRegExp(text)} (?:are|were)\\b`, 'iu').test(sentence.text);

/** "A specific type of neuron", "the third form of retrieval", "the leading cause of accidents", "a dominant trait": of what kind it is, and nothing that tells it from others. */
function onlyKind({ relation, answer }: Definition): boolean {
  if (!['is', 'refers', 'glossary'].includes(relation)) return false;
  if (/^one of the (?:most|best|largest)\b|^(?:the|an?|one of the) (?:\p{L}+ )?(?:leading|most common|commonest|number one) (?:causes?|reasons?|sources?|forms?|types?) |^the (?:first|second|third|fourth|final|last|next|other|main)(?:\s\S+){1,3}$/iu.test(answer)) return true;
  const plain = answer.replace(/^(?:an?|the|one|another)\s/iu, '');
  return /^(?:(?:specific|special|particular|certain|different|single|common|new|good|accessory|important|major|essential|basic|first|second|third|fourth|fifth|last|next) )?(?:types?|kinds?|forms?|class(?:es)?|sorts?|categor(?:y|ies)|examples?|members?|structures?|parts?|components?|elements?) of (?:an? |the )?(?:\p{L}+ ?){1,3}$/iu.test(plain) || (/^\p{Ll}+(?: \p{Ll}+)?$/u.test(plain) && /^(?:an?|the|one|another)\s/iu.test(answer));
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
  if (words.length > 1) return / of (?:different|various|many|several|other) /u.test(term) || / and /u.test(term) || (/^\p{L}+ of /u.test(term) && isEmpty(term.split(' ')[0]?.toLowerCase() ?? '') && !(relation === 'states' && article === ''));
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
