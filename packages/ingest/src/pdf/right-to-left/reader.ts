/**
 * The text of a page with Hebrew, Arabic or their like. The parser's order of reading cannot be relied on: what was drawn
 * where is all that is taken from it. The order comes back when it is known what makes a line.
 */
import type { Accents } from '../accents.ts';
import { accented } from '../accents.ts';
import { characterOf, isRightToLeft, mended } from '../characters.ts';
import { segmentGap } from '../lines.ts';
import type { Parser } from '../open.ts';
import { nowhere } from '../page-characters.ts';
import type { PageCharacters, Style } from '../page-characters.ts';
import { turnedBack } from '../runs.ts';
import type { Run, RunGlyphs } from '../runs.ts';
import type { ShownPage } from '../shown-page.ts';
import { kindOf, opens, otherBracket } from './classes.ts';
import { inDrawnOrder } from './drawn-order.ts';
import { around, isMark, lettersOf, readLine } from './line.ts';
import type { Glyph, Word } from './line.ts';

interface Character extends Word {
  /** Of its text object; 0 for what the parser put between two. */
  object: number;
  style: Style;
  /** Its origin in the page's own plane. */
  x: number;
  y: number;
}

/** Of one text object, next to each other; also the white space around. */
interface Part {
  style: Style;
  glyphs: Glyph[];
  from: number;
  to: number;
}

type Drawn = Word & Pick<Character, 'object' | 'style'>;
type Placed = Drawn & Glyph;

/** How far beside its box a letter may begin, as a share of the size: of some fonts the box is that of the ink. */
const farthestOrigin = 0.5;
/** Between a glyph and the next that belongs to it, as a share of the size. */
const closely = 0.1;
/** How far beside the box of its letter a mark may stand, as a share of the size. */
const beside = 0.2;
/** On one letter. */
const mostMarks = 8;
/** In points: enough to tell the order. */
const leastStep = 0.001;
const lineEnds = new Set([0x0a, 0x0d]);

export class GlyphReader {
  readonly #parser: Parser;
  readonly #text: number;
  readonly #characters: PageCharacters;
  readonly #page: ShownPage;
  readonly #accents: Accents;
  #object = 0;
  #style = nowhere;
  /** The parser's line that is being read. */
  #line: Character[] = [];
  readonly #parts: Part[] = [];
  readonly #brackets = { asShown: 0, asRead: 0 };

  constructor(parser: Parser, text: number, characters: PageCharacters, page: ShownPage, accents: Accents) {
    this.#parser = parser;
    this.#text = text;
    this.#characters = characters;
    this.#page = page;
    this.#accents = accents;
  }

