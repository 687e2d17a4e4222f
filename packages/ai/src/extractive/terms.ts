/** Key terms of an English document: every noun phrase is weighed by what usually marks a term in a textbook. */
import type { Definition } from './definition.ts';
import type { Language, Token } from './language.ts';
import { isEmpty, isHollow, isWeakHead, mentionsOf } from './phrases.ts';
import type { Mention } from './phrases.ts';
import type { Sentence } from './sentences.ts';
import { headWord, isPlural, latinStem, share, termKey, wordsOf } from './words.ts';

export interface Term {
  key: string;
  /** As a student should read it: the commonest form, singular where the text has one. */
  text: string;
  score: number;
  words: string[];
  mentions: Mention[];
  /** Sure to be a name of a person or place. */
  name: boolean;
  aliases: string[];
}

export interface Features {
  [name: string]: number;
}

export interface Candidate {
  key: string;
  mentions: Mention[];
  features: Features;
}

export function gatherCandidates(sentences: Sentence[], definitions: ReadonlyMap<string, Definition[]>, titles: string[], language: Language): Candidate[] {
  const mentions = new Map<string, Mention[]>();
  const sized = explainedOutright(definitions);
  for (const sentence of sentences) {
    for (const mention of mentionsOf(sentence.tokens, sentence.index, sized)) {
      const known = mentions.get(mention.key);
      if (known) known.push(mention);
      else mentions.set(mention.key, [mention]);
    }
  }
  // What a sentence explains is a candidate, even where the tagger sees no noun: "known as blocking".
  for (const [key, found] of definitions) {
    const [first] = found;
    if (mentions.has(key) || !first || first.strength < 0.45) continue;
    const places = first.sentences.flatMap((index) => placesOf(key, sentences[index]));
    if (places.length > 0) mentions.set(key, places);
  }
  const titleKeys = titles.map((title) => ` ${termKey(title.replace(/[^\p{L}\p{N}\s'’-]/gu, ' '))} `);
  const listed = enumerated(sentences);
  const abbreviated = bracketed(sentences);
  const candidates: Candidate[] = [];
  for (const [key, found] of mentions) {
    const own = definitions.get(key) ?? [];
    if (!worth(key, found, own, sentences, language, sized)) continue;
    candidates.push({ key, mentions: found, features: featuresOf(key, found, own, { sentences, titleKeys, listed, abbreviated, language, mentions }) });
  }
  return candidates;
}

function placesOf(key: string, sentence: Sentence | undefined): Mention[] {
  if (!sentence) return [];
  const size = key.split(' ').length;
  const found: Mention[] = [];
  for (let start = 0; start + size <= sentence.tokens.length; start++) {
    const text = sentence.tokens.slice(start, start + size).map((token) => token.text).join(' ');
    if (termKey(text) === key) found.push({ key, text, sentence: sentence.index, start, end: start + size, whole: true, head: true });
  }
  return found;
}

/**
 * Keys that begin with a hollow word or end with one that says little, and are explained as a term is: "The long run is the period in
 * which …", "The melting point is the temperature at which …".
 */
function explainedOutright(definitions: ReadonlyMap<string, Definition[]>): ReadonlySet<string> {
  const outright = (found: readonly Definition[], least: number) => found.some(({ relation, strength }) => strength >= least && (least < 0.6 ? relation !== 'described' : ['is', 'refers', 'means', 'when', 'glossary'].includes(relation)));
  return new Set([...definitions].flatMap(([key, found]) => {
    const words = key.split(' ');
    if (!isHollow(words[0] ?? '') && !isWeakHead(words.at(-1) ?? '')) return [];
    const isName = found.some(({ term }) => /^\p{Lu}\S* \p{Lu}/u.test(term));
    return outright(found, words.length > 2 || isName ? 0.45 : 0.6) ? [key] : [];
  }));
}

