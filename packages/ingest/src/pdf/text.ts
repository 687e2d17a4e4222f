/**
 * The text of a page as PDFium gives it, character by character: those of one text object next to each other make a run,
 * parted where there is a wide gap between two words.
 */
import type { AppError } from '@studywright/core';
import { Gathered } from '../gathered.ts';
import type { IngestLimits } from '../limits.ts';
import { tooMuchText } from '../limits.ts';
import { accented, accentsOn, isAccent, noAccents } from './accents.ts';
import type { Accents } from './accents.ts';
import { characterOf, isCyrillic, isRightToLeft, withCyrillicI } from './characters.ts';
import { RightToLeftWord } from './right-to-left.ts';
import type { Fonts, FontTraits } from './fonts.ts';
import { segmentGap } from './lines.ts';
import type { Parser } from './open.ts';
import { axesOf, shownPage } from './shown-page.ts';
import type { Axes, Axis, ShownPage } from './shown-page.ts';
import { unmappedSign } from './unmapped.ts';
import { baselineOf, quarterTurns, turnedBack } from './runs.ts';
import type { Placement, Run, Turn } from './runs.ts';

export interface PageText extends ShownPage {
  /** In the order of drawing; also those that stand below the page's lower edge. */
  runs: Run[];
}

/** @param page as PDFium has it open @returns null of a damaged page, TOO_LARGE of one with too much text */
export function textOfPage(parser: Parser, page: number, fonts: Fonts, limits: IngestLimits): PageText | AppError | null {
  const { raw } = parser;
  const shown = shownPage(parser, page);
  const text = shown === null ? 0 : raw.FPDFText_LoadPage(page);
  if (shown === null || text === 0) return null;
  try {
    const count = raw.FPDFText_CountChars(text);
    if (count > limits.maxChars) return tooMuchText(limits);
    const reader = new RunReader(parser, text, fonts, shown);
    for (let index = 0; index < count; index += 1) reader.read(index);
    const accents = reader.metAccents ? accentsOn(parser, text, count) : noAccents;
    if (accents.over.size === 0) return { runs: reader.end(), ...shown };
    // Few pages have any, and what was read so far may be spoiled by them.
    const again = new RunReader(parser, text, fonts, shown, accents);
    for (let index = 0; index < count; index += 1) again.read(index);
    return { runs: again.end(), ...shown };
  } finally {
    raw.FPDFText_ClosePage(text);
  }
}

/** What the characters of a text object have in common. */
interface Style {
  turn: Turn;
  size: number;
  font: FontTraits;
  /** Whether the font says which letters its signs stand for. */
  mapped: boolean;
  /** The baseline, after the page was turned so that the writing is upright. */
  v: number;
  along: Axis;
}

const nowhere: Style = { turn: 0, size: 0, font: { bold: false, mono: false, codes: null }, mapped: true, v: 0, along: { first: true, scale: 1, shift: 0 } };
/** East Asian scripts, which may be written downwards. */
const firstEastAsian = 0x2e80;

function pairsReversed(edges: readonly number[]): number[] {
  return edges.map((_, index) => edges[edges.length - 2 - index + 2 * (index % 2)] ?? 0);
}

/** `Math.hypot` is slow, and writing mostly runs along an edge of the page. */
const lengthOf = (x: number, y: number) => (x === 0 ? Math.abs(y) : Math.hypot(x, y));

class RunReader {
  readonly #parser: Parser;
  readonly #text: number;
  readonly #fonts: Fonts;
  readonly #page: ShownPage;
  readonly #axes: Axes;
  readonly #accents: Accents;
  #metAccents = false;
  /** PDFium's fonts of this page; another page may have others at the same places. */
  readonly #known = new Map<number, FontTraits>();
  readonly #runs: Run[] = [];
  #object = 0;
  #style = nowhere;
  #spaced = false;

