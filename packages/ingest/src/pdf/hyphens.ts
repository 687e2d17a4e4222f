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
  const wanted = new Set<string>();
  for (const [before, after, inCell] of paragraphs.flatMap(lineEndsOf)) {
    if (!inCell && !endsWithHyphen(before)) continue;
    const { head } = endOf(before);
    const tail = after.match(begins)?.[0];
    if (head === undefined || tail === undefined) continue;
    for (const word of [head + tail, `${head}-${tail}`, head, tail]) wanted.add(word.toLowerCase());
  }
  const found = new Set<string>();
  if (wanted.size > 0) for (const { lines } of paragraphs) for (const line of lines) noteWords(line, wanted, found);
  return found;
}

/** What stands before and after each line end within a paragraph, and whether it is one within a cell. */
function lineEndsOf({ lines, preformatted }: ParagraphText): [string, string, boolean][] {
  const ends = lines.flatMap(({ text }): [string, string, boolean][] => {
    if (!text.includes(cellLineEnd)) return [];
    const parts = text.split(cellLineEnd);
    return parts.slice(1).map((part, index) => [parts[index] ?? '', part, true]);
  });
  if (preformatted) return ends;
  return [...ends, ...lines.slice(1).map((line, index): [string, string, boolean] => [lines[index]?.text ?? '', line.text, false])];
}

function noteWords(line: { text: string }, wanted: ReadonlySet<string>, found: Set<string>): void {
  const { text } = line;
  if (text.includes(cellLineEnd)) return;
  // The half of a word at a line end is none that the document writes.
  const parted = endsWithHyphen(text) ? endOf(text).head : undefined;
  const whole = parted === undefined ? text : text.slice(0, -parted.length - 1);
  for (let at = 0; at < whole.length; at += 1) {
    if (!isLetter(whole, at)) continue;
    const from = at;
    while (isLetter(whole, at) || (isHyphen(whole, at) && isLetter(whole, at + 1))) at += 1;
    const word = whole.slice(from, at).replaceAll('\u2010', '-').toLowerCase();
    if (wanted.has(word)) found.add(word);
    if (word.includes('-')) for (const part of word.split('-')) if (wanted.has(part)) found.add(part);
  }
}

/** By code unit, filled as they are met: every letter of the document is asked for. 1 is a letter or a mark on one, 2 is none. */
const kinds = new Uint8Array(0x10000);

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!(code >= 0)) return false;
  // Half of a character beyond the first 65,536: most of those in text are letters.
  if (kinds[code] === 0) kinds[code] = /[\p{L}\p{M}\p{Cs}]/u.test(String.fromCharCode(code)) ? 1 : 2;
  return kinds[code] === 1;
}

function isHyphen(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2d || code === 0x2010;
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
