/**
 * Accents that a page draws as signs of their own over, under or through a letter: TeX's first fonts have no “é”, so it is
 * “´” and “e” in one place. Which of them was drawn first, and what the parser makes of their order, differs from file to
 * file, so that only the place tells what belongs together.
 */
import type { Parser } from './open.ts';

/** Accents that take a place by themselves, and what says the same of the letter before it. */
const combining: ReadonlyMap<number, string> = new Map([
  [0x60, '\u0300'],
  [0x2cb, '\u0300'],
  [0xb4, '\u0301'],
  [0x2ca, '\u0301'],
  [0x5e, '\u0302'],
  [0x2c6, '\u0302'],
  [0x7e, '\u0303'],
  [0x2dc, '\u0303'],
  [0xaf, '\u0304'],
  [0x2c9, '\u0304'],
  [0x2d8, '\u0306'],
  [0x2d9, '\u0307'],
  [0xa8, '\u0308'],
  [0x2da, '\u030a'],
  [0x2dd, '\u030b'],
  [0x2c7, '\u030c'],
  [0xb8, '\u0327'],
  [0x2db, '\u0328'],
]);

const [firstAccent, lastAccent] = [0x5e, 0x2dd];

export const isAccent = (code: number): boolean => code >= firstAccent && code <= lastAccent && combining.has(code);

/** What is drawn over which character of a page, and what is no text of its own because of that; by place in the parser's list. */
export interface Accents {
  over: ReadonlyMap<number, string>;
  dropped: ReadonlySet<number>;
}

export const noAccents: Accents = { over: new Map(), dropped: new Set() };

/** Letters that lost their dot to make room for an accent. */
const dotted: Readonly<Record<string, string>> = { '\u0131': 'i', '\u0237': 'j' };

export const accented = (letter: string, accent: string): string => `${dotted[letter] ?? letter}${accent}`.normalize('NFC');

/** How far the middles of an accent and of its letter may lie apart along the line, and their baselines, as shares of the size. */
const [mostAlong, mostAcross] = [0.3, 0.45];
/** Pieces of one word lie no further apart, as a share of the size. */
const mostKern = 0.1;
/** The parser puts an accent beside its letter or at the end of the line. */
const searched = 400;
/** How high letters are set, as a share of their box. */
const sizeOfBox = 0.75;

interface Box {
  code: number;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** @param text page of text as PDFium has it open, with so many characters; what is written along other directions is left alone */
export function accentsOn({ raw, scratch, memory }: Parser, text: number, count: number): Accents {
  const codes = Array.from({ length: count }, (_, index) => raw.FPDFText_GetUnicode(text, index));
  const boxAt = (index: number): Box => {
    raw.FPDFText_GetCharOrigin(text, index, scratch, scratch + 8);
    const y = memory().getFloat64(scratch + 8, true);
    raw.FPDFText_GetLooseCharBox(text, index, scratch);
    const view = memory();
    return { code: codes[index] ?? 0, left: view.getFloat32(scratch, true), right: view.getFloat32(scratch + 8, true), y, size: sizeOfBox * (view.getFloat32(scratch + 4, true) - view.getFloat32(scratch + 12, true)) };
  };
  const known = new Map<number, Box>();
  const at = (index: number): Box => {
    const box = known.get(index) ?? boxAt(index);
    known.set(index, box);
    return box;
  };
  const over = new Map<number, string>();
  const dropped = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const accent = combining.get(codes[index] ?? 0);
    const letter = accent === undefined ? undefined : letterOf(index, codes, at);
    if (accent === undefined || letter === undefined || over.has(letter)) continue;
    over.set(letter, accent);
    dropped.add(index);
  }
  for (const index of [...dropped, ...over.keys()]) dropSpaces(index, codes, at, dropped);
  return { over, dropped };
}

const letters = /^\p{L}$/u;
const isLetter = (code: number) => code < 0x10000 && letters.test(String.fromCharCode(code));

/** The nearest letter that an accent is drawn on. */
function letterOf(accent: number, codes: readonly number[], at: (index: number) => Box): number | undefined {
  const { left, right, y, size } = at(accent);
  let nearest: number | undefined;
  let least = mostAlong * size;
  for (let index = Math.max(0, accent - searched); index < Math.min(codes.length, accent + searched); index += 1) {
    if (!isLetter(codes[index] ?? 0)) continue;
    const box = at(index);
    const along = Math.abs(box.left + box.right - left - right) / 2;
    if (along < least && Math.abs(box.y - y) < mostAcross * size) [nearest, least] = [index, along];
  }
  return nearest;
}

/** The way back from an accent to its letter looks like a space to the parser. */
function dropSpaces(index: number, codes: readonly number[], at: (index: number) => Box, dropped: Set<number>): void {
  const solid = (from: number, step: number) => {
    let place = from + step;
    while (codes[place] === 0x20 || dropped.has(place)) place += step;
    return place;
  };
  const first = dropped.has(index) ? solid(index, -1) : index;
  for (const [before, after] of [[first, solid(first, 1)], [solid(first, -1), first]] as const) {
    if (before < 0 || after >= codes.length) continue;
    const [a, b] = [at(before), at(after)];
    if (Math.abs(a.y - b.y) > mostAcross * a.size || Math.abs(b.left - a.right) > mostKern * a.size) continue;
    for (let place = before + 1; place < after; place += 1) if (codes[place] === 0x20) dropped.add(place);
  }
}
