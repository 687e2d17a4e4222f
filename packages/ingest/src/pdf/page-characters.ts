/** What PDFium says of the characters of a page, one by one. */
import type { Fonts, FontTraits } from './fonts.ts';
import { baselineOf, quarterTurns } from './runs.ts';
import type { Turn } from './runs.ts';
import { axesOf } from './shown-page.ts';
import type { Axes, Axis, ShownPage } from './shown-page.ts';
import type { Parser } from './open.ts';
import { unmappedSign } from './unmapped.ts';

/** What the characters of a text object have in common. */
export interface Style {
  turn: Turn;
  size: number;
  font: FontTraits;
  /** Whether the font says which letters its signs stand for. */
  mapped: boolean;
  /** The baseline, after the page was turned so that the writing is upright. */
  v: number;
  along: Axis;
}

export const nowhere: Style = { turn: 0, size: 0, font: { bold: false, mono: false, codes: null }, mapped: true, v: 0, along: { first: true, scale: 1, shift: 0 } };
/** `Math.hypot` is slow, and writing mostly runs along an edge of the page. */
const lengthOf = (x: number, y: number) => (x === 0 ? Math.abs(y) : Math.hypot(x, y));

/** The answers to the last question are read from its fields: an object for each character would cost more than asking. */
export class PageCharacters {
  readonly axes: Axes;
  /** The origin of the character that was asked for last, in the page's own plane. */
  x = 0;
  y = 0;
  /** Where what was measured last begins and ends along its writing. */
  from = 0;
  to = 0;
  readonly #parser: Parser;
  readonly #text: number;
  readonly #fonts: Fonts;
  readonly #page: ShownPage;
  /** PDFium's fonts of this page; another page may have others at the same places. */
  readonly #known = new Map<number, FontTraits>();

  /** @param text page of text as PDFium has it open */
  constructor(parser: Parser, text: number, fonts: Fonts, page: ShownPage) {
    this.#parser = parser;
    this.#text = text;
    this.#fonts = fonts;
    this.#page = page;
    this.axes = axesOf(page.view);
  }

  /** Of a font whose codes the parser cannot tell the meaning of; undefined of others. */
  signOf({ font: { codes }, mapped }: Style, code: number, index: number): string | undefined {
    if (!mapped) return unmappedSign(code);
    if (codes === null || (code !== 0 && this.#parser.raw.FPDFText_HasUnicodeMapError(this.#text, index) !== 1)) return undefined;
    return codes[code];
  }

  measure(first: number, last: number, along: Axis): void {
    this.from = Infinity;
    this.to = -Infinity;
    this.#widen(first, along);
    if (last !== first) this.#widen(last, along);
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
    if (low < this.from) this.from = low;
    if (high > this.to) this.to = high;
  }

  findOrigin(index: number): void {
    const { raw, scratch, memory } = this.#parser;
    raw.FPDFText_GetCharOrigin(this.#text, index, scratch, scratch + 8);
    const view = memory();
    this.x = view.getFloat64(scratch, true);
    this.y = view.getFloat64(scratch + 8, true);
  }

  /** @param object as PDFium has it, of the character */
  styleOf(object: number, index: number): Style {
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
    this.findOrigin(index);
    const v = baselineOf(view[0] * this.x + view[2] * this.y + view[4], view[1] * this.x + view[3] * this.y + view[5], turn);
    const font = this.#fontOf(object);
    const mapped = font.codes !== null || raw.FPDFText_HasUnicodeMapError(this.#text, index) !== 1;
    return Number.isFinite(size + v) ? { turn, size, v, font, mapped, along: this.axes[turn] } : nowhere;
  }

  #fontOf(object: number): FontTraits {
    const font = this.#parser.raw.FPDFTextObj_GetFont(object);
    const known = this.#known.get(font) ?? this.#fonts.of(this.#parser, font);
    this.#known.set(font, known);
    return known;
  }
}
