/** Wrong options: of the kind of the right one, from the same text, and wrong by what that text says. */
import { clozeGap, questionGap } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { headWord, isPlural, overlap, termKey, wordsOf } from '../words.ts';
import { genus } from './classes.ts';
import { wholesOf } from './parts.ts';
import { fieldLikeness, profilesOf, related, sentencesWith, sentenceStems, stemRarity, stemsOf } from './profiles.ts';
import type { Profile } from './profiles.ts';

export interface Asked {
  own: Profile;
  /** The right option as it is shown. */
  right: string;
  /** What the student reads besides the options. */
  body: string;
  /** The whole sentence that it rests on. */
  sentence: string;
  /** A gap in a sentence rather than a description. */
  gap: boolean;
  /** Decides where several are equally good, and how long the longest is. */
  seed: number;
  /** What stands before the gap; undefined where that does not matter. */
  article: string | undefined;
}

/** Up to `most`, the best first; fewer where the text has no more that are surely wrong. */
export function distractorsFor(asked: Asked, pool: readonly Profile[], analysis: Analysis, most = 3): Profile[] {
  const { own, right, seed } = asked;
  const scored = pool
    .filter((other) => !namesClass(other, pool) && likeRight(other, asked) && !alsoRight(other, asked, analysis))
    .map((other) => ({ other, score: likeness(other, own, right) }))
    .sort((a, b) => b.score - a.score || (a.other.term.key < b.other.term.key ? -1 : 1));
  // Nothing is taken but what is known to be of its kind: rather no question than an option that shows itself to be wrong.
  const near = scored.filter(({ other }) => kindred(own, other));
  // A short text tells of few terms what they are, and has few to choose from.
  const ranked = near.length > 1 || pool.length > shortPool ? near : scored;
  const chosen: Profile[] = [];
  const take = (profile: Profile) => {
    if (chosen.length < most && !chosen.some((other) => other === profile || related(other, profile))) chosen.push(profile);
  };
  // In a quarter of the questions a wrong option is made sure to be longer than the right one, so that length tells nothing.
  if (seed % 4 === 0) {
    const longer = ranked.find(({ other: { term } }) => term.text.length > right.length);
    if (longer) take(longer.other);
  }
  for (const { other } of ranked) take(other);
  return chosen;
}

/** So many terms that end in a word make it the name of their class. */
const classOf = 3;

/** "Conditioning" where there are three kinds of it: what holds for one of them is said of it too. */
const namesClass = (other: Profile, pool: readonly Profile[]) => other.words === 1 && pool.filter(({ head, words }) => words > 1 && head === other.head).length >= classOf;

/** Of the same number, form and length, so that neither grammar nor size tells it from the right one. */
function likeRight(other: Profile, { own, right, body, gap, article }: Asked): boolean {
  if (other === own || !other.alone || (isPlural(headWord(right)) ? other.many : other.one) === undefined || other.capital !== own.capital) return false;
  // A person is no process, and an organ no disease: who knows only that much would find the right one.
  if (!sameKind(own, other)) return false;
  if (article !== undefined && !other.articles.has(article)) return false;
  if (own.gerund !== other.gerund && own.words === 1) return false;
  const said = ` ${wordsOf(body).map(termKey).join(' ')} `;
  // The stem repeats the right one's last word: all options have it, or it would point at the right one.
  if (said.includes(` ${own.head} `) && own.words > 1 && other.head !== own.head && !gap) return false;
  // "A channel that opens …" would be answered by whatever is called a channel.
  if (!gap && own.head !== other.head && said.includes(` ${other.head} `)) return false;
  const ratio = other.term.text.length / Math.max(1, right.length);
  return ratio <= 2.2 && ratio >= 0.45 && Math.abs(other.words - own.words) <= 1;
}

/** Both of one kind, as far as that is known. */
export const sameKind = (a: Profile, b: Profile) => a.kind === b.kind || (a.kind === undefined && !ofOwn.has(b.kind ?? '')) || (b.kind === undefined && !ofOwn.has(a.kind ?? ''));

/** Whether the text tells of both that they are of one kind: by the class it puts them in, by their last word, or by what it says that they are. */
export function kindred(a: Profile, b: Profile): boolean {
  if (a.head === b.head || (a.kind !== undefined && a.kind === b.kind)) return true;
  const heads = new Set([...a.kinds].map(headOf).filter((head) => head !== ''));
  if ([...b.kinds].some((kind) => heads.has(headOf(kind)))) return true;
  // Of neither a class is told: what is named beside the same words is of one field at least.
  return a.kind === undefined && b.kind === undefined && fieldLikeness(a, b) > oneField;
}

/** From this likeness of the sentences that name two terms on they are of one field. */
const oneField = 0.02;
/** A text of up to so many key terms is short. */
const shortPool = 40;