  // The word that is being read: its first and last character, its letters, and those of them that one glyph stands for.
  #word = '';
  #first = 0;
  #last = 0;
  /** The character before the last. */
  #before = 0;
  #firstCode = 0;
  #glyph = '';
  #originX = NaN;
  #originY = NaN;
  #rightToLeftWord: RightToLeftWord | null = null;
  #wordTurned = false;
  /** Where what was measured last begins and ends along its writing. */
  #from = 0;
  #to = 0;
  /** The origin of the character that was asked for last, in the page's own plane. */
  #x = 0;
  #y = 0;

  // The run that is being read.
  readonly #words = new Gathered<string>();
  readonly #edges = new Gathered<number>();
  #down = false;
  #rightToLeft = false;
  #turned = false;
  #cyrillic = false;
  #middle = 0;
  #startsSpaced = false;
  /** White space at its start. */
  #leading = '';

  constructor(parser: Parser, text: number, fonts: Fonts, page: ShownPage, accents: Accents = noAccents) {
    this.#parser = parser;
    this.#text = text;
    this.#fonts = fonts;
    this.#page = page;
    this.#axes = axesOf(page.view);
    this.#accents = accents;
  }

  /** Whether there are signs that may be drawn over letters. */
  get metAccents(): boolean {
    return this.#metAccents;
  }