function worth(key: string, found: Mention[], definitions: Definition[], sentences: Sentence[], language: Language, sized: ReadonlySet<string>): boolean {
  const words = key.split(' ');
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (key.length < 3 || words.length > 5 || (isHollow(first) && !sized.has(key)) || (isWeakHead(last) && !sized.has(key)) || /^\P{L}+$/u.test(key)) return false;
  if (words.length === 1 && (isEmpty(last) || language.stopwords.has(last))) return false;
  if (found.length === 1 && definitions.length === 0 && words.length > 3) return false;
  const mention = found[0];
  const token = mention === undefined ? undefined : sentences[mention.sentence]?.tokens[mention.end - 1];
  return token !== undefined && !(words.length === 1 && token.pos === 'verb' && definitions.length === 0 && found.length < 3);
}

/** Keys of phrases that stand in a list of at least three. */
function enumerated(sentences: Sentence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tokens, prose, index } of sentences) {
    if (!prose || !tokens.some((token) => token.text === ',')) continue;
    for (const mention of mentionsOf(tokens, index)) {
      if (!mention.whole) continue;
      const before = tokens[mention.start - 1];
      const after = tokens[mention.end];
      const opens = before !== undefined && ([',', 'and', 'or', ':'].includes(before.lower) || (before.pos === 'det' && [',', 'and'].includes(tokens[mention.start - 2]?.lower ?? '')));
      const closes = after !== undefined && [',', '.', 'and', 'or', ';'].includes(after.lower);
      if (opens && closes) counts.set(mention.key, (counts.get(mention.key) ?? 0) + 1);
    }
  }
  return counts;
}

/** Keys of phrases that give an abbreviation in brackets: "long-term memory (LTM)". */
function bracketed(sentences: Sentence[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { tokens, index } of sentences) {
    if (!tokens.some((token) => token.text === '(')) continue;
    for (const mention of mentionsOf(tokens, index)) {
      if (tokens[mention.end]?.text !== '(' || tokens[mention.end + 2]?.text !== ')') continue;
      const short = tokens[mention.end + 1]?.text ?? '';
      if (/^\p{L}?\p{Lu}{2,6}s?$/u.test(short) && initialsFit(mention.text, short)) found.set(mention.key, short);
    }
  }
  return found;
}

function initialsFit(text: string, short: string): boolean {
  const words = wordsOf(text);
  const letters = short.replace(/s$/, '').toLowerCase();
  return words.length >= 2 && letters.startsWith(words[0]?.[0] ?? '?') && letters.includes(words.at(-1)?.[0] ?? '?');
}

interface Context {
  sentences: Sentence[];
  titleKeys: string[];
  listed: Map<string, number>;
  abbreviated: Map<string, string>;
  language: Language;
  mentions: Map<string, Mention[]>;
}

