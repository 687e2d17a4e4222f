/**
 * The text of a page as PDFium gives it, character by character: those of one text object next to each other make a run,
 * parted where there is a wide gap between two words.
 */
import type { IngestLimits } from '../limits.ts';
import { tooMuchText } from '../limits.ts';
import { characterOf, isRightToLeft, mended } from './characters.ts';
import type { Fonts, FontTraits } from './fonts.ts';
import { segmentGap } from './lines.ts';
import type { Parser } from './open.ts';
import { quarterTurns, times, turnedBack, upright } from './runs.ts';
import type { Matrix, Placement, Run, Turn } from './runs.ts';

export interface PageText {
  /** In the order of drawing; also those that stand below the page's lower edge. */
  runs: Run[];
  /** Of the page as shown, in points. */
  width: number;
  height: number;
}

/** @param page as PDFium has it open @returns null of a damaged page @throws AppError TOO_LARGE */
export function textOfPage(parser: Parser, page: number, fonts: Fonts, limits: IngestLimits): PageText | null {
  const { pdfium } = parser;
  const shown = shownPage(parser, page);
  const text = shown === null ? 0 : pdfium.FPDFText_LoadPage(page);
  if (shown === null || text === 0) return null;
  try {
    const count = pdfium.FPDFText_CountChars(text);
    if (count > limits.maxChars) throw tooMuchText(limits);
    const reader = new RunReader(parser, text, fonts, shown);
    for (let index = 0; index < count; index += 1) reader.read(index);
    return { runs: reader.end(), width: shown.width, height: shown.height };
  } finally {
    pdfium.FPDFText_ClosePage(text);
  }
}

interface ShownPage {
  width: number;
  height: number;
  /** From the page's own plane, whose second axis leads up, to points from the left and top as it is shown. */
  view: Matrix;
}

function shownPage({ pdfium, scratch, memory }: Parser, page: number): ShownPage | null {
  if (!pdfium.FPDF_GetPageBoundingBox(page, scratch)) return null;
  const at = (offset: number) => memory().getFloat32(scratch + offset, true);
  const [left, top, right, bottom] = [at(0), at(4), at(8), at(12)];
  const [width, height] = [right - left, top - bottom];
  if (!(width > 0 && height > 0 && Number.isFinite(width * height))) return null;
  const turned = pdfium.FPDFPage_GetRotation(page);
  if (turned === 1) return { width: height, height: width, view: [0, 1, 1, 0, -bottom, -left] };
  if (turned === 2) return { width, height, view: [-1, 0, 0, 1, right, -bottom] };
  if (turned === 3) return { width: height, height: width, view: [0, -1, -1, 0, top, right] };
  return { width, height, view: [1, 0, 0, -1, -left, top] };
}

/** What the characters of a text object have in common. */
interface Style {
  turn: Turn;
  size: number;
  font: FontTraits;
  /** The baseline, after the page was turned so that the writing is upright. */
  v: number;
}

const nowhere: Style = { turn: 0, size: 0, font: { bold: false, mono: false }, v: 0 };
/** East Asian scripts, which may be written downwards. */
const firstEastAsian = 0x2e80;

class RunReader {
  readonly #parser: Parser;
  readonly #text: number;
  readonly #fonts: Fonts;
  readonly #page: ShownPage;
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
  #firstCode = 0;
  #glyph = '';
  #origin = { x: NaN, y: NaN };

  // The run that is being read.
  #words: string[] = [];
  #edges: number[] = [];
  #down = false;
  #middle = 0;
  #startsSpaced = false;

  constructor(parser: Parser, text: number, fonts: Fonts, page: ShownPage) {
    this.#parser = parser;
    this.#text = text;
    this.#fonts = fonts;
    this.#page = page;
  }

