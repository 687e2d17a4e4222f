/**
 * From the order in which a line stands on a page, from left to right, to that in which it is read: what the Unicode
 * Bidirectional Algorithm (UAX #9) did is undone. Where it makes the same line of two texts, the likelier one is taken.
 */
import { kindOf, mirrored, opens, otherBracket } from './classes.ts';
import type { Kind } from './classes.ts';

export interface Direction {
  /** Whether the line as a whole is read from right to left. */
  rtl: boolean;
  /** Whether brackets are given as they look: in writing from right to left the first one is then a “)”. */
  asShown: boolean;
}

interface Piece {
  text: string;
}

/** Places in a line, both included. */
type Span = readonly [first: number, last: number];

/** No line that anybody reads has so many signs; a longer one is read in parts, for the time goes up with the square. */
const longest = 2_000;

/** @param shown from left to right, white space being pieces of their own; a tab parts what has nothing to do with each other */
export function inReadingOrder<T extends Piece>(shown: readonly T[], direction: Direction): T[] {
  const parts: T[][] = [];
  for (let from = 0; from < shown.length; from += longest) parts.push(readPart(shown.slice(from, from + longest), direction));
  return (direction.rtl ? parts.toReversed() : parts).flat();
}

function readPart<T extends Piece>(shown: readonly T[], { rtl, asShown }: Direction): T[] {
  const line = new ShownLine(shown);
  const turned = (piece: T): T => (asShown && mirrored(piece.text) !== piece.text ? { ...piece, text: mirrored(piece.text) } : piece);
  const fromRight = ([first, last]: Span): T[] => {
    const read: T[] = [];
    for (const { span, isIsland } of partedBy(line.leadingRight(first, last), [first, last]).toReversed()) {
      const pieces = shown.slice(span[0], span[1] + 1);
      read.push(...(isIsland ? pieces : pieces.toReversed().map(turned)));
    }
    return read;
  };
  if (rtl) return fromRight([0, shown.length - 1]);
  return partedBy(line.leadingLeft(), [0, shown.length - 1]).flatMap(({ span, isIsland }) => (isIsland ? fromRight(span) : shown.slice(span[0], span[1] + 1)));
}

/** The islands of a line and what lies between them. */
function partedBy(islands: readonly Span[], [first, last]: Span): { span: Span; isIsland: boolean }[] {
  const spans: { span: Span; isIsland: boolean }[] = [];
  let next = first;
  for (const span of islands) {
    if (span[0] > next) spans.push({ span: [next, span[0] - 1], isIsland: false });
    spans.push({ span, isIsland: true });
    next = span[1] + 1;
  }
  if (next <= last) spans.push({ span: [next, last], isIsland: false });
  return spans;
}

/** Measures that stand behind their number: on the page they are to the left of it, where a name with a number would be too. */
export const units = '[kcmµμnd]?m|[kmµμ]?g|m?[lL]|[kMG]?Hz|[KMGT]i?B|[mµμn]s|[kMG]?W|[km]?V|mA|[kMh]?Pa|k?J|k?cal|mol|dB|eV';
const unit = new RegExp(`^(?:${units})$`);

/** They count as European ones, but stand in Arabic script alone. */
const persianDigit = /^[\u06F0-\u06F9]/;

class ShownLine {
  readonly #texts: readonly string[];
  readonly #kinds: readonly Kind[];

  constructor(shown: readonly Piece[]) {
    this.#texts = shown.map(({ text }) => text);
    this.#kinds = this.#texts.map(kindOf);
  }