function featuresOf(key: string, found: Mention[], definitions: Definition[], context: Context): Features {
  const { sentences, language } = context;
  const words = key.split(' ');
  const content = words.filter((word) => word !== 'of');
  const rarities = content.map((word) => language.rarity(word));
  const whole = found.filter((mention) => mention.whole).length;
  const head = found.filter((mention) => mention.head).length;
  const passages = new Set(found.map((mention) => sentences[mention.sentence]?.passage));
  const strengths = definitions.map((definition) => definition.strength).sort((a, b) => b - a);
  const starts = found.filter((mention) => mention.whole && (mention.start === 0 || (mention.start === 1 && sentences[mention.sentence]?.tokens[0]?.pos === 'det'))).length;
  let missing = 1;
  for (const strength of strengths.slice(0, 4)) missing *= 1 - strength * 0.8;
  const inner = found.filter((mention) => mention.start > 0);
  const capital = inner.filter((mention) => isName(sentences[mention.sentence]?.tokens.slice(mention.start, mention.end) ?? [])).length;
  const acronym = /^\P{Ll}+s?$/u.test(found[0]?.text ?? '') ? 1 : 0;
  const title = context.titleKeys.some((text) => text === ` ${key} `) ? 1 : 0;
  const inTitle = context.titleKeys.filter((text) => text.includes(` ${key} `)).length;
  return {
    tf: Math.log(1 + found.length),
    whole: Math.log(1 + whole),
    headShare: head / found.length,
    wholeShare: whole / found.length,
    spread: Math.log(1 + passages.size),
    defMax: strengths[0] ?? 0,
    defAny: 1 - missing,
    rarityMax: Math.max(...rarities),
    rarityMin: Math.min(...rarities),
    rarityMean: rarities.reduce((a, b) => a + b, 0) / rarities.length,
    one: content.length === 1 ? 1 : 0,
    two: content.length === 2 ? 1 : 0,
    three: content.length === 3 ? 1 : 0,
    more: content.length > 3 ? 1 : 0,
    starts: Math.log(1 + starts),
    name: (inner.length > 0 ? (acronym ? 0 : capital / inner.length) : 0) * missing,
    acronym,
    title,
    inTitle: Math.min(2, inTitle),
    listed: Math.log(1 + (context.listed.get(key) ?? 0)),
    abbreviated: context.abbreviated.has(key) ? 1 : 0,
    single: found.length === 1 ? 1 : 0,
    emptyHead: isEmpty(words.at(-1) ?? '') ? 1 : 0,
    gerund: words.length === 1 && key.endsWith('ing') ? 1 : 0,
    position: 1 - (found[0]?.sentence ?? 0) / Math.max(1, sentences.length),
    bigger: biggerShare(key, found, context),
    possessive: /^[^ ]+'s? /.test(key) ? missing : 0,
  };
}

/** How much of a phrase's use is inside one longer phrase: "conditioned" in "conditioned stimulus". */
function biggerShare(key: string, found: Mention[], { mentions, sentences }: Context): number {
  const counts = new Map<string, number>();
  for (const mention of found) {
    if (mention.whole) continue;
    const tokens = sentences[mention.sentence]?.tokens ?? [];
    const wider = [tokens.slice(mention.start - 1, mention.end), tokens.slice(mention.start, mention.end + 1)];
    for (const part of wider) {
      const text = termKey(part.map((token) => token.text).join(' '));
      if (text !== key && mentions.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return Math.max(0, ...counts.values()) / found.length;
}

function isName(tokens: Token[]): boolean {
  return tokens.length > 0 && tokens.every((token) => /^\p{Lu}/u.test(token.text));
}

/** The form to show: singular where the text has it, in small letters unless it is a name. */
export function shownForm(mentions: Mention[], sentences: Sentence[]): string {
  const counts = new Map<string, number>();
  for (const mention of mentions) {
    const tokens = sentences[mention.sentence]?.tokens.slice(mention.start, mention.end) ?? [];
    const named = tokens.length > 1 && tokens.slice(1).every((token) => /^\p{Lu}/u.test(token.text));
    const text = tokens.map((token, i) => (mention.start + i === 0 && !named && /^\p{Lu}[\p{Ll}-]*$/u.test(token.text) ? token.text.toLowerCase() : token.text)).join(' ');
    counts.set(text, (counts.get(text) ?? 0) + (mention.start === 0 ? 0.6 : 1));
  }
  const forms = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const small = forms.filter(([text]) => text === text.toLowerCase());
  const pool = small.length > 0 && small.reduce((sum, [, n]) => sum + n, 0) * 2 >= forms.reduce((sum, [, n]) => sum + n, 0) ? small : forms;
  const one = pool.find(([text]) => !isPlural(headWord(text)));
  return (one ?? pool[0])?.[0] ?? '';
}

/**
 * Weights of a logistic regression on the glossaries of open textbooks of two subjects, fitted on one and checked on the
 * other, then rounded. Names and abbreviations were rare in those; their weights are halved for subjects that live on them.
 */
const weights: Features = {
  tf: 0.65, whole: 0.85, spread: -1, single: -1.65, defMax: 3.1, defAny: 1.75, rarityMax: 2.6, rarityMean: 2, rarityMin: 1.3,
  one: -0.85, two: 0.5, three: 0.7, more: 1.2, name: -2.2, acronym: -2.5, abbreviated: 2, inTitle: 0.3, title: 0.7, possessive: -2,
};

const scoreOf = (features: Features) => Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), 0);

export function rankTerms(sentences: Sentence[], definitions: ReadonlyMap<string, Definition[]>, titles: string[], language: Language, words: number): Term[] {
  const candidates = gatherCandidates(sentences, definitions, titles, language)
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate.features) }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const most = share(words, 1 / 12, 20, 50);
  const shorts = bracketed(sentences);
  const kept: Term[] = [];
  const taken = new Set<string>();
  for (const candidate of candidates) {
    const { key, mentions, features } = candidate;
    if (kept.length >= most || candidate.score < bar - 1.5) break;
    if (candidate.score < bar && (features['defMax'] ?? 0) < 0.45) continue;
    if (taken.has(key) || taken.has(latinStem(key)) || isPersonal(candidate, sentences)) continue;
    // Only ever said inside one longer term, and not explained by itself.
    if ((features['bigger'] ?? 0) > 0.85 && (features['defMax'] ?? 0) < 0.4) continue;
    const aliases = new Set((definitions.get(key) ?? []).filter((definition) => definition.strength >= 0.4).flatMap((definition) => definition.aliases));
    const short = shorts.get(key);
    if (short !== undefined) aliases.add(short);
    for (const alias of aliases) taken.add(termKey(alias));
    if (key.length > 5) taken.add(latinStem(key));
    kept.push({ key, text: shownForm(mentions, sentences), score: candidate.score, words: key.split(' '), mentions, name: (features['name'] ?? 0) > 0.5, aliases: [...aliases] });
  }
  return kept;
}

