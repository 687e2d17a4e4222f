/**
 * A word of right-to-left writing as it is being read. The parser takes for granted that a page draws each line from left to
 * right and turns it round; what was drawn as it is read comes out the wrong way round. Where its letters stand tells.
 */
import { mended } from './characters.ts';

/** Farther apart than this share of the size, letters belong to two words: such programs draw no spaces. */
const wordGap = 0.16;
/** Letters that begin so near each other say nothing of the order, as a share of the size. */
const samePlace = 0.05;

const strong = /^(?!\p{Nd})[\p{L}]/u;
const ltr = /[\p{Script=Latin}\p{Nd}]$/u;
const mirror: Readonly<Record<string, string>> = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '«': '»', '»': '«', '<': '>', '>': '<', '‹': '›', '›': '‹' };

export class RightToLeftWord {
  readonly #pieces: string[];
  #forward = 0;
  #backward = 0;
  #from = NaN;
  #to = NaN;

  /** @param begun what was read of the word before its first letter of right-to-left writing */
  constructor(begun: string) {
    this.#pieces = begun === '' ? [] : [begun];
  }

  /** What is not written from right to left, or the letters of one glyph that is. */
  push(piece: string): void {
    const last = this.#pieces.at(-1);
    // Numbers and foreign words lead to the right wherever they stand.
    if (last !== undefined && ltr.test(last) && ltr.test(piece)) this.#pieces[this.#pieces.length - 1] = last + piece;
    else this.#pieces.push(piece);
  }

  /** Letters of one glyph, as the parser has them. */
  pushGlyph(letters: string): void {
    this.push(mended(letters));
  }

  /** @returns whether a letter that begins and ends there along the line is one of another word */
  startsAnother(from: number, to: number, size: number): boolean {
    return from - this.#to > wordGap * size && this.#backward === 0 && to > from;
  }

  /** Where the next glyph stands along the line. */
  place(letter: string, from: number, to: number, size: number): void {
    if (!strong.test(letter)) return;
    if (from > this.#from + samePlace * size) this.#forward += 1;
    else if (from < this.#from - samePlace * size) this.#backward += 1;
    this.#from = from;
    this.#to = to;
  }

  /** Whether its letters were drawn as they are read, so that they came turned round. */
  get isTurned(): boolean {
    return this.#forward > this.#backward;
  }

  get text(): string {
    if (!this.isTurned) return this.#pieces.join('');
    return this.#pieces.map((piece) => mirror[piece] ?? piece).reverse().join('');
  }
}
