/** Joins lines to running text, and words that were parted at the ends of lines. */
import { joinsWithoutSpace } from '../scripts.ts';
import { cellLineEnd } from './lines.ts';

/** As much of a paragraph as is needed here. */
export interface ParagraphText {
  lines: readonly { text: string }[];
  /** Keeps its line breaks. */
  preformatted: boolean;
}

/** No word is longer; looking no further back keeps the search quick in lines that are one endless word. */
const longestWord = 64;
const lastWord = /([\p{L}\p{M}]+)([-\u00AD\u2010]?)$/u;
const begins = /^[\p{L}\p{M}]+/u;

/** Looked at first, for hardly any line ends with one. */
function endsWithHyphen(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last === 0x2d || last === 0xad || last === 0x2010;
}

/** The word at the end of a line and the hyphen after it, if there is one. */
function endOf(text: string): { head: string | undefined; hyphen: string } {
  const [, head, hyphen = ''] = text.slice(-longestWord).match(lastWord) ?? [];
  return { head, hyphen };
}

/** Which of the words that stand parted somewhere stand whole somewhere else. */
export interface Vocabulary {
  has(word: string): boolean;
}

/** Notes how a document writes the words that its line ends part: “knee-jerk” or “kneejerk”. */
export function vocabularyOf(paragraphs: readonly ParagraphText[]): Vocabulary {
  const wanted = new WantedWords();
  for (const paragraph of paragraphs) noteParted(paragraph, wanted);
  const found = new Set<string>();
  if (!wanted.isEmpty) for (const { lines } of paragraphs) for (const line of lines) noteWords(line, wanted, found);
  return found;
}

/** At line ends with a hyphen, and at all of those within a cell. */
function noteParted({ lines, preformatted }: ParagraphText, wanted: WantedWords): void {
  let before = '';
  for (const { text } of lines) {
    if (!preformatted && endsWithHyphen(before)) wanted.note(before, text);
    before = text;
    if (!text.includes(cellLineEnd)) continue;
    const parts = text.split(cellLineEnd);
    for (const [index, part] of parts.entries()) if (index > 0) wanted.note(parts[index - 1] ?? '', part);
  }
}

/** Words to look out for, in lower case. */
class WantedWords {
  readonly #words = new Set<string>();
  /** By first code unit, a bit for each length: most words of a document are ruled out by it before they are cut out of the text. */
  readonly #lengths = new Uint32Array(0x10000);

  get isEmpty(): boolean {
    return this.#words.size === 0;
  }

  /** The word that stands parted between the two, in each way of writing it. */
  note(before: string, after: string): void {
    const { head } = endOf(before);
    const tail = after.match(begins)?.[0];
    if (head === undefined || tail === undefined) return;
    for (const word of [head + tail, `${head}-${tail}`, head, tail]) this.#add(word.toLowerCase());
  }