  /** Foreign words and numbers within writing that leads to the left. */
  leadingRight(first: number, last: number): readonly Span[] {
    const islands: Span[] = [];
    for (const next of this.#tokens(first, last)) {
      const before = islands.at(-1);
      if (before && this.#goesOn(before, next)) islands[islands.length - 1] = [before[0], next[1]];
      else islands.push(next);
    }
    return islands.map((island) => this.#withBracket(island, [first, last], 1)).filter((island, index, all) => index === 0 || island[0] > (all[index - 1]?.[1] ?? -1));
  }

  /** What leads to the left within writing that leads to the right; a comma stands by the word that is read before it. */
  leadingLeft(): readonly Span[] {
    const islands: Span[] = [];
    const ends = [0, this.#texts.length - 1] as const;
    for (let at = 0; at < this.#texts.length; at += 1) {
      if (!this.#isRight(at)) continue;
      const before = islands.at(-1);
      const goesOn = before !== undefined && !this.#some(before[1] + 1, at - 1, (place) => this.#kinds[place] === 'L' || this.#texts[place] === '\t') && !/^[,;:.،؛] /.test(this.#textOf(before[1] + 1, at - 1));
      if (goesOn) islands[islands.length - 1] = [before[0], at];
      else islands.push([at, at]);
    }
    return islands.map((island) => this.#withBracket(island, ends, -1));
  }

  #some(first: number, last: number, test: (place: number) => boolean): boolean {
    for (let place = first; place <= last; place += 1) if (test(place)) return true;
    return false;
  }

  #textOf(first: number, last: number): string {
    return this.#texts.slice(first, last + 1).join('');
  }

  #isRight(place: number): boolean {
    const kind = this.#kinds[place];
    return kind === 'R' || kind === 'AL' || kind === 'AN';
  }

  /** Letters next to each other, and numbers. */
  *#tokens(first: number, last: number): Generator<Span> {
    for (let at = first; at <= last; at += 1) {
      if (this.#kinds[at] === 'L') {
        // A command of TeX or a path, which nobody sets behind its name.
        const from = at > first && this.#texts[at - 1] === '\\' ? at - 1 : at;
        while (at < last && this.#kinds[at + 1] === 'L') at += 1;
        yield [from, at];
      } else if (this.#isDigit(at)) {
        const number = this.#numberAt(at, first, last);
        at = number[1];
        yield number;
      }
    }
  }

  #isDigit(place: number): boolean {
    return this.#kinds[place] === 'EN' || this.#kinds[place] === 'AN';
  }

  /** By rules W2 and W4 to W7. */
  #numberAt(digit: number, first: number, last: number): Span {
    const isArabic = this.#isArabicNumber(digit);
    const joins = (place: number) => this.#kinds[place] === 'CS' || (this.#kinds[place] === 'ES' && !isArabic);
    let to = digit;
    while (to < last && (this.#isDigit(to + 1) || (to + 1 < last && joins(to + 1) && this.#isDigit(to + 2)))) to += 1;
    // Nobody sets a colon or a stop behind a space and before a number, but some programs show “4:” as it is written.
    if (to < last && this.#kinds[to + 1] === 'CS' && /^ ?$/.test(this.#texts[to + 2] ?? '')) to += 1;
    let from = digit;
    if (isArabic) return [from, to];
    while (from > first && this.#kinds[from - 1] === 'ET') from -= 1;
    while (to < last && this.#kinds[to + 1] === 'ET') to += 1;
    return [from, to];
  }

  /** European digits behind an Arabic letter are dealt with as Arabic ones. */
  #isArabicNumber(digit: number): boolean {
    if (this.#kinds[digit] === 'AN' || persianDigit.test(this.#texts[digit] ?? '')) return true;
    const before = this.#kinds.findIndex((kind, place) => place > digit && (kind === 'L' || kind === 'R' || kind === 'AL'));
    return this.#kinds[before] === 'AL';
  }

  /** Whether what is shown to the right of an island is read as a part of it: a comma stands by the word that is read before it. */
  #goesOn(island: Span, next: Span): boolean {
    const [from, to] = [island[1] + 1, next[0] - 1];
    if (from > to) return true;
    const hasLetters = this.#some(...island, (place) => this.#kinds[place] === 'L');
    if (!hasLetters || this.#some(from, to, (place) => this.#isRight(place) || this.#texts[place] === '\t')) return false;
    if (this.#kinds[next[0]] === 'AN') return false;
    if (/ [,;:.]$/.test(this.#textOf(from, to))) return false;
    const isNumber = !this.#some(...next, (place) => this.#kinds[place] === 'L');
    if (isNumber && (unit.test(this.#textOf(island[0], island[1])) || this.#hasOpenQuote([island[0], to]))) return false;
    return this.#closesNothing([island[0], to]);
  }

  #hasOpenQuote([first, last]: Span): boolean {
    return (this.#textOf(first, last).match(/"/g)?.length ?? 0) % 2 === 1;
  }

  /** Whether all brackets that close something in it were opened in it, and white space only stands before or behind them. */
  #closesNothing([first, last]: Span): boolean {
    const open: string[] = [];
    for (let place = first; place <= last; place += 1) {
      const text = this.#texts[place] ?? '';
      const other = otherBracket(text);
      if (other === undefined) continue;
      if (open.at(-1) === other) open.pop();
      else if (!opens(text) || this.#texts[place + 1] === ' ') return false;
      else open.push(text);
    }
    return true;
  }

  /** With the bracket at one of its ends whose other one stands in it. */
  #withBracket([first, last]: Span, [least, most]: Span, side: 1 | -1): Span {
    const at = side === 1 ? last + 1 : first - 1;
    const text = this.#texts[at] ?? '';
    const other = at < least || at > most ? undefined : otherBracket(text);
    if (other === undefined) return [first, last];
    const inside = this.#texts.slice(first, last + 1).filter((piece) => piece === text || piece === other).length;
    if (inside % 2 === 0) return [first, last];
    return side === 1 ? [first, at] : [at, last];
  }
}