  read(index: number): void {
    const { raw } = this.#parser;
    const object = raw.FPDFText_GetTextObject(this.#text, index);
    // Between two objects PDFium puts spaces and line ends of its own, which belong to neither.
    if (object === 0 || (this.#accents !== noAccents && this.#accents.dropped.has(index))) return;
    if (object !== this.#object) this.#enter(object, index);
    const code = raw.FPDFText_GetUnicode(this.#text, index);
    if (isAccent(code)) this.#metAccents = true;
    const accent = this.#accents === noAccents ? undefined : this.#accents.over.get(index);
    const plain = this.#signOf(code, index) ?? characterOf(code);
    const character = accent === undefined ? plain : accented(plain, accent);
    if (character === ' ') {
      this.#endWord();
      this.#spaced = true;
      if (this.#words.length === 0) this.#leading = ' ';
    } else if (character !== '') this.#add(character, code, index);
  }

  /** Of a font whose codes the parser cannot tell the meaning of; undefined of others. */
  #signOf(code: number, index: number): string | undefined {
    const { font: { codes }, mapped } = this.#style;
    if (!mapped) return unmappedSign(code);
    if (codes === null || (code !== 0 && this.#parser.raw.FPDFText_HasUnicodeMapError(this.#text, index) !== 1)) return undefined;
    return codes[code];
  }

  end(): Run[] {
    this.#endRun();
    return this.#runs;
  }

  #enter(object: number, index: number): void {
    this.#endRun();
    this.#object = object;
    this.#style = this.#styleOf(object, index);
  }

  #add(character: string, code: number, index: number): void {
    if (this.#word === '' && this.#rightToLeftWord === null) {
      this.#first = index;
      this.#firstCode = code;
    }
    this.#before = this.#last;
    this.#last = index;
    if (!isRightToLeft(code)) {
      this.#endGlyph();
      if (this.#rightToLeftWord === null) this.#word += character;
      else this.#rightToLeftWord.push(character);
      return;
    }
    this.#addRightToLeft(character, code, index);
  }

  #addRightToLeft(character: string, code: number, index: number): void {
    // Letters of one glyph begin at one place, and so do all of a text that the page gives beside what it shows. The parser
    // turns both round, of the latter the order of the words too; its letters share out the place of the whole.
    this.#findOrigin(index);
    const [x, y] = [this.#x, this.#y];
    const same = x === this.#originX && y === this.#originY;
    if (!same) this.#endGlyph();
    this.#originX = x;
    this.#originY = y;
    this.#measure(index, index, this.#style.along);
    const [from, to] = [this.#from, this.#to];
    const { along, size } = this.#style;
    if (!same && this.#rightToLeftWord?.startsAnother(from, to, size) === true) {
      this.#last = this.#before;
      this.#endWord();
      this.#spaced = true;
      [this.#first, this.#firstCode, this.#last] = [index, code, index];
    }
    this.#rightToLeftWord ??= new RightToLeftWord(this.#word);
    if (same && from > along.scale * (along.first ? x : y) + along.shift + 0.05 * size) this.#wordTurned = true;
    if (!same) this.#rightToLeftWord.place(character, from, to, size);
    this.#glyph += character;
  }

  #endGlyph(): void {
    if (this.#glyph === '') return;
    this.#rightToLeftWord?.pushGlyph(this.#glyph);
    this.#glyph = '';
  }

  #endWord(): void {
    this.#endGlyph();
    const rightToLeft = this.#rightToLeftWord;
    const word = rightToLeft?.text ?? this.#word;
    const turned = this.#wordTurned || rightToLeft?.isTurned === true;
    this.#word = '';
    this.#rightToLeftWord = null;
    this.#wordTurned = false;
    if (word === '' || !(this.#style.size > 0)) return;
    const down = this.#isDown();
    this.#measure(this.#first, this.#last, down ? this.#axes[1] : this.#style.along);
    if (down) this.#middle = this.#middleOf(this.#first);
    const from = this.#from;
    const to = this.#to;
    if (!Number.isFinite(from + to) || !this.#isOnPage(down)) return;
    const end = this.#edges.last();
    const begin = this.#edges.last(1);
    const far = end !== undefined && begin !== undefined && Math.max(from - end, begin - to) > segmentGap * this.#style.size;
    if (far || down !== this.#down) this.#closeRun();
    if (this.#words.length === 0) {
      this.#startsSpaced = this.#spaced;
      this.#down = down;
    }
    this.#words.push(word);
    this.#edges.push(from);
    this.#edges.push(to);
    this.#rightToLeft ||= rightToLeft !== null;
    this.#turned ||= turned;
    this.#cyrillic ||= isCyrillic(this.#firstCode) || isCyrillic(word.charCodeAt(1));
    this.#spaced = false;
  }

  #endRun(): void {
    this.#endWord();
    this.#closeRun();
    this.#leading = '';
  }

  /** White space at its ends is kept, for it may part it from its neighbours where the gaps do not say so. */
  #closeRun(): void {
    if (this.#words.length === 0) return;
    let words: readonly string[] = this.#words.take();
    let edges = this.#edges.take();
    let from = Infinity;
    let to = -Infinity;
    for (const edge of edges) {
      if (edge < from) from = edge;
      if (edge > to) to = edge;
    }
    for (let at = 0; at < edges.length; at += 1) edges[at] = (edges[at] ?? 0) - from;
    if (this.#cyrillic) words = withCyrillicI(words);
    if (this.#turned) [words, edges] = [words.toReversed(), pairsReversed(edges)];
    const { size, font, mapped } = this.#style;
    const { place, x0, x1, y } = this.#placed(from, to);
    const text = `${this.#leading}${words.join(' ')}${this.#spaced ? ' ' : ''}`;
    this.#runs.push({ text, words, edges, place, x0, x1, y, size, font, mapped, rightToLeft: this.#rightToLeft, order: this.#runs.length, spaced: this.#startsSpaced });
    this.#leading = '';
    this.#rightToLeft = this.#turned = this.#cyrillic = false;
  }

  #placed(from: number, to: number): { place: Placement; x0: number; x1: number; y: number } {
    const { turn, size, v } = this.#style;
    // As a column of its own, vertical writing keeps the order of drawing.
    if (this.#down) return { place: { turn: 'down', x: this.#middle, y: from, size }, x0: -this.#middle, x1: size - this.#middle, y: from + size };
    const [x, y] = turnedBack(from, v, turn);
    return { place: { turn, x, y, size }, x0: from, x1: to, y: v };
  }

  /** Whether the word's letters stand below each other on a line that would lead to the right. */
  #isDown(): boolean {
    if (this.#firstCode < firstEastAsian || this.#style.turn !== 0) return false;
    if (this.#first === this.#last) return this.#down && this.#words.length > 0;
    this.#findOrigin(this.#first);
    const [x, y] = [this.#x, this.#y];
    this.#findOrigin(this.#last);
    const [dx, dy] = [Math.abs(this.#x - x), Math.abs(this.#y - y)];
    const { view } = this.#page;
    return view[0] === 0 ? dx > dy : dy > dx;
  }

  #measure(first: number, last: number, along: Axis): void {
    this.#from = Infinity;
    this.#to = -Infinity;
    this.#widen(first, along);
    if (last !== first) this.#widen(last, along);
  }

  /** Of a sign that is written downwards, on the page as it is shown: it is as wide as it is high. */
  #middleOf(index: number): number {
    this.#findOrigin(index);
    const [a, , c, , e] = this.#page.view;
    return a * this.#x + c * this.#y + e + this.#style.size / 2;
  }

  /** By the box of one character. */
  #widen(index: number, { first, scale, shift }: Axis): void {
    const { raw, scratch, memory } = this.#parser;
    raw.FPDFText_GetLooseCharBox(this.#text, index, scratch);
    const view = memory();
    // It holds left, top, right and bottom.
    const offset = first ? 0 : 4;
    const a = scale * view.getFloat32(scratch + offset, true) + shift;
    const b = scale * view.getFloat32(scratch + offset + 8, true) + shift;
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    if (low < this.#from) this.#from = low;
    if (high > this.#to) this.#to = high;
  }

  /** What lies outside of the page is not shown, and so no part of it; what goes on below it is dealt with apart. */
  #isOnPage(down: boolean): boolean {
    const { turn, v } = this.#style;
    const { width, height } = this.#page;
    const middle = (this.#from + this.#to) / 2;
    if (turn === 0 && !down) return middle >= 0 && middle <= width && v >= 0;
    const [x, y] = down ? [this.#middle, middle] : turnedBack(middle, v, turn);
    return x >= 0 && x <= width && y >= 0 && y <= height;
  }

  #findOrigin(index: number): void {
    const { raw, scratch, memory } = this.#parser;
    raw.FPDFText_GetCharOrigin(this.#text, index, scratch, scratch + 8);
    const view = memory();
    this.#x = view.getFloat64(scratch, true);
    this.#y = view.getFloat64(scratch + 8, true);
  }

  #styleOf(object: number, index: number): Style {
    const { raw, scratch, memory } = this.#parser;
    const points = raw.FPDFText_GetFontSize(this.#text, index);
    raw.FPDFText_GetMatrix(this.#text, index, scratch);
    const written = memory();
    const p = written.getFloat32(scratch, true);
    const q = written.getFloat32(scratch + 4, true);
    const r = written.getFloat32(scratch + 8, true);
    const s = written.getFloat32(scratch + 12, true);
    const { view } = this.#page;
    // The character's matrix as it is shown on the page.
    const a = view[0] * p + view[2] * q;
    const b = view[1] * p + view[3] * q;
    const c = view[0] * r + view[2] * s;
    const d = view[1] * r + view[3] * s;
    const size = Math.abs(points) * (lengthOf(c, d) || lengthOf(a, b));
    const turn = quarterTurns(a * Math.sign(points), b * Math.sign(points));
    this.#findOrigin(index);
    const v = baselineOf(view[0] * this.#x + view[2] * this.#y + view[4], view[1] * this.#x + view[3] * this.#y + view[5], turn);
    const font = this.#fontOf(object);
    const mapped = font.codes !== null || raw.FPDFText_HasUnicodeMapError(this.#text, index) !== 1;
    return Number.isFinite(size + v) ? { turn, size, v, font, mapped, along: this.#axes[turn] } : nowhere;
  }

  #fontOf(object: number): FontTraits {
    const font = this.#parser.raw.FPDFTextObj_GetFont(object);
    const known = this.#known.get(font) ?? this.#fonts.of(this.#parser, font);
    this.#known.set(font, known);
    return known;
  }
}