/** Below this a phrase is more likely not a term than one, however short the document. */
const bar = 4.2;
/** From here on a term is shown among the key terms of its document. */
export const keyBar = 5.2;

/** A capitalised word of everyday life with nothing said of what it is: a person in an example. */
function isPersonal({ key, mentions, features }: Candidate, sentences: Sentence[]): boolean {
  if (key.includes(' ') || (features['defMax'] ?? 0) > 0.5 || (features['acronym'] ?? 0) > 0) return false;
  return mentions.every((mention) => sentences[mention.sentence]?.tokens.slice(mention.start, mention.end).every((token) => /^\p{Lu}\p{Ll}/u.test(token.text)) === true);
}

/** Endings of adjectives, which the tagger may take for nouns. */
const adjectival = /\p{L}{3}(?:ior|al|ular|ic|ous|ive|able|ible)$/u;

const tagged = new WeakMap<readonly Sentence[], Map<string, { adjective: number; all: number }>>();

/** Whether the last word of a term is mostly an adjective in the text ("anterior", "variable"), so that it names nothing by itself. */
export function isAdjective({ key }: Pick<Term, 'key'>, sentences: readonly Sentence[]): boolean {
  const counts = tagged.get(sentences) ?? new Map<string, { adjective: number; all: number }>();
  if (!tagged.has(sentences)) {
    tagged.set(sentences, counts);
    for (const { tokens } of sentences) {
      for (const [i, { lower, pos }] of tokens.entries()) {
        const count = counts.get(lower) ?? { adjective: 0, all: 0 };
        const next = tokens[i + 1]?.pos ?? 'punct';
        counts.set(lower, { adjective: count.adjective + (pos === 'adj' || (adjectival.test(lower) && ['noun', 'name', 'adj'].includes(next)) ? 1 : 0), all: count.all + 1 });
      }
    }
  }
  const last = counts.get(key.split(' ').at(-1) ?? '');
  return last !== undefined && last.adjective * 2 > last.all;
}
