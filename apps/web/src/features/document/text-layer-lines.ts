import type { Size, WordBox } from './word-boxes.ts';

export interface LayerWord {
  /** The word itself. */
  start: number;
  end: number;
  /** Up to here its text goes: the space behind it, and whatever has no box of its own. */
  to: number;
  /** Between its letters, in heights of the font. */
  spacing: number;
}

export interface LayerLine {
  start: number;
  /** In 1/10,000 of the page's width and height. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** In hundredths of the page's width. */
  fontSize: number;
  /** From the right to the left. */
  leftwards: boolean;
  words: LayerWord[];
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * The lines of one block, set so that each word begins where its box does. All text of the block is in it: what has no box
 * goes with the word before it, or with the first.
 * @param lines of the whole page, in the order of its text
 * @param naturalWidth of a text without spacing, in heights of the font
 */
export function layerLines(text: string, block: { start: number; end: number }, lines: readonly (readonly WordBox[])[], size: Size, naturalWidth: (text: string) => number): LayerLine[] {
  const own = lines.map((line) => line.filter((word) => word.start >= block.start && word.start < block.end)).filter((line) => line.length > 0);
  let from = block.start;
  return own.flatMap((line, index) => {
    const next = own[index + 1]?.[0]?.start ?? block.end;
    const set = setLine(text, line, from, next, size, naturalWidth);
    from = next;
    return set === null ? [] : [set];
  });
}

function setLine(text: string, line: readonly WordBox[], from: number, to: number, size: Size, naturalWidth: (text: string) => number): LayerLine | null {
  const [first] = line;
  const last = line.at(-1);
  if (first === undefined || last === undefined) return null;
  const leftwards = line.length > 1 && last.x + last.width < first.x + first.width;
  const y = Math.min(...line.map((word) => word.y));
  const height = Math.max(...line.map((word) => word.y + word.height)) - y;
  const x = Math.min(...line.map((word) => word.x));
  const width = Math.max(...line.map((word) => word.x + word.width)) - x;
  // Turns 1/10,000 of the page's width into heights of this line.
  const perHeight = size.width / (height * size.height);
  const words = line.map((word, index): LayerWord => {
    const following = line[index + 1];
    const start = index === 0 ? from : word.start;
    const end = following?.start ?? to;
    const shown = text.slice(start, end);
    const advance = following === undefined ? word.width : leftwards ? word.x + word.width - following.x - following.width : following.x - word.x;
    const letters = [...(following === undefined ? shown.trimEnd() : shown)].length;
    const natural = naturalWidth(following === undefined ? shown.trimEnd() : shown);
    return { start, end: word.end, to: end, spacing: rounded((Math.max(0, advance) * perHeight - natural) / Math.max(1, letters)) };
  });
  return { start: from, x, y, width, height, fontSize: rounded(0.01 / perHeight), leftwards, words };
}
