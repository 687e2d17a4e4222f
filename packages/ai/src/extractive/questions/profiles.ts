/** What is known of each key term that decides whether it can stand beside another one as an option. */
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import type { Definition } from '../definition.ts';
import type { Term } from '../terms.ts';
import { isAdjective } from '../terms.ts';
import { isPlural, headWord, latinStem, termKey, wordsOf } from '../words.ts';
import { genus, kindOfThing, type KindOfThing } from './classes.ts';

export interface Profile {
  term: Term;
  /** How the text writes it in the singular and in the plural, where it does. */
  one: string | undefined;
  many: string | undefined;
  head: string;
  capital: boolean;
  gerund: boolean;
  words: number;
  /** Of the sentence that explains it, else of the first that names it. */
  passage: number;
  /** What the text says that it is, surest first. */
  definitions: readonly Definition[];
  /** Stems of the words of those. */
  meaning: ReadonlySet<string>;
  names: ReadonlySet<string>;
  /** Keys of what it is said to be a kind of, as far as a definition begins with that. */
  kinds: ReadonlySet<string>;
  /** What stands before it in the text, '' for no article: tells its gender and case where there is no tagger. */
  articles: ReadonlySet<string>;
  /** Words of the sentences that name it, the rarer the heavier, as a vector of length 1. */
  context: ReadonlyMap<string, number>;
  /** Stands by itself, rather than before another noun, where it is named: an adjective is no option. */
  alone: boolean;
  /** Of which coarse kind it is; undefined where the text does not tell. */
  kind: KindOfThing | undefined;
  /** Other key terms that it is a kind of. */
  above: ReadonlySet<Profile>;
}

const made = new WeakMap<Analysis, Profile[]>();

/** Of the key terms of a document, most important first. */
export function profilesOf(analysis: Analysis): Profile[] {
  const known = made.get(analysis);
  if (known) return known;
  const profiles = analysis.keyTerms.map((term) => profile(term, analysis));
  findAbove(profiles);
  made.set(analysis, profiles);
  return profiles;
}

function profile(term: Term, analysis: Analysis): Profile {
  const last = term.text.split(' ').at(-1) ?? '';
  const definitions = analysis.definitions.get(term.key) ?? [];
  const sentence = definitions[0]?.sentences[0] ?? term.mentions[0]?.sentence ?? 0;
  return {
    term,
    ...formsOf(term, analysis),
    head: termKey(last),
    capital: /^\p{Lu}/u.test(term.text),
    gerund: last.endsWith('ing'),
    words: term.words.length,
    passage: analysis.sentences[sentence]?.passage ?? 0,
    definitions,
    meaning: stemsOf(definitions.slice(0, 3).map(({ answer }) => answer).join(' '), analysis),
    names: new Set([term.key, ...term.aliases.map(termKey)].map((name) => name.replace(/-/g, ' '))),
    kinds: new Set(definitions.slice(0, 3).map(({ answer }) => genus(answer))),
    kind: kindOfThing(term, definitions),
    above: new Set(),
    context: contextOf(term, analysis),
    alone: term.mentions.filter(({ head }) => head).length * 2 >= term.mentions.length && !isAdjective(term, analysis.sentences),
    articles: new Set(term.mentions.map(({ sentence: index, start }) => articleAt(index, start, analysis))),
  };
}

/** Beginnings of the words that say something, so that forms of one word are one. */
export function stemsOf(text: string, { language }: Analysis): Set<string> {
  return new Set(wordsOf(text).filter((word) => word.length > 3 && !language.stopwords.has(word)).map(stem));
}

function contextOf(term: Term, analysis: Analysis): Map<string, number> {
  const counts = new Map<string, number>();
  const own = stemsOf(term.text, analysis);
  for (const index of new Set(term.mentions.map(({ sentence }) => sentence))) {
    for (const one of sentenceStems(index, analysis)) if (!own.has(one)) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const weights = [...counts].map(([one, count]): [string, number] => [one, (1 + Math.log(count)) * stemRarity(one, analysis)]);
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([one, weight]) => [one, weight / length]));
}

/** 0 to 1: how alike the sentences are in which two terms stand. Terms of one field are named beside the same words. */
export function fieldLikeness(a: Profile, b: Profile): number {
  const [small, large] = a.context.size < b.context.size ? [a.context, b.context] : [b.context, a.context];
  let dot = 0;
  for (const [one, weight] of small) dot += weight * (large.get(one) ?? 0);
  return dot;
}

/** How much a word tells: 0 where all sentences of the document have it (inverse document frequency, by sentences). */
export function stemRarity(stem: string, analysis: Analysis): number {
  return Math.log(analysis.sentences.length / (sentencesWith(analysis).get(stem) ?? 1));
}

const spreads = new WeakMap<Analysis, Map<string, number>>();

/** In how many sentences of the document each word is. */
export function sentencesWith(analysis: Analysis): Map<string, number> {
  const known = spreads.get(analysis);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { index } of analysis.sentences) for (const one of sentenceStems(index, analysis)) counts.set(one, (counts.get(one) ?? 0) + 1);
  spreads.set(analysis, counts);
  return counts;
}

