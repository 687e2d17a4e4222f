/** Sentences that name all members of something: "There are three types of X: A, B, and C." */
import { headWord, isPlural } from './words.ts';
import { lowerFirst } from './answers.ts';

export interface Enumeration {
  front: string;
  items: string[];
  /** Whether the members follow one another. */
  ordered: boolean;
}

interface Form {
  /** Names its parts `n` (how many), `what` (of which kind) and `subject` (of what), and ends where the list begins. */
  head: RegExp;
  ask(parts: Parts): string;
}

interface Parts {
  n: string;
  what: string;
  subject: string;
  verb: string;
}

const word = `[\\p{L}\\p{N}][\\p{L}\\p{N}'’/-]*`;
const phrase = `${word}(?:\\s${word}){0,6}`;

const english = numbers('two three four five six seven eight nine ten');
const german = numbers('zwei drei vier fünf sechs sieben acht neun zehn');

function numbers(words: string): Map<string, number> {
  return new Map(words.split(' ').map((text, index) => [text, index + 2]));
}

const n = (known: Map<string, number>) => `(?<n>${[...known.keys()].join('|')})`;
const does = (subject: string, one: string, many: string) => (isPlural(headWord(subject)) && !/^an?\s/i.test(subject) ? many : one);
const collective = 'parts|components|types|kinds|stages|phases|steps|layers|functions|branches|regions|divisions|elements|properties|characteristics|forms|levels|principles|goals|categories|classes';

const forms: Record<string, readonly Form[]> = {
  en: [
    { head: new RegExp(`^There are ${n(english)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what }) => `Which ${count} ${what} are there?` },
    { head: new RegExp(`^The ${n(english)} (?<what>${phrase}) (?:are|include)(?: the following| as follows)?(?=[:,—\\s]|$)`, 'u'), ask: ({ n: count, what }) => `What are the ${count} ${what}?` },
    { head: new RegExp(`^The (?<what>(?:(?:main|basic|major|primary) )?(?:${collective}) of ${phrase}) are(?: the following| as follows)?(?=[:,—\\s]|$)`, 'u'), ask: ({ what }) => `What are the ${what}?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?<verb>has|have|contains?|comprises?) (?:the following )?${n(english)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what, subject }) => `Which ${count} ${what} ${does(subject, 'does', 'do')} ${subject} have?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?:consists? of|(?:is|are) (?:made up|composed|comprised) of) ${n(english)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what, subject }) => `Which ${count} ${what} ${does(subject, 'does', 'do')} ${subject} consist of?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?:is|are|can be) (?:further )?(?:divided|subdivided|classified|grouped|broken down|separated|organized) into ${n(english)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what, subject }) => `Into which ${count} ${what} ${does(subject, 'is', 'are')} ${subject} divided?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?:occurs?|takes? place|happens?|proceeds?|develops?) in ${n(english)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what, subject }) => `In which ${count} ${what} ${does(subject, 'does', 'do')} ${subject} occur?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?:consists? of|(?:is|are) (?:made up|composed|comprised) of)(?=\\s)`, 'u'), ask: ({ subject }) => `What ${does(subject, 'does', 'do')} ${subject} consist of?` },
  ],
  de: [
    { head: new RegExp(`^Es gibt ${n(german)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what }) => `Welche ${count} ${what} gibt es?` },
    { head: new RegExp(`^Die ${n(german)} (?<what>${phrase}) (?:sind|heißen|lauten)(?=[:,—\\s]|$)`, 'u'), ask: ({ n: count, what }) => `Wie heißen die ${count} ${what}?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?:besteht|bestehen) aus ${n(german)} (?<what>${phrase})(?=[:,—]|$)`, 'u'), ask: ({ n: count, what, subject }) => `Aus welchen ${count} ${what} ${/^die \p{L}+(?:en|er|e|s)$/u.test(subject) ? 'bestehen' : 'besteht'} ${subject}?` },
    { head: new RegExp(`^(?<subject>${phrase}) (?<verb>besteht|bestehen|setzt sich|setzen sich) aus(?=\\s)`, 'u'), ask: ({ subject, verb }) => (verb.endsWith('sich') ? `Woraus ${verb} ${subject} zusammen?` : `Woraus ${verb} ${subject}?`) },
    { head: new RegExp(`^(?<subject>${phrase}) (?<verb>gliedert|unterteilt|teilt|gliedern|unterteilen|teilen) sich in(?=\\s)`, 'u'), ask: ({ subject, verb }) => `In welche Teile ${verb} sich ${subject}?` },
  ],
};

