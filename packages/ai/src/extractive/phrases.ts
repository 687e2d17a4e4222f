/** English noun phrases: the chunks from which terms are taken, and where one begins at a given word. */
import type { Token } from './language.ts';
import { termKey } from './words.ts';

export interface Phrase {
  /** Token indexes: `start` is after the determiner, `end` exclusive. */
  start: number;
  end: number;
  /** The article or other determiner before it, in lower case. */
  determiner: string;
  text: string;
  key: string;
}

/** Adjectives and nouns that say nothing about what a thing is; a term does not begin with one. */
const hollow = new Set(
  `many much few several various certain other another same different own such more most less least some any all both each every either
  neither new old good bad great large small big little major minor main important significant key critical crucial essential common
  typical usual particular specific special general overall additional further first second third fourth fifth last next previous
  following early earlier late later recent current present whole entire full complete real true actual possible potential likely
  similar related relevant respective numerous multiple countless single only very well-known famous popular interesting surprising
  simple easy difficult hard strong weak high higher highest low lower lowest long longer longest short shorter shortest huge tiny
  better best worse worst wide wider broad broader narrow two three four five six seven eight nine ten one hundred thousand million
  basic underlying unique corresponding entire remaining so-called above below former latter mere sheer mine yours
  use distinct worth able unable due available responsible aware`.split(/\s+/),
);
/** Nouns that stand for others; alone they are no term, and as heads they are none either. */
const empty = new Set(
  `thing way part parts kind type sort form example case fact reason result point lot number amount bit piece set group range series
  variety majority rest side end beginning middle use need ability possibility attempt effort chance time times day days week month
  year years decade century moment hour minute second today people person man woman child children someone anyone everyone something
  anything everything nothing none others another one ones person's figure table chapter section page book article author reader
  student students teacher question questions answer answers problem problems difference differences similarity similarities
  purpose goal step steps aspect aspects feature features characteristic characteristics advantage disadvantage addition order
  instance idea term terms name names word words list place places area areas situation situations circumstances
  change changes increase decrease lack presence absence importance role roles look example examples subject subjects matter issue
  view level levels degree extent rate sense detail details kind kinds types forms ways contrast comparison discussion description
  summary overview introduction conclusion definition research study studies researcher researchers scientist scientists
  participant participants experiment experiments illustration illustrations diagram diagrams photograph photographs evidence information amount percent percentage`.split(/\s+/),
);
const weakHeads = new Set(`example examples type types kind kinds form forms part parts way ways number numbers amount lot variety majority set sets series group groups case cases fact reason result point bit piece range rest side sides end ends one ones thing things people person time times day days year years names name term terms difference differences figure table chapter section question individual individuals participant participants patient patients`.split(/\s+/));

export const isHollow = (lower: string) => hollow.has(lower);
export const isEmpty = (lower: string) => empty.has(lower);
export const isWeakHead = (lower: string) => weakHeads.has(lower);