  read(index: number): void {
    const { raw } = this.#parser;
    const object = raw.FPDFText_GetTextObject(this.#text, index);
    const code = raw.FPDFText_GetUnicode(this.#text, index);
    if (object === 0) {
      if (lineEnds.has(code)) this.#endLine();
      else this.#leaveOut(code);
      return;
    }
    if (this.#accents.dropped.has(index)) return this.#leaveOut(code);
    const characters = this.#characters;
    if (object !== this.#object) {
      this.#object = object;
      this.#style = characters.styleOf(object, index);
    }
    const style = this.#style;
    const accent = this.#accents.over.get(index);
    const plain = characters.signOf(style, code, index) ?? characterOf(code);
    const text = accent === undefined ? plain : accented(plain, accent);
    if (text === '' || !(style.size > 0)) return this.#leaveOut(code);
    characters.findOrigin(index);
    characters.measure(index, index, style.along);
    const { x, y, from, to } = characters;
    const origin = style.along.scale * (style.along.first ? x : y) + style.along.shift;
    const begins = isRightToLeft(code) && origin < from && origin > from - farthestOrigin * style.size ? origin : from;
    if (Number.isFinite(begins + to)) this.#line.push({ text, object, style, from: begins, to, x, y });
  }

  /** It is no part of the text, but of what told the parser the order. */
  #leaveOut(code: number): void {
    const text = code > 0x10ffff ? ' ' : String.fromCodePoint(code);
    this.#line.push({ text, object: 0, style: nowhere, from: 0, to: 0, x: 0, y: 0 });
  }

  end(): Run[] {
    this.#endLine();
    const { all, left } = lettersOf(this.#parts.map(({ glyphs }) => glyphs.map(({ text }) => text).join('')).join(' '));
    const page = { rtl: 2 * left > all, asShown: this.#brackets.asShown > this.#brackets.asRead };
    return this.#parts.map((part, order) => runOf(part, page, order));
  }

  #endLine(): void {
    const line = inDrawnOrder(this.#line);
    this.#line = [];
    const glyphs: Drawn[] = [];
    for (let at = 0; at < line.length; ) {
      const next = endOfGlyph(line, at);
      const first = line[at];
      if (first && first.object !== 0) {
        const { object, style } = first;
        for (const word of wordsOf(line.slice(at, next))) if (this.#isOnPage(word, style)) glyphs.push({ ...word, object, style });
      }
      at = next;
    }
    const placed = fromLeft(glyphs);
    this.#countBrackets(placed);
    for (const part of partsOf(placed)) this.#parts.push(part);
  }

  /** Some programs say which bracket is read, others which one is seen. */
  #countBrackets(glyphs: readonly Placed[]): void {
    const open: { text: string; at: number }[] = [];
    const sorted = glyphs.toSorted((a, b) => a.at - b.at);
    let left = 0;
    const leftBefore = sorted.map(({ text }) => (isRightToLeft(text.charCodeAt(0)) ? left++ : left));
    const lastLetter = sorted.findLastIndex(({ text }) => kindOf(text) === 'L');
    for (const [at, { text }] of sorted.entries()) {
      const other = otherBracket(text);
      if (other === undefined) continue;
      const first = open.at(-1);
      if (first?.text !== other) open.push({ text, at });
      else {
        open.pop();
        if (!opens(first.text)) this.#brackets.asRead += 1;
        else if ((leftBefore[at] ?? 0) > (leftBefore[first.at] ?? 0) || (left > (leftBefore[at] ?? 0) && lastLetter < at)) this.#brackets.asShown += 1;
      }
    }
  }

  /** What lies outside of the page is not shown, and so no part of it; what goes on below it is dealt with apart. */
  #isOnPage({ from, to }: Word, { turn, v }: Style): boolean {
    const { width, height } = this.#page;
    const [x, y] = turnedBack((from + to) / 2, v, turn);
    return x >= 0 && x <= width && y >= 0 && (turn === 0 || y <= height);
  }
}

/** Marks may be drawn higher or lower than the letter that they belong to. */
const isLevel = (a: Style, b: Style, text: string) => a.turn === b.turn && Math.abs(a.v - b.v) < (text === ' ' ? 0.1 : 1) * a.size;

/** The characters of one glyph begin at one place. */
function endOfGlyph(line: readonly Character[], at: number): number {
  const first = line[at];
  let next = at + 1;
  while (first && first.object !== 0 && line[next]?.object === first.object && line[next]?.x === first.x && line[next]?.y === first.y) next += 1;
  return next;
}

/** One glyph; where a page gives a longer text beside what it shows, one for each of its words, which share out its place. */
function wordsOf(characters: readonly Character[]): Word[] {
  const [first] = characters;
  const letters = characters.findIndex(({ text }) => text !== ' ');
  // A space that takes no room begins where the letter next to it does.
  if (first && letters > 0) return [{ text: ' ', from: first.from, to: first.to }, ...wordsOf(characters.slice(letters))];
  let [from, to] = [Infinity, -Infinity];
  for (const character of characters) [from, to] = [Math.min(from, character.from), Math.max(to, character.to)];
  const text = characters.map((character) => character.text).join('');
  const isLeft = characters.every((character) => isRightToLeft(character.text.charCodeAt(0)));
  if (!text.includes(' ', 1)) return [{ text: isLeft ? mended(characters.map((character) => character.text).toReversed().join('')) : text, from, to }];
  const step = (to - from) / text.length;
  const { all, left } = lettersOf(text);
  const rtl = left > 0 && left === all;
  const words: Word[] = [];
  let at = 0;
  for (const word of text.split(/( )/)) {
    const [begins, ends] = [at * step, (at + word.length) * step];
    at += word.length;
    if (word !== '') words.push({ text: word, from: rtl ? to - ends : from + begins, to: rtl ? to - begins : from + ends });
  }
  return words;
}

/**
 * Letters of Arabic stand over each other, and a space may be drawn over the letter before it: within a text object the order
 * of drawing tells the order from left to right, or from right to left, as long as one follows closely on the other.
 */
function fromLeft(glyphs: readonly Drawn[]): Placed[] {
  return [...Map.groupBy(glyphs, ({ object }) => object).values()].flatMap((drawn) => {
    const steps = drawn.reduce((sum, glyph, index) => sum + Math.sign(middle(glyph) - middle(drawn[index - 1] ?? glyph)), 0);
    const shown = withMarks(steps < 0 ? drawn.toReversed() : drawn);
    let before: Placed | undefined;
    return shown.map((glyph) => {
      const follows = before !== undefined && glyph.from < before.to + closely * glyph.style.size && middle(glyph) > before.from;
      const next = (before?.at ?? 0) + leastStep;
      before = { ...glyph, at: follows ? Math.max(middle(glyph), next) : middle(glyph) };
      return before;
    });
  });
}

/** Each mark with the letter that was drawn next to it, before or after it as most others of the same text were. */
function withMarks(drawn: readonly Drawn[]): Drawn[] {
  if (!drawn.some(({ text }) => isMark(text))) return [...drawn];
  const glyphs = drawn.map((glyph) => ({ ...glyph }));
  const letterFrom = (at: number, step: 1 | -1) => {
    let place = at + step;
    while (Math.abs(place - at) <= mostMarks && isMark(glyphs[place]?.text ?? '')) place += step;
    const letter = glyphs[place];
    return letter?.text === ' ' ? undefined : letter;
  };
  const isOver = (mark: Drawn, letter: Drawn | undefined, room: number) => letter !== undefined && middle(mark) > letter.from - room * mark.style.size && middle(mark) < letter.to + room * mark.style.size;
  const marks = glyphs.flatMap((mark, at) => (isMark(mark.text) ? [{ mark, right: letterFrom(at, 1), left: letterFrom(at, -1) }] : []));
  const balance = marks.reduce((sum, { mark, right, left }) => sum + Number(isOver(mark, right, 0)) - Number(isOver(mark, left, 0)), 0);
  const placed = new Set<Drawn>();
  for (const { mark, right, left } of marks) {
    const letter = (balance < 0 ? [left, right] : [right, left]).find((one) => isOver(mark, one, beside));
    if (!letter) continue;
    letter.text += mark.text;
    placed.add(mark);
  }
  return glyphs.filter((glyph) => !placed.has(glyph));
}

const middle = ({ from, to }: Word) => (from + to) / 2;

/** Those of each text object, parted where the gap between them is one between cells. */
function partsOf(glyphs: readonly Placed[]): Part[] {
  const isLetter = ({ text }: Glyph) => text !== ' ' && !isMark(text);
  const byObject = Map.groupBy(glyphs.filter(isLetter), ({ object }) => object);
  const parts = [...byObject.values()].flatMap((group) => {
    const ofObject: Part[] = [];
    for (const { style, text, from, to, at } of group.toSorted((a, b) => a.from - b.from)) {
      const part = ofObject.at(-1);
      const far = part === undefined || from - part.to > segmentGap * style.size;
      if (far) ofObject.push({ style, glyphs: [{ text, from, to, at }], from, to });
      else {
        part.glyphs.push({ text, from, to, at });
        part.to = Math.max(part.to, to);
      }
    }
    return ofObject;
  });
  const sorted = parts.toSorted((a, b) => a.from - b.from);
  // Marks and what parts two words may have been drawn with these, by themselves, or with others far away.
  for (const { style, text, from, to, at } of glyphs.filter((glyph) => !isLetter(glyph))) {
    const away = (part: Part) => (isLevel(part.style, style, text) ? Math.max(part.from - to, from - part.to, 0) : Infinity);
    const nearest = around(sorted, (part) => part.from, from).reduce<Part | undefined>((best, part) => (away(part) < (best ? away(best) : Infinity) ? part : best), undefined);
    if (nearest) nearest.glyphs.push({ text, from, to, at });
    // The parser may take raised marks for a line of their own.
    else if (text !== ' ') parts.push({ style, glyphs: [{ text, from, to, at }], from, to });
  }
  return parts;
}

function runOf({ style: { turn, size, v, font, mapped }, glyphs, from: x0, to: x1 }: Part, page: RunGlyphs['page'], order: number): Run {
  const [x, y] = turnedBack(x0, v, turn);
  const rightToLeft = glyphs.some(({ text }) => isRightToLeft(text.charCodeAt(0)));
  const { words, text } = readLine(glyphs, size, { ...page, rtl: rightToLeft });
  return { text, words: words.map((word) => word.text), edges: words.flatMap(({ from, to }) => [from - x0, to - x0]), place: { turn, x, y, size }, x0, x1, y: v, size, font, mapped, rightToLeft, order, spaced: false, glyphs: { shown: glyphs, page } };
}
