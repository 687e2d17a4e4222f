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
const lettersAtEnd = /[\p{L}\p{M}]+$/u;
const begins = /^[\p{L}\p{M}]+/u;

/** -1 beyond the ends: asked there for the code itself, the engine goes on with numbers that may be none, many times slower. */
const codeAt = (text: string, at: number) => (at >= 0 && at < text.length ? text.charCodeAt(at) : -1);

/** Looked at first, for hardly any line ends with one. */
function endsWithHyphen(text: string): boolean {
  const last = codeAt(text, text.length - 1);
  return last === 0x2d || last === 0xad || last === 0x2010;
}

/** The word at the end of a line and the hyphen after it, if there is one. */
function endOf(text: string): { head: string | undefined; hyphen: string } {
  const hyphen = endsWithHyphen(text) ? text.slice(-1) : '';
  const end = text.length - hyphen.length;
  let from = end;
  while (from > Math.max(0, text.length - longestWord) && isLetter(codeAt(text, from - 1))) from -= 1;
  const head = text.slice(from, end);
  return { head: /[\uD800-\uDFFF]/.test(head) ? head.match(lettersAtEnd)?.[0] : head || undefined, hyphen };
}

/** The singular of what looks like a plural, and the plural of all else, as many languages make it. */
const otherNumber = (word: string) => (/s$/i.test(word) ? word.slice(0, -1) : `${word}s`);

/** Which of the words that stand parted somewhere stand whole somewhere else. */
export interface Vocabulary {
  has(word: string): boolean;
  /** Whether lines end within words; where they do not, a hyphen at their end is one of the text. */
  partsWords: boolean;
}

/** Hyphens at line ends that tell whether a document parts words. */
const fewestHyphens = 5;
/** Of these, the share before which a word of the document stands, where all are compounds: what is parted mostly leaves none. */
const fewestWhole = 0.6;
/** Endings that stand at the start of lines are no words; longer ones mostly are parts of compounds. */
const longestEnding = 4;

/** Notes how a document writes the words that its line ends part: “knee-jerk” or “kneejerk”. */
export function vocabularyOf(paragraphs: readonly ParagraphText[]): Vocabulary {
  const wanted = new WantedWords();
  for (const paragraph of paragraphs) noteParted(paragraph, wanted);
  const found = new Set<string>();
  const vocabulary = { has: (word: string) => found.has(word), partsWords: true };
  if (wanted.isEmpty) return vocabulary;
  // A word may be parted by the end of a column too, which ends a paragraph.
  let before = '';
  for (const { lines } of paragraphs) {
    for (const { text } of lines) {
      noteWords(text, endsWithHyphen(before), wanted, found);
      before = text;
    }
  }
  vocabulary.partsWords = wanted.hyphened.length < fewestHyphens || wanted.hyphened.some(({ whole }) => found.has(whole)) || wanted.hyphened.filter(({ head }) => found.has(head)).length < fewestWhole * wanted.hyphened.length;
  return vocabulary;
}

/** At line ends with a hyphen, and at all of those within a cell. */
function noteParted({ lines, preformatted }: ParagraphText, wanted: WantedWords): void {
  let before = '';
  for (const { text } of lines) {
    if (!preformatted && endsWithHyphen(before)) wanted.note(before, text, true);
    before = text;
    if (!text.includes(cellLineEnd)) continue;
    const parts = text.split(cellLineEnd);
    for (const [index, part] of parts.entries()) if (index > 0) wanted.note(parts[index - 1] ?? '', part);
  }
}

/** Words to look out for until they are found, in lower case. */
class WantedWords {
  readonly #words = new Set<string>();
  readonly hyphened: { head: string; whole: string }[] = [];
  /** How many have a hash: most words of a document are ruled out by it before they are cut out of the text. */
  readonly #byHash = new Uint32Array(0x10000);

  get isEmpty(): boolean {
    return this.#words.size === 0;
  }

  /** The word that stands parted between the two, in each way of writing it. @param hyphened whether a hyphen at a line end parts it */
  note(before: string, after: string, hyphened = false): void {
    const { head } = endOf(before);
    const tail = after.match(begins)?.[0];
    if (head === undefined || tail === undefined) return;
    if (hyphened) this.hyphened.push({ head: head.toLowerCase(), whole: (head + tail).toLowerCase() });
    for (const word of [head + tail, otherNumber(head + tail), `${head}-${tail}`, head, tail]) this.#add(word.toLowerCase());
  }

