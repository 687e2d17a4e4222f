/** Text in an encoding from before Unicode that nothing names: each is tried, and what reads like a language was it. */
import iconv from 'iconv-lite';
import { eld } from 'eld/extrasmall';

/** Of the lines that tell encodings apart, which is all that is looked at. */
const sampleBytes = 6_000;

/**
 * By name, with how much better another one has to read to be preferred: on a few words several read equally well, and
 * then what is met more often is the better guess. Those of DOS and of old Macintoshes are met least.
 */
const candidates: readonly (readonly [string, number])[] = [
  ['windows-1252', 0.06],
  ['windows-1250', 0.04],
  ['windows-1251', 0.04],
  ['shift_jis', 0.04],
  ['euc-jp', 0.04],
  ['gb18030', 0.04],
  ['big5', 0.04],
  ['euc-kr', 0.04],
  ['windows-1254', 0.03],
  ['windows-1253', 0.03],
  ['windows-1255', 0.03],
  ['windows-1256', 0.03],
  ['windows-1257', 0.03],
  ['windows-1258', 0.03],
  ['windows-874', 0.03],
  ['koi8-u', 0.03],
  ['iso-8859-2', 0.02],
  ['iso-8859-5', 0.02],
  ['iso-8859-6', 0.02],
  ['iso-8859-7', 0.02],
  ['iso-8859-8', 0.02],
  ['iso-8859-15', 0.02],
  ['iso-8859-16', 0.01],
  ['iso-8859-13', 0.01],
  ['iso-8859-4', 0.01],
  ['iso-8859-10', 0.01],
  ['iso-8859-14', 0.01],
  ['iso-8859-3', 0.01],
  ['ibm866', 0],
  ['x-mac-cyrillic', 0],
  ['macintosh', 0],
  ['cp850', 0],
  ['cp437', -0.01],
  ['cp852', -0.01],
];

/** @param bytes text that is not Unicode. Never fails: what cannot be decoded becomes U+FFFD. */
export function decodeLegacy(bytes: Uint8Array): string {
  const sample = tellingPart(bytes);
  let best = 'windows-1252';
  let highest = -Infinity;
  for (const [name, common] of candidates) {
    const score = plausibility(decodeAs(name, sample)) + common;
    if (score <= highest) continue;
    best = name;
    highest = score;
  }
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

/**
 * How much a text reads like some language: about 0.6 to 0.9 where it is one, less where letters are wrong. What no
 * language has lowers it: scripts mixed within a word, signs within words, capitals after small letters.
 */
function plausibility(decoded: string): number {
  const text = decoded.normalize('NFC');
  const foreign = count(text, /[^\u0000-\u007F]/gu);
  if (foreign === 0) return -1;
  const undecodable = count(text, /[\uFFFD\u0080-\u009F\u00AD\p{Co}\p{Cn}]/gu);
  // One may be the character that the end of the sample cuts.
  if (undecodable - 1 > foreign * 0.02) return -1;
  const odd = count(text, /(?<=\p{L})(?:[\p{So}\p{Sc}\p{Sm}\p{No}¨´¸¯¦§¿¡]|\p{Sk})(?=\p{L})|(?<=\p{Ll})\p{Lu}|(?<=[\p{Lu}\p{Ll}]{2})[ºª](?=\p{L})/gu);
  const signs = count(text, /[\p{So}\u00A4-\u00A6\u00AC\u00B6\u2500-\u25FF\u02C7-\u02DD]|(?<=\p{L})[\u00B9\u00B2\u00B3\u00BC-\u00BE]|(?<![\p{L}\p{N}])[\u00B9\u00B2\u00B3](?=\p{L})|(?<=\s)[\u00BC-\u00BE](?=\p{L})/gu);
  const mixed = count(text, /(?<=\p{Script=Latin})[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|(?<=[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}])\p{Script=Latin}/gu);
  return likeness(text) - (odd + signs + mixed + undecodable) / foreign;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function likeness(text: string): number {
  return Math.max(0, ...Object.values(eld.detect(text).getScores()));
}