  read(index: number): void {
    const { raw } = this.#parser;
    const object = raw.FPDFText_GetTextObject(this.#text, index);
    // Between two objects PDFium puts spaces and line ends of its own, which belong to neither.
    if (object === 0) return;
    if (object !== this.#object) this.#enter(object, index);
    const code = raw.FPDFText_GetUnicode(this.#text, index);
    const character = characterOf(code);
    if (character === ' ') {
      this.#endWord();
      this.#spaced = true;
    } else if (character !== '') this.#add(character, code, index);
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
    if (this.#word === '' && this.#glyph === '') {
      this.#first = index;
      this.#firstCode = code;
    }
    this.#last = index;
    if (!isRightToLeft(code)) {
      this.#endGlyph();
      this.#word += character;
      return;
    }
    const { x, y } = this.#originOf(index);
    if (x !== this.#origin.x || y !== this.#origin.y) this.#endGlyph();
    this.#origin = { x, y };
    this.#glyph += character;
  }

  #endGlyph(): void {
    if (this.#glyph === '') return;
    this.#word += mended(this.#glyph);
    this.#glyph = '';
  }

  #endWord(): void {
    this.#endGlyph();
    const word = this.#word;
    this.#word = '';
    if (word === '' || !(this.#style.size > 0)) return;
    const down = this.#isDown();
    const [from, to] = this.#extent(down);
    if (!Number.isFinite(from + to) || !this.#isOnPage(from, to, down)) return;
    const end = this.#edges.at(-1);
    const begin = this.#edges.at(-2);
    const far = end !== undefined && begin !== undefined && Math.max(from - end, begin - to) > segmentGap * this.#style.size;
    if (far || down !== this.#down) this.#endRun();
    if (this.#words.length === 0) {
      this.#startsSpaced = this.#spaced;
      this.#down = down;
    }
    this.#words.push(word);
    this.#edges.push(from, to);
    this.#spaced = false;
  }

  /** A run that ends with a space keeps it: what follows need not stand apart from it then. */
  #endRun(): void {
    this.#endWord();
    const words = this.#words;
    const edges = this.#edges;
    if (words.length === 0) return;
    this.#words = [];
    this.#edges = [];
    const { size, font } = this.#style;
    const [from, to] = [Math.min(...edges), Math.max(...edges)];
    const { place, ...box } = this.#placed(from, to);
    this.#runs.push({ text: words.join(' '), words, edges: edges.map((edge) => edge - from), place, ...box, size, font, order: this.#runs.length, spaced: this.#startsSpaced });
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
    const [a, b] = [this.#originOf(this.#first), this.#originOf(this.#last)];
    const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
    const { view } = this.#page;
    return view[0] === 0 ? dx > dy : dy > dx;
  }

  /** Where the word begins and ends along its writing. */
  #extent(down: boolean): [number, number] {
    const first = this.#boxOf(this.#first);
    const last = this.#first === this.#last ? first : this.#boxOf(this.#last);
    const boxes = [first, last];
    if (down) this.#middle = (first.left + first.right) / 2;
    const turn = down ? 1 : this.#style.turn;
    const along = boxes.flatMap(({ left, top, right, bottom }) => (turn === 0 ? [left, right] : turn === 1 ? [top, bottom] : turn === 2 ? [-right, -left] : [-bottom, -top]));
    return [Math.min(...along), Math.max(...along)];
  }

  /** As the page is shown. */
  #boxOf(index: number): { left: number; top: number; right: number; bottom: number } {
    const { raw, scratch, memory } = this.#parser;
    raw.FPDFText_GetLooseCharBox(this.#text, index, scratch);
    const view = memory();
    const [left, top, right, bottom] = [view.getFloat32(scratch, true), view.getFloat32(scratch + 4, true), view.getFloat32(scratch + 8, true), view.getFloat32(scratch + 12, true)];
    const [ax, ay] = this.#shown(left, top);
    const [bx, by] = this.#shown(right, bottom);
    return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) };
  }

  /** What lies outside of the page is not shown, and so no part of it; what goes on below it is dealt with apart. */
  #isOnPage(from: number, to: number, down: boolean): boolean {
    const { turn, v } = this.#style;
    const [x, y] = down ? [this.#middle, (from + to) / 2] : turnedBack((from + to) / 2, v, turn);
    const { width, height } = this.#page;
    return x >= 0 && x <= width && y >= 0 && (y <= height || (turn === 0 && !down));
  }

  #originOf(index: number): { x: number; y: number } {
    const { raw, scratch, memory } = this.#parser;
    raw.FPDFText_GetCharOrigin(this.#text, index, scratch, scratch + 8);
    return { x: memory().getFloat64(scratch, true), y: memory().getFloat64(scratch + 8, true) };
  }

  #shown(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.#page.view;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  #styleOf(object: number, index: number): Style {
    const { raw, scratch, memory } = this.#parser;
    const points = raw.FPDFText_GetFontSize(this.#text, index);
    raw.FPDFText_GetMatrix(this.#text, index, scratch);
    const view = memory();
    const at = (offset: number) => view.getFloat32(scratch + offset, true);
    const [a, b, c, d] = times(this.#page.view, [at(0), at(4), at(8), at(12), 0, 0]);
    const size = Math.abs(points) * (Math.hypot(c, d) || Math.hypot(a, b));
    const turn = quarterTurns(a * Math.sign(points), b * Math.sign(points));
    const { x, y } = this.#originOf(index);
    const [, v] = upright(...this.#shown(x, y), turn);
    return Number.isFinite(size + v) ? { turn, size, v, font: this.#fontOf(object) } : nowhere;
  }

  #fontOf(object: number): FontTraits {
    const font = this.#parser.raw.FPDFTextObj_GetFont(object);
    const known = this.#known.get(font) ?? this.#fonts.of(this.#parser, font);
    this.#known.set(font, known);
    return known;
  }
}