  #add(word: string): void {
    this.#words.add(word);
    const first = word.charCodeAt(0);
    this.#lengths[first] = (this.#lengths[first] ?? 0) | lengthBit(word.length);
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** @param first code unit of the word @param length of the word in lower case */
  mayHave(first: number, length: number): boolean {
    return ((this.#lengths[lowerCase(first)] ?? 0) & lengthBit(length)) !== 0;
  }
}

const lengthBit = (length: number) => 1 << Math.min(length, 31);

/** The one letter that is longer in lower case: a capital I with a dot. */
const dottedI = 0x130;

function noteWords(line: { text: string }, wanted: WantedWords, found: Set<string>): void {
  const { text } = line;
  if (text.includes(cellLineEnd)) return;
  // The half of a word at a line end is none that the document writes.
  const parted = endsWithHyphen(text) ? endOf(text).head : undefined;
  const whole = parted === undefined ? text : text.slice(0, -parted.length - 1);
  for (let at = 0; at < whole.length; at += 1) {
    const first = whole.charCodeAt(at);
    if (!isLetter(first)) continue;
    const from = at;
    let hyphens = 0;
    let longer = 0;
    for (let code = first; ; code = whole.charCodeAt(at)) {
      if (isHyphen(code) && isLetter(whole.charCodeAt(at + 1))) hyphens += 1;
      else if (!isLetter(code)) break;
      else if (code === dottedI) longer += 1;
      at += 1;
    }
    if (hyphens === 0 && !wanted.mayHave(first, at - from + longer)) continue;
    const word = whole.slice(from, at).replaceAll('\u2010', '-').toLowerCase();
    if (wanted.has(word)) found.add(word);
    if (hyphens > 0) for (const part of word.split('-')) if (wanted.has(part)) found.add(part);
  }
}

/** By code unit, filled as they are met: every letter of the document is asked for. 1 is a letter or a mark on one, 2 is none. */
const kinds = new Uint8Array(0x10000);

function isLetter(code: number): boolean {
  if (!(code >= 0)) return false;
  // Half of a character beyond the first 65,536: most of those in text are letters.
  if (kinds[code] === 0) kinds[code] = /[\p{L}\p{M}\p{Cs}]/u.test(String.fromCharCode(code)) ? 1 : 2;
  return kinds[code] === 1;
}

const isHyphen = (code: number) => code === 0x2d || code === 0x2010;

/** By code unit, filled as they are met; 0 is none that has been met. */
const lowerCases = new Uint16Array(0x10000);

function lowerCase(code: number): number {
  const known = lowerCases[code] ?? 0;
  if (known !== 0) return known;
  const lower = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  lowerCases[code] = lower;
  return lower;
}

export function textOf(paragraph: ParagraphText, words: Vocabulary): string {
  if (paragraph.preformatted) return paragraph.lines.map((line) => cellText(line.text, words)).join('\n');
  return paragraph.lines.reduce((text, line) => joinLine(text, line.text, words), '').replaceAll('\u00AD', '');
}

/** Narrow cells part words without a hyphen; the pieces are one word where the document writes it so elsewhere. */
function cellText(text: string, words: Vocabulary): string {
  if (!text.includes(cellLineEnd)) return text;
  const join = (before: string, after: string) => {
    const head = endOf(before).hyphen === '' ? endOf(before).head?.toLowerCase() : undefined;
    const tail = after.match(begins)?.[0].toLowerCase();
    const one = head !== undefined && tail !== undefined && words.has(head + tail) && !(words.has(head) && words.has(tail));
    return one ? before + after : joinLine(before, after, words);
  };
  return text
    .split('\t')
    .map((cell) => cell.split(cellLineEnd).reduce((joined, line) => (joined === '' ? line : join(joined, line)), ''))
    .join('\t');
}

const nothing = { head: undefined, hyphen: '' };

/** Two pieces of running text, the second on the next line (or page). */
export function joinLine(text: string, line: string, words: Vocabulary): string {
  if (text === '') return line;
  const { head, hyphen } = endsWithHyphen(text) ? endOf(text) : nothing;
  const tail = head === undefined ? undefined : line.match(begins)?.[0];
  if (head !== undefined && tail !== undefined) {
    if (hyphen === '\u00AD') return text.slice(0, -1) + line;
    if (/^\p{Ll}/u.test(tail)) return isOneWord(head, tail, words) ? text.slice(0, -1) + line : text + line;
    return text + line;
  }
  if (/[\u2013\u2014/]$/.test(text) && !/\s[\u2013\u2014/]$/.test(text)) return text + line;
  return joinsWithoutSpace(text, line) ? text + line : `${text} ${line}`;
}

/**
 * The document's own writing decides; where it says nothing, two parts that are both words of it (“knee”, “jerk”) are a
 * compound that had its hyphen before.
 */
function isOneWord(head: string, tail: string, words: Vocabulary): boolean {
  const [a, b] = [head.toLowerCase(), tail.toLowerCase()];
  if (words.has(a + b)) return true;
  if (words.has(`${a}-${b}`)) return false;
  return !(a.length > 2 && b.length > 2 && words.has(a) && words.has(b));
}
