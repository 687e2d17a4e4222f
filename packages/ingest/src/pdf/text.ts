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
import type { Fonts } from './fonts.ts';
import { segmentGap } from './lines.ts';
import type { Parser } from './open.ts';
import { nowhere, PageCharacters } from './page-characters.ts';
import { GlyphReader } from './right-to-left/reader.ts';
import { turnedBack } from './runs.ts';
import type { Placement, Run } from './runs.ts';
import { shownPage } from './shown-page.ts';
import type { ShownPage } from './shown-page.ts';

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
    const characters = new PageCharacters(parser, text, fonts, shown);
    const reader = new RunReader(parser, text, characters, shown);
    for (let index = 0; index < count && !reader.metRightToLeft; index += 1) reader.read(index);
    const accents = reader.metAccents || reader.metRightToLeft ? accentsOn(parser, text, count) : noAccents;
    if (accents.over.size === 0 && !reader.metRightToLeft) return { runs: reader.end(), ...shown };
    // Few pages have any of these, and what was read so far may be spoiled by them.
    const again = reader.metRightToLeft ? new GlyphReader(parser, text, characters, shown, accents) : new RunReader(parser, text, characters, shown, accents);
    for (let index = 0; index < count; index += 1) again.read(index);
    return { runs: again.end(), ...shown };
  } finally {
    raw.FPDFText_ClosePage(text);
  }
}

/** East Asian scripts, which may be written downwards. */
const firstEastAsian = 0x2e80;

class RunReader {
  readonly #parser: Parser;
  readonly #text: number;
  readonly #characters: PageCharacters;
  readonly #page: ShownPage;
  readonly #accents: Accents;
  #metAccents = false;
  #metRightToLeft = false;
  readonly #runs: Run[] = [];
  #object = 0;
  #style = nowhere;
  #spaced = false;

  // The word that is being read: its letters, and its first and last character.
  #word = '';
  #first = 0;
  #last = 0;
  #firstCode = 0;

  // The run that is being read.
  readonly #words = new Gathered<string>();
  readonly #edges = new Gathered<number>();
  #down = false;
  #cyrillic = false;
  #middle = 0;
  #startsSpaced = false;
  /** White space at its start. */
  #leading = '';

  constructor(parser: Parser, text: number, characters: PageCharacters, page: ShownPage, accents: Accents = noAccents) {
    this.#parser = parser;
    this.#text = text;
    this.#characters = characters;
    this.#page = page;
    this.#accents = accents;
  }

  /** Whether there are signs that may be drawn over letters. */
  get metAccents(): boolean {
    return this.#metAccents;
  }

  /** Whether there is anything of Hebrew, Arabic or their like, which this reader cannot read. */
  get metRightToLeft(): boolean {
    return this.#metRightToLeft;
  }

  read(index: number): void {
    const { raw } = this.#parser;
    const object = raw.FPDFText_GetTextObject(this.#text, index);
    // Between two objects PDFium puts spaces and line ends of its own, which belong to neither.
    if (object === 0 || (this.#accents !== noAccents && this.#accents.dropped.has(index))) return;
    if (object !== this.#object) this.#enter(object, index);
    const code = raw.FPDFText_GetUnicode(this.#text, index);
    if (isAccent(code)) this.#metAccents = true;
    else if (isRightToLeft(code)) this.#metRightToLeft = true;
    const accent = this.#accents === noAccents ? undefined : this.#accents.over.get(index);
    const plain = this.#characters.signOf(this.#style, code, index) ?? characterOf(code);
    const character = accent === undefined ? plain : accented(plain, accent);
    if (character === ' ') {
      this.#endWord();
      this.#spaced = true;
      if (this.#words.length === 0) this.#leading = ' ';
    } else if (character !== '') this.#add(character, code, index);
  }

  end(): Run[] {
    this.#endRun();
    return this.#runs;
  }

  #enter(object: number, index: number): void {
    this.#endRun();
    this.#object = object;
    this.#style = this.#characters.styleOf(object, index);
  }

  #add(character: string, code: number, index: number): void {
    if (this.#word === '') {
      this.#first = index;
      this.#firstCode = code;
    }
    this.#last = index;
    this.#word += character;
  }

  #endWord(): void {
    const word = this.#word;
    this.#word = '';
    if (word === '' || !(this.#style.size > 0)) return;
    const down = this.#isDown();
    const characters = this.#characters;
    characters.measure(this.#first, this.#last, down ? characters.axes[1] : this.#style.along);
    if (down) this.#middle = this.#middleOf(this.#first);
    const { from, to } = characters;
    if (!Number.isFinite(from + to) || !this.#isOnPage(down, (from + to) / 2)) return;
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
    const edges = this.#edges.take();
    let from = Infinity;
    let to = -Infinity;
    for (const edge of edges) {
      if (edge < from) from = edge;
      if (edge > to) to = edge;
    }
    for (let at = 0; at < edges.length; at += 1) edges[at] = (edges[at] ?? 0) - from;
    if (this.#cyrillic) words = withCyrillicI(words);
    const { size, font, mapped } = this.#style;
    const { place, x0, x1, y } = this.#placed(from, to);
    const text = `${this.#leading}${words.join(' ')}${this.#spaced ? ' ' : ''}`;
    this.#runs.push({ text, words, edges, place, x0, x1, y, size, font, mapped, rightToLeft: false, order: this.#runs.length, spaced: this.#startsSpaced });
    this.#leading = '';
    this.#cyrillic = false;
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
    const characters = this.#characters;
    characters.findOrigin(this.#first);
    const { x, y } = characters;
    characters.findOrigin(this.#last);
    const [dx, dy] = [Math.abs(characters.x - x), Math.abs(characters.y - y)];
    const { view } = this.#page;
    return view[0] === 0 ? dx > dy : dy > dx;
  }

  /** Of a sign that is written downwards, on the page as it is shown: it is as wide as it is high. */
  #middleOf(index: number): number {
    this.#characters.findOrigin(index);
    const [a, , c, , e] = this.#page.view;
    return a * this.#characters.x + c * this.#characters.y + e + this.#style.size / 2;
  }

  /** What lies outside of the page is not shown, and so no part of it; what goes on below it is dealt with apart. */
  #isOnPage(down: boolean, middle: number): boolean {
    const { turn, v } = this.#style;
    const { width, height } = this.#page;
    if (turn === 0 && !down) return middle >= 0 && middle <= width && v >= 0;
    const [x, y] = down ? [this.#middle, middle] : turnedBack(middle, v, turn);
    return x >= 0 && x <= width && y >= 0 && y <= height;
  }
}