const stemsBySentence = new WeakMap<Analysis, Map<number, ReadonlySet<string>>>();

export function sentenceStems(index: number, analysis: Analysis): ReadonlySet<string> {
  const all = stemsBySentence.get(analysis) ?? new Map<number, ReadonlySet<string>>();
  stemsBySentence.set(analysis, all);
  const known = all.get(index);
  if (known) return known;
  const stems = stemsOf(analysis.sentences[index]?.text ?? '', analysis);
  all.set(index, stems);
  return stems;
}

const stem = (word: string) => termKey(word).slice(0, 6);

const articles: Record<string, string> = {
  de: 'der die das den dem des ein eine einen einem einer eines', fr: "le la les un une des du au aux l' d'", es: 'el la los las un una unos unas del al', it: "il lo la i gli le un uno una l' del della",
  pt: 'o a os as um uma do da dos das', nl: 'de het een', sv: 'en ett den det', da: 'en et den det',
};

/** The article right before a word; '' where the language has none that is known here. */
function articleAt(index: number, start: number, analysis: Analysis): string {
  const before = analysis.sentences[index]?.tokens[start - 1]?.lower.replace('’', "'") ?? '';
  return (articles[analysis.language.code] ?? '').split(' ').includes(before) ? before : '';
}

/**
 * The article that the gap of a card stands behind; 'none' where there is none, which fits too many kinds of words to ask for,
 * undefined in English, whose words need none.
 */
export function articleBefore(card: PlannedCard, analysis: Analysis): string | undefined {
  if (analysis.language.code === 'en') return undefined;
  const mention = card.term?.mentions.find(({ sentence, start }) => sentence === card.sentence.index && articleAt(sentence, start, analysis) !== '');
  return mention ? articleAt(mention.sentence, mention.start, analysis) : 'none';
}

function formsOf(term: Term, analysis: Analysis): Pick<Profile, 'one' | 'many'> {
  const forms: Pick<Profile, 'one' | 'many'> = { one: undefined, many: undefined };
  const small = term.text === term.text.toLowerCase();
  for (const text of [term.text, ...term.mentions.map((mention) => textOf(mention, analysis))]) {
    const shown = small ? text.toLowerCase() : text;
    if (isPlural(headWord(shown))) forms.many ??= shown;
    else forms.one ??= shown;
  }
  return forms;
}

function textOf({ sentence, start, end, text }: Term['mentions'][number], analysis: Analysis): string {
  const tokens = analysis.sentences[sentence]?.tokens.slice(start, end) ?? [];
  return tokens.length > 0 ? tokens.map((token) => token.text).join(' ') : text;
}

/** In the number that is asked for, as the text writes it. */
export const formOf = (profile: Profile, many: boolean) => (many ? profile.many : profile.one) ?? profile.term.text;

const whole = (outer: string, inner: string) => ` ${outer} `.includes(` ${inner} `);

/** One names, holds or means the other, or is a kind of it. */
export function related(a: Profile, b: Profile): boolean {
  for (const name of a.names) if (b.names.has(name)) return true;
  if (latinStem(a.term.key) === latinStem(b.term.key)) return true;
  return within(a, b) || within(b, a) || named(a, b) || named(b, a) || ofKind(a, b) || ofKind(b, a) || a.above.has(b) || b.above.has(a);
}

/** "valve" and "valvular disorder", "human heart" and "heart rate": the one is called by what the other is. */
function named(a: Profile, b: Profile): boolean {
  return b.term.words.slice(0, -1).some((word) => word === a.head || (a.head.length >= 5 && word.length >= 5 && word.startsWith(a.head.slice(0, -1))));
}

/** "a valve that does not open" is a "valvular disorder": what it is of stands in the name of the other as an adjective. */
function ofKind(a: Profile, b: Profile): boolean {
  const [first = '', ...rest] = b.term.words;
  const root = /^(\p{L}{4,}?)(?:ular|al|ic|ous|ary|ar)$/u.exec(first)?.[1];
  return root !== undefined && rest.length === 1 && a.kind !== undefined && a.kind === b.kind && [...a.meaning].some((one) => one.startsWith(root.slice(0, 6)));
}

/** All words of `b` are words of `a`: “variable ratio schedule”, “variable ratio reinforcement schedule”. */
const within = (a: Profile, b: Profile) => b.term.words.every((word) => a.term.words.includes(word));

/** Whether the text says of `a` that it is a `b`, or calls it so. */
function isKind(a: Profile, b: Profile): boolean {
  return a.kinds.has(b.term.key) || [...a.kinds].some((kind) => whole(kind, b.term.key)) || a.definitions.some(({ aliases }) => aliases.some((alias) => termKey(alias) === b.term.key));
}

/** What a term is a kind of by what is said of it or by its name, and what that is a kind of. */
function findAbove(pool: readonly Profile[]): void {
  const direct = new Map(pool.map((one) => [one, pool.filter((other) => other !== one && (isKind(one, other) || (other.words > 1 && within(one, other))))]));
  for (const [one, parents] of direct) one.above = new Set([...parents, ...parents.flatMap((parent) => direct.get(parent) ?? [])].filter((other) => other !== one));
}
