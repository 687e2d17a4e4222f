/** Multiple choice with one right answer: the term that is described, or that completes a sentence. */
import { clozeGap, questionGap, type SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { wording } from '../wording.ts';
import { capitalise, hash, headWord, isPlural, termKey, wordsOf } from '../words.ts';
import { distractorsFor } from './distractors.ts';
import { isSpecific, isVague } from './gaps.ts';
import { wrongOption } from './options.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import { articleBefore, formOf, sentencesWith, stemsOf, type Profile } from './profiles.ts';

/**
 * Difficulty: a sentence to complete instead of a description, distractors that share the answer's last word, distractors
 * from the same part of the text, a term that the text names at most twice.
 */
export function singleOf(card: PlannedCard, own: Profile, pool: readonly Profile[], source: SourceDocument, analysis: Analysis): PlannedOf<'single'> | undefined {
  const words = wording(analysis.language.code);
  const cloze = card.type === 'cloze';
  const body = cloze ? gapped(card) : descriptionOf(card, own, analysis);
  if (body === undefined || !tellsApart(card, own) || (cloze && (isVague(body) || !isSpecific(card, analysis)))) return undefined;
  const right = cloze ? card.back : own.term.text;
  const stem = cloze ? words.complete(body) : words.whichTerm(body);
  const wrong = distractorsFor({ own, right, body, sentence: card.sentence.text, gap: cloze, seed: hash(stem), article: cloze ? articleBefore(card, analysis) : undefined }, pool, analysis);
  if (wrong.length < 2) return undefined;
  const opening = body.trimStart().startsWith(questionGap);
  const many = isPlural(headWord(right));
  const shape = (text: string) => (opening || !cloze ? capitalise(text) : text);
  const options = [{ text: shape(right), correct: true }, ...wrong.map((other) => wrongOption(shape(formOf(other, many)), other, source, analysis))];
  if (new Set(options.map((option) => option.text.toLowerCase())).size !== options.length) return undefined;
  return {
    kind: 'single',
    stem,
    options,
    explanation: quoted(card.citation.quote),
    difficulty: harder(cloze, wrong.filter((other) => other.head === own.head).length >= 2, wrong.filter((other) => Math.abs(other.passage - own.passage) <= 8).length >= 2, own.term.mentions.length <= 2),
    bloom: cloze ? 'understand' : 'remember',
    tags: tagsOf([own.term]),
    citation: card.citation,
    passage: card.sentence.passage,
  };
}

/** What a thing is tells it from all others; what it does, or where it lies, tells it from those of which the same is said. */
const identifying = new Set(['is', 'refers', 'means', 'glossary', 'when', 'before', 'in', 'happens']);
const partial = new Set(['does', 'linked', 'located']);

/** Whether what is asked can be true of one term alone: a definition, or a sentence that gives one. What a thing consists of, involves or is caused by may hold for others too. */
function tellsApart(card: PlannedCard, own: Profile): boolean {
  if (card.definition) return identifying.has(card.definition.relation) || partial.has(card.definition.relation);
  return own.definitions.some(({ relation, strength, sentences }) => strength >= sure && identifying.has(relation) && sentences.includes(card.sentence.index));
}

/** The sentence of a cloze card as a question shows it; "a" before the gap does not tell how the answer begins. */
export function gapped(card: PlannedCard): string {
  return card.front.replace(clozeGap, questionGap).replace(/\b([Aa])n? (?=_____)/, '$1(n) ');
}

/** Below this a sentence may say something of the term without saying what it is. */
const sure = 0.5;

/** What a definition card says of its term, where it can stand without it and does not give it away. */
export function descriptionOf(card: PlannedCard, own: Profile, analysis: Analysis): string | undefined {
  const { code } = analysis.language;
  if (card.definition && card.definition.strength < sure) return undefined;
  const described = card.definition ? wording(code).describe(card.definition) : card.back;
  if (/^(?:you|your|we|one of the|(?:the )?(?:first|second|third|fourth|last|two|three|four|five|six|other|same)|it|they|this|these|that|there)\b/i.test(described) || /\b(?:what|exact same)$/i.test(described)) return undefined;
  if ((described.split(' ').length < 5 || /\b(?:you|your|we|our|us)\b|[“”"]/.test(described)) && code === 'en') return undefined;
  return tells(described, own) || hedged.test(described) || praises.test(described) || (code === 'en' && ['is', 'refers', 'means', 'glossary'].includes(card.definition?.relation ?? '') && isGenus(described, analysis)) ? undefined : described;
}

/** "A disease that may also occur …": of others that may be so too; much may be involved in what one is involved in. */
const hedged = /^(?:involved|associated|concerned|connected) (?:in|with)\b|\b(?:may|might) (?:also|often|sometimes)\b|^(?:also|often|sometimes|some|usually|occasionally)\b|\b(?:may|might|could)\b|(?<!\p{L})(?:kann|können|manchmal|oft) auch(?!\p{L})/iu;

/** "An appealing specialty to many": what somebody thinks of it. */
const praises = /^(?:an? |the |eine? )?(?:very |extremely |sehr )?(?:appealing|attractive|popular|interesting|rewarding|exciting|great|good|excellent|powerful|effective|useful|helpful|valuable|important|beliebte[rs]?|interessante[rs]?|wichtige[rs]?|gute[rs]?) /iu;

/** "A finger-like projection, or fold": only a kind of thing, with nothing that tells it from others of its kind. */
function isGenus(described: string, analysis: Analysis): boolean {
  if (/\b(?:that|which|who|whose|where|when|of|in|for|by|with|from|to|on|at|between|during|within|through|into|over|under|after|before|only|directly|together)\b/iu.test(described)) return false;
  const spread = sentencesWith(analysis);
  return [...stemsOf(described, analysis)].filter((stem) => (spread.get(stem) ?? 0) <= 2).length < 4;
}

/** The description has the term's own last word, or all its words. */
function tells(body: string, own: Profile): boolean {
  const said = new Set(wordsOf(body).map(termKey));
  const telling = own.term.words.filter((word) => said.has(word));
  return telling.length === own.term.words.length || (own.words > 1 && telling.some((word) => word !== own.head));
}