const counts: Record<string, Map<string, number>> = { en: english, de: german };
const orders: Record<string, { what: RegExp; words: string }> = {
  en: { what: /\b(?:stages|steps|phases)\b/u, words: ', in order?' },
  de: { what: /(?:[Pp]hasen|[Ss]chritten?|[Ss]tadien|[Ss]tufen)(?!\p{L})/u, words: ' – in ihrer Reihenfolge?' },
};

/**
 * What a sentence asks for that names all members of something, or undefined where it does not: where it says how many there
 * are, as many have to be found. `points` are those of a list that stands below it, of which it is the beginning.
 */
export function enumeration(text: string, code: string, points?: readonly string[]): Enumeration | undefined {
  for (const { head, ask } of forms[code] ?? []) {
    const match = head.exec(points === undefined ? text : text.replace(/\s*:$/u, ''));
    const groups = match?.groups;
    if (!match || !groups) continue;
    const count = counts[code]?.get(groups['n'] ?? '');
    const items = points ?? membersOf(text.slice(match[0].length), count, code);
    if (items === undefined || items.length < (count === undefined && points === undefined ? 3 : 2) || (count !== undefined && items.length !== count) || !short(items)) continue;
    const parts = { n: groups['n'] ?? '', what: groups['what'] ?? '', subject: article(groups['subject'] ?? '', code), verb: groups['verb'] ?? '' };
    const order = orders[code];
    const ordered = order?.what.test(parts.what) === true;
    const front = ask(parts);
    return { front: ordered && order ? front.replace(/\?$/u, order.words) : front, items: [...items], ordered };
  }
  return undefined;
}

/** Members of a list in a sentence: by semicolons, else by commas and the last "and". */
function membersOf(rest: string, count: number | undefined, code: string): string[] | undefined {
  const list = rest.replace(/^\s*(?:[:,—]|, namely|, nämlich)?\s*/u, '').replace(/^(?:namely|nämlich)\s/u, '').replace(/\.$/u, '').replace(/\s*\([^()]*\)/gu, '');
  const and = code === 'de' ? '(?:und|sowie|oder)' : '(?:and|or)';
  const ways = [
    list.split(new RegExp(`;\\s*(?:${and}\\s+)?`, 'u')),
    list.split(new RegExp(`,\\s*${and}\\s+|,\\s*`, 'u')),
    list.split(new RegExp(`,\\s*${and}\\s+|,\\s*|\\s+${and}\\s+`, 'u')),
  ].map((items) => items.map((item) => item.trim()));
  return ways.find((items) => (count === undefined ? items.length >= 3 && items.length <= 8 && items.every((item) => item.split(' ').length <= 4) : items.length === count));
}

/** Members that can be said in a few words, none of them the beginning of something else. */
function short(items: readonly string[]): boolean {
  const words = items.map((item) => item.split(' ').length);
  // "The central and peripheral nervous systems": the first of two is no more than half of a name.
  const [first = '', last = ''] = items;
  if (items.length === 2 && isPlural(last.split(' ').at(-1) ?? '') && !isPlural(first.split(' ').at(-1) ?? '') && first.split(' ').length < last.split(' ').length) return false;
  const clause = /^(?:which|who|that|each|some|one of|these|this|it|they|where|when|with|such|both|all|die|der|das|welche)\s(?!\p{Lu})/u;
  return items.every((item) => item !== '' && !clause.test(item) && !/[:?“”—–]/u.test(item)) && words.every((length) => length <= 9) && words.reduce((sum, length) => sum + length, 0) <= 36;
}

function article(subject: string, code: string): string {
  return code === 'de' ? subject.replace(/^(?:Der|Die|Das|Ein|Eine)(?=\s)/u, (found) => found.toLowerCase()) : lowerFirst(subject);
}