function inside(token: Token, next: Token | undefined, before: Token | undefined): boolean {
  if (token.text.length > 40 || !/[\p{L}]/u.test(token.text)) return false;
  switch (token.pos) {
    case 'noun':
    case 'name':
    case 'adj':
      return !/^(?:etc|e\.g|i\.e)\.?$/.test(token.lower);
    case 'part':
      return /['’]s$/.test(token.text) && /^\p{Lu}/u.test(token.text);
    case 'verb':
      return next !== undefined && (next.pos === 'noun' || next.pos === 'name' || next.pos === 'adj') && attributive(token, before);
    case 'num':
      return /^\p{L}/u.test(token.text) && token.text.includes('-') && next !== undefined && (next.pos === 'noun' || next.pos === 'name');
    default:
      return false;
  }
}

/** A participle that belongs to the noun after it: "a conditioned stimulus", not "using conditioned stimuli", "called encoding". */
function attributive(token: Token, before: Token | undefined): boolean {
  if (/^(?:called|named|termed|known|including|involving|using|containing|having|being|based|given|compared|followed|caused|made|referred|according|labeled|considered)$/.test(token.lower)) return false;
  if (/(?:ed|en|own|lt|nt)$/.test(token.lower)) return before === undefined || !['aux', 'pron', 'noun', 'name', 'adv'].includes(before.pos);
  return token.lower.endsWith('ing') && before !== undefined && (before.pos === 'det' || before.pos === 'adj');
}

const isNominal = (token: Token | undefined) => token !== undefined && (token.pos === 'noun' || token.pos === 'name' || (token.pos === 'verb' && token.lower.endsWith('ing')));

export function phraseOf(tokens: Token[], start: number, end: number, determiner = ''): Phrase {
  const first = tokens[start];
  const last = tokens[end - 1];
  const parts = tokens.slice(start, end).map((token) => token.text);
  const text = first && last ? parts.join(' ') : '';
  return { start, end, determiner, text, key: termKey(text) };
}

/** The noun phrase that begins at `at`, its determiner and quotation marks passed over. */
export function phraseAt(tokens: Token[], at: number): Phrase | undefined {
  let i = at;
  let determiner = '';
  const skipQuotes = () => {
    while (/^[“"‘'*]$/.test(tokens[i]?.text ?? '')) i++;
  };
  skipQuotes();
  if (tokens[i]?.pos === 'det') determiner = tokens[i++]?.lower ?? '';
  skipQuotes();
  if (tokens[i]?.lower === 'term' && /^[“"‘']$/.test(tokens[i + 1]?.text ?? '')) {
    i++;
    skipQuotes();
  } else if (namesWord(tokens, i) && ['noun', 'name', 'adj'].includes(tokens[i + 1]?.pos ?? '')) i++;
  // "the brain's parietal lobe": whose it is stands where an article could.
  if (determiner !== '' && tokens[i]?.pos === 'part' && /^\p{Ll}/u.test(tokens[i]?.text ?? '') && ['adj', 'noun'].includes(tokens[i + 1]?.pos ?? '')) i++;
  if (determiner !== '' && ['much', 'more', 'most', 'very', 'slightly'].includes(tokens[i]?.lower ?? '') && (tokens[i + 1]?.pos === 'adj' || compares(tokens, i + 1))) i += 2;
  const start = i;
  while (i < tokens.length && i - start < 7) {
    const token = tokens[i];
    if (!token || !inside(token, tokens[i + 1], tokens[i - 1])) break;
    i++;
  }
  // A gerund alone can name a process: "Shaping is …", "called encoding".
  if (i === start && tokens[i]?.pos === 'verb' && tokens[i]?.lower.endsWith('ing')) i++;
  let end = i;
  while (end > start && !isNominal(tokens[end - 1])) end--;
  // "the resting potential", "the medulla oblongata": an adjective that ends the phrase names the thing.
  if (end > start && i > end && tokens[i - 1]?.pos === 'adj' && determiner !== '' && !/(?:est|ed|ly)$/.test(tokens[i - 1]?.lower ?? '') && ['punct', 'aux', 'verb', undefined].includes(tokens[i]?.pos)) end = i;
  // A last word that the tagger takes for an adjective is a noun when nothing else follows: "called the medulla oblongata".
  if (end === start && i > start && determiner !== '') end = i;
  if (end <= start) return undefined;
  if (tokens[end]?.lower === 'of' && inside(tokens[end + 1] ?? emptyToken, tokens[end + 2], tokens[end])) {
    let far = end + 1;
    while (far < tokens.length && far - end < 4 && tokens[far] && inside(tokens[far] ?? emptyToken, tokens[far + 1], tokens[far - 1])) far++;
    while (far > end + 1 && !isNominal(tokens[far - 1])) far--;
    if (far > end + 1 && end - start <= 2) return phraseOf(tokens, start, far, determiner);
  }
  return phraseOf(tokens, start, end, determiner);
}
const emptyToken: Token = { text: '', lower: '', lemma: '', pos: 'other', start: 0, end: 0 };

export interface Mention {
  key: string;
  text: string;
  sentence: number;
  start: number;
  end: number;
  /** Covers its whole chunk. */
  whole: boolean;
  /** Ends where its chunk ends, so that it is what the chunk is about. */
  head: boolean;
}

/**
 * Every noun phrase of up to four words in a sentence, longer ones with the shorter that they hold.
 * @param sized keys of names that begin with a hollow word
 */
export function mentionsOf(tokens: Token[], sentence: number, sized: ReadonlySet<string> = none): Mention[] {
  const found: Mention[] = [];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i];
    if (!token || !inside(token, tokens[i + 1], tokens[i - 1])) {
      i++;
      continue;
    }
    let end = i;
    while (end < tokens.length && end - i < 8 && inside(tokens[end] ?? emptyToken, tokens[end + 1], tokens[end - 1])) end++;
    const next = Math.max(end, i + 1);
    while (end > i && !isNominal(tokens[end - 1])) end--;
    addChunk(tokens, i, end, sentence, found, sized);
    i = next;
  }
  return found;
}

/** "Much thicker": compares what it stands before with something else. */
export const compares = (tokens: Token[], at: number) => /^(?:much|far|slightly|even|somewhat|considerably|significantly)$/.test(tokens[at - 1]?.lower ?? '') && /\p{L}{3}er$/u.test(tokens[at]?.lower ?? '');

/** "The term murmur": the word is no part of the name. */
const namesWord = (tokens: Token[], at: number) => /^(?:term|word)$/.test(tokens[at]?.lower ?? '') && tokens[at - 1]?.lower === 'the';

function addChunk(tokens: Token[], from: number, end: number, sentence: number, found: Mention[], sized: ReadonlySet<string>): void {
  let start = from;
  const names = (at: number) => sized.size > 0 && [2, 3].some((length) => at + length <= end && sized.has(phraseOf(tokens, at, at + length).key));
  while (start < end - 1 && !names(start) && (isHollow(tokens[start]?.lower ?? '') || compares(tokens, start) || namesWord(tokens, start))) start++;
  for (let a = start; a < end; a++) {
    if (isHollow(tokens[a]?.lower ?? '') && !names(a)) continue;
    for (let b = a + 1; b <= Math.min(end, a + 4); b++) {
      if (!isNominal(tokens[b - 1])) continue;
      const phrase = phraseOf(tokens, a, b);
      found.push({ key: phrase.key, text: phrase.text, sentence, start: a, end: b, whole: a === start && b === end, head: b === end });
    }
  }
  // "node of Ranvier", "law of effect": no article after `of`.
  if (end > start && tokens[end]?.lower === 'of' && inside(tokens[end + 1] ?? emptyToken, tokens[end + 2], tokens[end])) {
    let far = end + 1;
    while (far < tokens.length && far - end < 4 && inside(tokens[far] ?? emptyToken, tokens[far + 1], tokens[far - 1])) far++;
    while (far > end + 1 && !isNominal(tokens[far - 1])) far--;
    if (far > end + 1 && far - end <= 3 && !isWeakHead(tokens[end - 1]?.lower ?? '')) {
      const a = Math.max(start, end - 2);
      const phrase = phraseOf(tokens, a, far);
      found.push({ key: phrase.key, text: phrase.text, sentence, start: a, end: far, whole: true, head: true });
      if (a < end - 1) {
        const short = phraseOf(tokens, end - 1, far);
        found.push({ key: short.key, text: short.text, sentence, start: end - 1, end: far, whole: false, head: true });
      }
    }
  }
}

/** Words of size and degree, which may begin a name all the same: "the small intestine", "the long run", "real wages". */
const sizes = new Set('great large small little big general special real full high low long short hard strong weak broad narrow'.split(' '));
/** Others that may, where the name recurs: "potential energy", "common law". */
const plain = new Set('potential current common popular simple single basic'.split(' '));
const none: ReadonlySet<string> = new Set();
/** From so many on, words that stand together are more than a description. */
const oftenTogether = 3;

/** Keys of noun phrases that begin with a hollow word and recur, or that such words tell apart: names of things, where a sentence explains them. */
export function sizedPhrases(sentences: readonly { tokens: Token[] }[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const named = new Set<string>();
  const ofRest = new Map<string, Set<string>>();
  for (const { tokens } of sentences) {
    for (const [at, token] of tokens.entries()) {
      // "The New Deal", "the Second Estate": a name in capital letters.
      const name = at > 0 && hollow.has(token.lower) && isCapital(token) && isCapital(tokens[at + 1]) ? phraseAt(tokens, at) : undefined;
      if (name) named.add(name.key);
      if (!(sizes.has(token.lower) || plain.has(token.lower)) || /^(?:more|most|very|so|too|as|such)$/.test(tokens[at - 1]?.lower ?? '')) continue;
      let end = at + 1;
      while (end - at < 4 && inside(tokens[end] ?? emptyToken, tokens[end + 1], tokens[end - 1])) end++;
      const last = tokens[end - 1];
      if (end - at < 2 || end - at > 3 || !last || !isNominal(last) || isEmpty(last.lower) || isWeakHead(last.lower)) continue;
      const { key } = phraseOf(tokens, at, end);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const rest = phraseOf(tokens, at + 1, end).key;
      if (end - at === 3 && sizes.has(token.lower)) ofRest.set(rest, (ofRest.get(rest) ?? new Set()).add(key));
    }
  }
  const told = [...ofRest.values()].flatMap((keys) => (keys.size > 1 ? [...keys] : []));
  return new Set([...named, ...told, ...[...counts].flatMap(([key, count]) => (count >= oftenTogether ? [key] : []))]);
}

const isCapital = (token: Token | undefined) => /^\p{Lu}\p{Ll}/u.test(token?.text ?? '');

/** Adjectives that describe rather than tell apart, in each of their degrees. */
const dimension = /^(?:larg|small|big|long|short|high|low|deep|shallow|thick|thin|wid|broad|narrow|tall|great|hug|tiny|heavy|sturdy|tough|prominent)(?:e|n|g)?(?:e?r|e?st)?$/;

/** How often a text says "the …" of a noun phrase, by its key. */
export function definitePhrases(sentences: readonly { tokens: Token[] }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tokens } of sentences) {
    for (const [at, { lower }] of tokens.entries()) {
      const phrase = lower === 'the' ? phraseAt(tokens, at) : undefined;
      if (phrase) counts.set(phrase.key, (counts.get(phrase.key) ?? 0) + 1);
    }
  }
  return counts;
}

/** "The deep coronary sulcus", said once, is "the coronary sulcus" that is told of elsewhere. */
export function undescribed(phrase: Phrase, tokens: Token[], definite: ReadonlyMap<string, number>): Phrase {
  if (phrase.determiner !== 'the' || phrase.end - phrase.start < 3 || !dimension.test(tokens[phrase.start]?.lower ?? '') || (definite.get(phrase.key) ?? 0) > 1) return phrase;
  const rest = phraseOf(tokens, phrase.start + 1, phrase.end, 'the');
  return (definite.get(rest.key) ?? 0) >= 2 ? rest : phrase;
}

/** Nouns that alone stand for others, and with another word before them may name a thing: "melting point", "light year", "truth table". */
const measures = new Set('number numbers point points time times set sets series group groups range ranges type types form forms name names table tables section sections year years day days end ends figure figures case cases'.split(' '));

/**
 * Could be a term: has an article at most, begins and ends with a word that says something.
 * @param sized keys of phrases that may begin with a word of size
 * @param outright whether a sentence says outright what it is, so that it may be a "point" or a "table"
 */
export function isTermLike(phrase: Phrase, tokens: Token[], sized: ReadonlySet<string> = none, outright = false): boolean {
  const first = tokens[phrase.start];
  const last = tokens[phrase.end - 1];
  if (!first || !last || phrase.end - phrase.start > 5) return false;
  if (['this', 'that', 'these', 'those', 'its', 'their', 'his', 'her', 'our', 'your', 'no', 'some', 'my'].includes(phrase.determiner)) return false;
  if ((isHollow(first.lower) && !sized.has(phrase.key)) || (phrase.end - phrase.start === 1 && isEmpty(last.lower)) || (isWeakHead(last.lower) && !(outright && phrase.end - phrase.start === 2 && measures.has(last.lower) && first.pos !== 'verb')) || /^\P{L}*$/u.test(phrase.text)) return false;
  if (phrase.end - phrase.start === 1 && last.pos === 'verb' && !last.lower.endsWith('ing')) return false;
  // "Another class of signal is the hormone": the class has no name of its own here.
  if (/^(?:class|type|kind|form|sort|category|family|group)(?:es|s)? of /iu.test(phrase.text)) return false;
  // "In Figurea", as a page says where its picture is.
  return phrase.text.length > 1 && !/^(?:figure|table)[a-z]?(?![\p{L}])/iu.test(phrase.text);
}
