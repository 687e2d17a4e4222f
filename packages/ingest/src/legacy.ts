/** Text in an encoding from before Unicode that nothing names: each is tried, and what reads like a language was it. */
import { eld } from 'eld/extrasmall';
import iconv from 'iconv-lite';
import { asianEncodings, frequentShare } from './encodings/asian.ts';
import { letters, westernLetters } from './encodings/letters.ts';
import { punctuation } from './encodings/punctuation.ts';

/** Of the lines that tell encodings apart, which is all that is looked at. */
const sampleBytes = 6_000;

/** Those that are met more often come first: of two in which a text reads the same, the earlier one is taken. */
const candidates = [
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1254', 'windows-1253', 'windows-1255', 'windows-1256', 'windows-1257', 'windows-1258', 'windows-874', 'koi8-u'],
  ...['iso-8859-2', 'iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-8', 'iso-8859-15', 'iso-8859-16', 'iso-8859-13', 'iso-8859-3', 'iso-8859-4', 'iso-8859-10', 'iso-8859-14'],
  ...['ibm866', 'x-mac-cyrillic', 'macintosh', 'cp850', 'cp852', 'cp437'],
];

/** What rarer ones must read better by, each more than the one before: on a few words several read nearly as well. */
const handicap = 0.002;

/** @param bytes text that is not Unicode. Never fails: what cannot be decoded becomes U+FFFD. */
export function decodeLegacy(bytes: Uint8Array): string {
  const sample = tellingPart(bytes);
  let best = 'windows-1252';
  let highest = -Infinity;
  const weigh = (name: string, score: number) => {
    if (score <= highest) return;
    best = name;
    highest = score;
  };
  for (const encoding of asianEncodings) weigh(encoding.name, asianScore(encoding, sample));
  for (const [place, name] of candidates.entries()) weigh(name, alphabeticScore(decodeAs(name, sample)) - handicap * place);
  return decodeAs(best, bytes);
}

function decodeAs(name: string, bytes: Uint8Array): string {
  return name.startsWith('cp') ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name) : new TextDecoder(name).decode(bytes);
}

/** Lines that are plain ASCII say nothing, nor does what comes before the first other byte of a long one. */
function tellingPart(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  let from = 0;
  while (from < bytes.length && length < sampleBytes) {
    const found = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, found === -1 ? bytes.length : found + 1);
    from += line.length;
    const first = line.findIndex((byte) => byte >= 0x80);
    if (first === -1) continue;
    const part = line.length <= sampleBytes ? line : line.subarray(first, first + sampleBytes);
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts);
}

/** Below this share of frequent characters it is another language, or noise. */
const leastFrequent = 0.8;

function asianScore(encoding: (typeof asianEncodings)[number], sample: Uint8Array): number {
  const share = frequentShare(encoding, sample);
  if (share < leastFrequent) return -Infinity;
  const text = decodeAs(encoding.name, sample);
  // One may be the character that the end of the sample cuts.
  if (count(text, /\uFFFD/g) > 1 + text.length * 0.002) return -Infinity;
  return share + (languagesOf(text)[encoding.language] ?? 0);
}

/** How sure the detector of languages is of those that it does not know. */
const unknown = 0.2;

/**
 * How much a text reads like the language that it fits best: its letters beyond ASCII by how frequent they are there, and
 * what the whole reads like. About 1 to 1.8 in the right encoding.
 */
function alphabeticScore(decoded: string): number {
  const text = decoded.normalize('NFC');
  if (count(text, /[\uFFFD\u0080-\u009F\p{Co}\p{Cn}]/gu) > 1 + text.length * 0.002) return -Infinity;
  const signs = signsOf(text);
  const likely = languagesOf(text);
  let best = -Infinity;
  for (const [language, weights] of alphabets) best = Math.max(best, fit(signs, weights) + (likely[language] ?? unknown));
  return best;
}

function languagesOf(text: string): Readonly<Record<string, number>> {
  return eld.detect(text).getScores();
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

interface Signs {
  /** How often each letter beyond ASCII occurs, in lower case. */
  letters: ReadonlyMap<string, number>;
  /** What the other signs add, and what speaks against the whole; the same in each language. */
  rest: number;
  /** Letters and other signs. */
  all: number;
}

/** A capital within a word that has small ones, and the like. */
const misplaced = -3;

function signsOf(text: string): Signs {
  const found = new Map<string, number>();
  let rest = 0;
  let all = 0;
  for (const { 0: sign, index } of text.matchAll(/[^\u0000-\u007F]/gu)) {
    all += 1;
    const [before = '', after = ''] = [text[index - 1], text[index + sign.length]];
    if (!/[\p{L}\p{M}]/u.test(sign) || /[ºª]/.test(sign)) {
      rest += punctuation(sign, before, after);
      continue;
    }
    const small = sign.toLowerCase();
    found.set(small, (found.get(small) ?? 0) + 1);
    if (sign !== small && /\p{Ll}/u.test(before)) rest += misplaced;
    if (isSpace(sign, before, after)) rest += misplaced;
    if (isMixed(sign, before) || isMixed(sign, after)) rest += misplaced;
  }
  return { letters: found, rest, all };
}

/** A small letter before a capital or a number, or one of many in a row: where another encoding has a space, this one has a letter. */
function isSpace(sign: string, before: string, after: string): boolean {
  return /^(?!\p{Lo})\p{Script=Latin}$/u.test(sign) && sign === sign.toLowerCase() && (/[\p{Lu}\d]/u.test(after) || (before === sign && after === sign));
}

function isMixed(sign: string, beside: string): boolean {
  return /[a-z]/i.test(beside) && !/[\p{Script=Latin}\p{M}]/u.test(sign);
}

/** A letter that a language does not have. */
const strange = -2;

function fit({ letters: found, rest, all }: Signs, weights: ReadonlyMap<string, number>): number {
  let sum = rest;
  for (const [letter, times] of found) sum += times * (weights.get(letter) ?? strange);
  return sum / all;
}

/** From 1 for the most frequent letter of a language down to 0.4. */
const alphabets: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ...Object.entries(letters).map(([language, alphabet]): [string, ReadonlyMap<string, number>] => [language, ranked([...alphabet])]),
  ['und', new Map(Array.from(westernLetters, (letter): [string, number] => [letter, 0.5]))],
]);

function ranked(alphabet: readonly string[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const [rank, letter] of alphabet.entries()) if (!weights.has(letter)) weights.set(letter, 1 - (0.6 * rank) / alphabet.length);
  return weights;
}