/** Kinds that the text nearly always tells, by an ending or outright: what it tells no kind of is none of these. */
const ofOwn = new Set(['person', 'disorder', 'name']);

/** How near it is: the same last word, the same kind of thing, named beside the same words, in the same part of the text, of the same ending and length. */
function likeness(other: Profile, own: Profile, right: string): number {
  const near = Math.min(1.2, Math.abs(other.passage - own.passage) / 25);
  const ratio = other.term.text.length / Math.max(1, right.length);
  const kin = [...own.kinds].some((kind) => kind !== '' && headOf(kind) !== '' && [...other.kinds].some((another) => headOf(another) === headOf(kind)));
  return (
    (other.head === own.head ? 2 : 0) +
    (kin ? 1.5 : 0) +
    (own.kind === other.kind ? 0.8 : 0) +
    fieldLikeness(own, other) * 6 +
    (other.words === own.words ? 0.4 : 0) +
    (other.term.key.slice(-4) === own.term.key.slice(-4) ? 0.5 : 0) -
    near -
    Math.abs(Math.log(ratio)) * 0.5
  );
}

/** A definition that is surer than this says what a thing is instead. */
const known = 0.45;
/** From this share of the words of what is asked that are said of another term too, it may be right as well. */
const said = { inDefinition: 0.5, inOneSentence: 0.55, anywhere: 0.72 };

/**
 * Whether a term may be right too, as far as the text tells. What it is has to be known from the text and to be something
 * else; it is in no word of the question or its source, is no other name, kind or part of the right one, and nothing like
 * what is asked is said of it anywhere.
 */
export function alsoRight(other: Profile, { own, body, sentence, gap }: Asked, analysis: Analysis): boolean {
  if (related(own, other) || partOf(own, other, analysis)) return true;
  // What is explained under a heading may be a kind of what the heading names.
  if (headed(own, other, analysis) || headed(other, own, analysis)) return true;
  const wholes = wholesOf(profilesOf(analysis), analysis);
  if (wholes.get(own)?.has(other) || wholes.get(other)?.has(own)) return true;
  const words = ` ${wordsOf(`${body} ${sentence}`).map(termKey).join(' ')} `;
  if (words.includes(` ${other.term.key} `) || [...other.names].some((name) => words.includes(` ${name} `))) return true;
  if (!other.definitions.some(({ strength }) => strength >= known)) return true;
  // “A type of memory …” is answered by what is called a memory, whatever follows.
  const kind = headOf(genus(body));
  if (kind !== '' && other.head === kind && own.head !== kind) return true;
  if (mayShare(other, own, body)) return true;
  // Explained by the right one, or the right one by it: a part, a kind or a cause of it.
  if (explains(own, other) || explains(other, own)) return true;
  const asked = withoutOwn(stemsOf(body, analysis), own, analysis);
  if (asked.size < 3) return true;
  if (sharesTelling(other, asked, gap, analysis) || (gap && besideGap(body, other, analysis))) return true;
  if (!gap && other.definitions.some(({ answer, relation }) => relation !== 'described' && saidIn(withoutOwn(stemsOf(answer, analysis), other, analysis), asked))) return true;
  if (other.meaning.size > 2 && overlap(asked, other.meaning) >= said.inDefinition) return true;
  if (own.meaning.size > 2 && other.meaning.size > 2 && overlap(own.meaning, other.meaning) >= said.inDefinition) return true;
  return saidOf(other, asked, analysis) >= said.inOneSentence || saidAnywhere(other, asked, analysis) >= said.anywhere;
}

const headed = (above: Profile, below: Profile, { sections }: Analysis) => termKey(sections.titles[below.passage] ?? '') === above.term.key;

/** What one nervous system is responsible for or consists of may hold for another, unless the text says of that one what it is responsible for. */
function mayShare(other: Profile, own: Profile, body: string): boolean {
  if (other.head !== own.head) return false;
  // "A way of …": another rehearsal is one too.
  if (/^(?:an? |one )?(?:way|method|means|technique|strategy) (?:of|to|for|by)\b/i.test(body)) return true;
  const asked = own.definitions.find(({ answer, relation }) => ['linked', 'composed', 'does', 'involves'].includes(relation) && body.toLowerCase().includes(answer.toLowerCase()));
  return asked !== undefined && (asked.relation === 'composed' || !other.definitions.some(({ relation }) => relation === asked.relation));
}

/** In so few sentences of the document a word is rare. */
const rareIn = 4;
/** So many rare words that a description and a sentence about another term share are no chance. */
const chance = 2;

/** Whether the other term is told of in rare words of what is asked: one is enough beside a gap, which one sentence alone decides. */
function sharesTelling(other: Profile, asked: ReadonlySet<string>, gap: boolean, analysis: Analysis): boolean {
  const spread = sentencesWith(analysis);
  const few = Math.max(rareIn, analysis.sentences.length / 50);
  const shared = [...asked].filter((stem) => (spread.get(stem) ?? 0) <= few && other.context.has(stem));
  return shared.length >= (gap ? 1 : chance);
}

