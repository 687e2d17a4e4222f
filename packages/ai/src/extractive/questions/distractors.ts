/** Wrong options: of the kind of the right one, from the same text, and wrong by what that text says. */
import type { Analysis } from '../analysis.ts';
import { overlap } from '../cards.ts';
import { headWord, isPlural, termKey, wordsOf } from '../words.ts';
import { fieldLikeness, genus, related, sentenceStems, stemRarity, stemsOf } from './profiles.ts';
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
    .filter((other) => likeRight(other, asked) && !alsoRight(other, asked, analysis))
    .map((other) => ({ other, score: likeness(other, own, right) }))
    .sort((a, b) => b.score - a.score || (a.other.term.key < b.other.term.key ? -1 : 1));
  const chosen: Profile[] = [];
  const take = (profile: Profile) => {
    if (chosen.length < most && !chosen.some((other) => other === profile || related(other, profile))) chosen.push(profile);
  };
  // In a quarter of the questions a wrong option is made sure to be longer than the right one, so that length tells nothing.
  if (seed % 4 === 0) {
    const longer = scored.find(({ other: { term } }) => term.text.length > right.length);
    if (longer) take(longer.other);
  }
  for (const { other } of scored) take(other);
  return chosen;
}

/** Of the same number, form and length, so that neither grammar nor size tells it from the right one. */
function likeRight(other: Profile, { own, right, body, gap, article }: Asked): boolean {
  if (other === own || !other.alone || (isPlural(headWord(right)) ? other.many : other.one) === undefined || other.capital !== own.capital) return false;
  if (article !== undefined && !other.articles.has(article)) return false;
  if (own.gerund !== other.gerund && own.words === 1) return false;
  const said = ` ${wordsOf(body).map(termKey).join(' ')} `;
  // The stem repeats the right one's last word: all options have it, or it would point at the right one.
  if (said.includes(` ${own.head} `) && own.words > 1 && other.head !== own.head && !gap) return false;
  const ratio = other.term.text.length / Math.max(1, right.length);
  return ratio <= 2.2 && ratio >= 0.45 && Math.abs(other.words - own.words) <= 1;
}

/** How near it is: the same last word, the same kind of thing, named beside the same words, in the same part of the text, of the same ending and length. */
function likeness(other: Profile, own: Profile, right: string): number {
  const near = Math.min(1.2, Math.abs(other.passage - own.passage) / 25);
  const ratio = other.term.text.length / Math.max(1, right.length);
  const kin = [...own.kinds].some((kind) => kind !== '' && headOf(kind) !== '' && [...other.kinds].some((another) => headOf(another) === headOf(kind)));
  return (
    (other.head === own.head ? 2 : 0) +
    (kin ? 1.5 : 0) +
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
const said = { inDefinition: 0.5, inOneSentence: 0.6, anywhere: 0.72 };

/**
 * Whether a term may be right too, as far as the text tells. What it is has to be known from the text and to be something
 * else; it is in no word of the question or its source, is no other name, kind or part of the right one, and nothing like
 * what is asked is said of it anywhere.
 */
export function alsoRight(other: Profile, { own, body, sentence }: Asked, analysis: Analysis): boolean {
  if (related(own, other) || partOf(own, other, analysis)) return true;
  const words = ` ${wordsOf(`${body} ${sentence}`).map(termKey).join(' ')} `;
  if (words.includes(` ${other.term.key} `) || [...other.names].some((name) => words.includes(` ${name} `))) return true;
  if (!other.definitions.some(({ strength }) => strength >= known)) return true;
  // “A type of memory …” is answered by what is called a memory, whatever follows.
  const kind = headOf(genus(body));
  if (kind !== '' && other.head === kind && own.head !== kind) return true;
  // Explained by the right one, or the right one by it: a part, a kind or a cause of it.
  if (explains(own, other) || explains(other, own)) return true;
  const asked = withoutOwn(stemsOf(body, analysis), own, analysis);
  if (asked.size < 3) return true;
  if (other.meaning.size > 2 && overlap(asked, other.meaning) >= said.inDefinition) return true;
  if (own.meaning.size > 2 && other.meaning.size > 2 && overlap(own.meaning, other.meaning) >= said.inDefinition) return true;
  return saidOf(other, asked, analysis) >= said.inOneSentence || saidAnywhere(other, asked, analysis) >= said.anywhere;
}

const headOf = (kind: string) => kind.split(' ').at(-1) ?? '';

const partly = /\b(?:part|parts|consists?|contains?|includes?|composed|comprises?|divided|made up|located|within|component|components|region|regions|inside|teil|teile|besteht|bestehen|enthält|enthalten|umfasst|umfassen|liegt|liegen)\b/i;

/** Whether a sentence names both with words for whole and part. */
function partOf(a: Profile, b: Profile, analysis: Analysis): boolean {
  const told = partsTold(analysis);
  const held = new Set(a.term.mentions.flatMap(({ sentence }) => (told.has(sentence) ? [sentence] : [])));
  return held.size > 0 && b.term.mentions.some(({ sentence }) => held.has(sentence));
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
  return explained.definitions.slice(0, 2).some(({ answer }) => ` ${wordsOf(answer).map(termKey).join(' ')} `.includes(` ${name.term.key} `));
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