  #add(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.add(word);
    this.#count(word, 1);
  }

  #count(word: string, by: number): void {
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) hash = hashed(hash, word.charCodeAt(at));
    this.#byHash[hash] = (this.#byHash[hash] ?? 0) + by;
  }

  mayHave(hash: number): boolean {
    return this.#byHash[hash] !== 0;
  }

  /** @returns whether the word was still to be found; it is not any more */
  take(word: string): boolean {
    if (!this.#words.delete(word)) return false;
    this.#count(word, -1);
    return true;
  }
}

/** @param goesOn whether the line begins with the rest of a word, which is none that the document writes */
function noteWords(text: string, goesOn: boolean, wanted: WantedWords, found: Set<string>): void {
  if (text.includes(cellLineEnd)) return;
  // The half of a word at a line end is none that the document writes.
  const parted = endsWithHyphen(text) ? endOf(text).head : undefined;
  const whole = parted === undefined ? text : text.slice(0, -parted.length - 1);
  const rest = goesOn ? (text.match(begins)?.[0].length ?? 0) : 0;
  const start = rest <= longestEnding ? rest : 0;
  for (let at = start; at < whole.length; at += 1) {
    let code = codeAt(whole, at);
    if (!isLetter(code)) continue;
    const from = at;
    let hyphened = false;
    let hash = 0;
    for (; ; code = codeAt(whole, at)) {
      if (isHyphen(code) && isLetter(codeAt(whole, at + 1))) hyphened = true;
      else if (!isLetter(code)) break;
      hash = hashed(hash, code);
      at += 1;
    }
    if (!hyphened && !wanted.mayHave(hash)) continue;
    const word = whole.slice(from, at).replaceAll('\u2010', '-').toLowerCase();
    if (wanted.take(word)) found.add(word);
    if (hyphened) for (const part of word.split('-')) if (wanted.take(part)) found.add(part);
  }
}

/** By code unit, filled as they are met: every letter of the document is asked for. 1 is a letter or a mark on one, 2 is none. */
const kinds = new Uint8Array(0x10000);

function isLetter(code: number): boolean {
  if (code < 0) return false;
  // Half of a character beyond the first 65,536: most of those in text are letters.
  if (kinds[code] === 0) kinds[code] = /[\p{L}\p{M}\p{Cs}]/u.test(String.fromCharCode(code)) ? 1 : 2;
  return kinds[code] === 1;
}

const isHyphen = (code: number) => code === 0x2d || code === 0x2010;

/** @returns the same for a word in upper and in lower case, 16 bits */
const hashed = (hash: number, code: number) => (code === dotAbove ? hash : (31 * hash + folded(code)) & 0xffff);

/** A capital I with a dot is in lower case two characters, of which this is the second. */
const dotAbove = 0x307;
/** In lower case another at the end of a word than within it. */
const [sigma, lastSigma] = [0x3c3, 0x3c2];

/** In lower case, by code unit, filled as they are met; 0 is none that has been met. */
const foldings = new Uint16Array(0x10000);

function folded(code: number): number {
  const known = foldings[code] ?? 0;
  if (known !== 0) return known;
  const lower = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  // A half of a character says nothing of the case of the whole.
  const folding = lower === lastSigma ? sigma : /[\uD800-\uDFFF]/.test(String.fromCharCode(code)) ? 0xd800 : lower;
  foldings[code] = folding;
  return folding;
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
    if (leadsOn.has(tail.toLowerCase()) && !words.has((head + tail).toLowerCase())) return `${text} ${line}`;
    if (linked.test(text)) return text + line;
    if (/^\p{Ll}/u.test(tail)) return isOneWord(head, tail, words) ? text.slice(0, -1) + line : text + line;
    return text + line;
  }
  if (/[\u2013\u2014/]$/.test(text) && !/\s[\u2013\u2014/]$/.test(text)) return text + line;
  return joinsWithoutSpace(text, line) ? text + line : `${text} ${line}`;
}

/** After a hyphen that stands for the rest of a word to come: “intra- and extracellular”, “Vor- und Nachteile”. */
const leadsOn = new Set(['and', 'und', 'oder', 'bzw', 'sowie', 'och', 'eller']);

/** A short word between two hyphens is one by itself: “day-to-day”, “state-of-the-art”. */
const linked = /\p{L}[-\u2010]\p{L}{1,3}[-\u2010]$/u;

/**
 * The document's own writing decides; where it says nothing, two parts that are both words of it (“knee”, “jerk”) are a
 * compound that had its hyphen before.
 */
function isOneWord(head: string, tail: string, words: Vocabulary): boolean {
  const [a, b] = [head.toLowerCase(), tail.toLowerCase()];
  if (words.has(a + b)) return true;
  if (words.has(`${a}-${b}`)) return false;
  if (words.has(otherNumber(a + b))) return true;
  if (!words.partsWords) return false;
  return !(a.length > 2 && b.length > 2 && words.has(a) && words.has(b));
}