/** So many words on either side belong to what the gap stands in. */
const near = 3;

/** Whether a sentence about the other term has most of the words right before or after the gap: "patients with _____", "the hypothalamus (in the _____)". */
function besideGap(body: string, other: Profile, analysis: Analysis): boolean {
  const [before = '', after = ''] = body.replace(clozeGap, questionGap).split(questionGap);
  // In a bracket the word before it is what the gap is said of.
  const bracket = /(?:^|\s)(\S+) \([^()]*$/u.exec(before)?.[1];
  const held = bracket === undefined ? [] : [...stemsOf(bracket, analysis)];
  const sides = [[...stemsOf(before, analysis)].slice(-near), [...stemsOf(after, analysis)].slice(0, near)];
  return [...new Set(other.term.mentions.map((mention) => mention.sentence))].some((index) => {
    const stems = sentenceStems(index, analysis);
    return held.some((stem) => stems.has(stem)) || sides.some((side) => side.filter((stem) => stems.has(stem)).length >= near - 1);
  });
}

/** From this share of what a term is said to be that is asked too, it is what is asked, whatever is asked besides. */
const covered = 0.6;

/** Whether most words of one definition of another term are among those asked for. */
function saidIn(definition: ReadonlySet<string>, asked: ReadonlySet<string>): boolean {
  return definition.size >= 2 && [...definition].filter((stem) => asked.has(stem)).length >= definition.size * covered;
}

const headOf = (kind: string) => kind.split(' ').at(-1) ?? '';

const partly = /\b(?:part|parts|consists?|contains?|includes?|composed|comprises?|divided|made up|located|within|component|components|region|regions|inside|teil|teile|besteht|bestehen|enthält|enthalten|umfasst|umfassen|liegt|liegen)\b/i;

/** Whether a sentence names both with words for whole and part. */
function partOf(a: Profile, b: Profile, analysis: Analysis): boolean {
  const told = partsTold(analysis);
  const held = new Set(a.term.mentions.flatMap(({ sentence }) => (told.has(sentence) ? [sentence] : [])));
  return (held.size > 0 && b.term.mentions.some(({ sentence }) => held.has(sentence))) || wayOf(a, b, analysis) || wayOf(b, a, analysis);
}

const ways = /\b(?:ways?|types?|kinds?|forms?|methods?|examples?)\b|(?<!\p{L})(?:Arten|Formen|Methoden|Beispiele?)(?!\p{L})/iu;

/** "You can retrieve facts in three ways: recall, …" makes recall a kind of retrieval, though it names that by its verb. */
function wayOf(part: Profile, whole: Profile, analysis: Analysis): boolean {
  const stems = [...stemsOf(whole.term.text, analysis)];
  return stems.length > 0 && part.term.mentions.some(({ sentence }) => ways.test(analysis.sentences[sentence]?.text ?? '') && stems.every((stem) => sentenceStems(sentence, analysis).has(stem)));
}

const told = new WeakMap<Analysis, ReadonlySet<number>>();

function partsTold(analysis: Analysis): ReadonlySet<number> {
  const known = told.get(analysis);
  if (known) return known;
  const found = new Set(analysis.sentences.flatMap(({ index, text }) => (partly.test(text) ? [index] : [])));
  told.set(analysis, found);
  return found;
}

function withoutOwn(stems: ReadonlySet<string>, own: Profile, analysis: Analysis): Set<string> {
  const telling = stemsOf(own.term.text, analysis);
  return new Set([...stems].filter((stem) => !telling.has(stem)));
}

function explains(name: Profile, explained: Profile): boolean {
  return explained.definitions.slice(0, 2).some(({ answer }) => [...name.names].some((one) => ` ${wordsOf(answer).map(termKey).join(' ')} `.includes(` ${one} `)));
}

/** The share of the words asked for that stand beside a term anywhere, the rarer the heavier. */
function saidAnywhere(other: Profile, asked: ReadonlySet<string>, analysis: Analysis): number {
  let both = 0;
  let all = 0;
  for (const stem of asked) {
    const weight = stemRarity(stem, analysis);
    all += weight;
    if (other.context.has(stem)) both += weight;
  }
  return all === 0 ? 1 : both / all;
}

/** The greatest share of the words asked for that one sentence about a term has. */
function saidOf(other: Profile, asked: ReadonlySet<string>, analysis: Analysis): number {
  let most = 0;
  for (const index of new Set(other.term.mentions.map((mention) => mention.sentence))) {
    const stems = sentenceStems(index, analysis);
    let both = 0;
    for (const stem of asked) if (stems.has(stem)) both += 1;
    most = Math.max(most, both / asked.size);
  }
  return most;
}
