/** Where the words of a page stand on its picture: boxes → lines of words, and the rectangles that something cites. */

/** Of a page: `start` and `end` in its text (UTF-16 code units); the box in 1/10,000 of its width and height, from the top left. */
export interface WordBox {
  start: number;
  end: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Any unit: only the proportion counts. */
export interface Size {
  width: number;
  height: number;
}

const perWord = 6;

/** Six whole numbers a word, as `boxes` of a page. A box that is cut off, or without extent, is left out. */
export function wordsOf(boxes: readonly number[]): WordBox[] {
  const words: WordBox[] = [];
  for (let at = 0; at + perWord <= boxes.length; at += perWord) {
    const [start = 0, end = 0, x = 0, y = 0, width = 0, height = 0] = boxes.slice(at, at + perWord);
    if (end > start && width > 0 && height > 0) words.push({ start, end, x, y, width, height });
  }
  return words;
}

/** Further apart than this many heights of a line, two words of one height are cells of a table or lines of two columns. */
const widestGap = 2.5;

/** How far two stretches lie over each other, as a share of the shorter one. */
function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  const shared = Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
  return shared / Math.min(length, otherLength);
}

/** Whether `next` continues the line that `before` ends, on a page of this size. */
function continues(before: Rectangle, next: Rectangle, size: Size): boolean {
  if (overlap(before.y, before.height, next.y, next.height) < 0.5) return false;
  // To the right, or to the left where writing goes there.
  const gap = Math.max(next.x - (before.x + before.width), before.x - (next.x + next.width));
  return gap * size.width <= widestGap * Math.max(before.height, next.height) * size.height;
}

/** Words in the order of the text, parted where a line ends. */
export function linesOf(words: readonly WordBox[], size: Size): WordBox[][] {
  const lines: WordBox[][] = [];
  let line: WordBox[] = [];
  for (const word of words) {
    const last = line.at(-1);
    if (last !== undefined && !continues(last, word, size)) {
      lines.push(line);
      line = [];
    }
    line.push(word);
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

function around(boxes: readonly Rectangle[]): Rectangle {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

const rightToLeft = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/** The part of a word's box that the stretch covers: writing without spaces has whole lines as its “words”. */
function cut(word: WordBox, start: number, end: number, text: string): Rectangle {
  const length = word.end - word.start;
  const from = (Math.max(start, word.start) - word.start) / length;
  const to = (Math.min(end, word.end) - word.start) / length;
  const left = rightToLeft.test(text.slice(word.start, word.end)) ? 1 - to : from;
  return { x: word.x + left * word.width, y: word.y, width: (to - from) * word.width, height: word.height };
}

/** A rectangle that grows higher than this many of its words covers what is above and below a line that runs askew. */
const highest = 1.35;

/** One rectangle for a level line; steps for one that runs askew, each from where the one before it ends. */
function strokes(boxes: readonly Rectangle[]): Rectangle[] {
  const runs: Rectangle[][] = [];
  for (const box of boxes) {
    const run = runs.at(-1);
    if (run === undefined || around([...run, box]).height > highest * Math.max(...[...run, box].map(({ height }) => height))) runs.push([box]);
    else run.push(box);
  }
  const steps = runs.map(around);
  return steps.map((step, index) => {
    const next = steps[index + 1];
    if (next === undefined) return step;
    if (next.x >= step.x + step.width) return { ...step, width: next.x - step.x };
    if (next.x + next.width <= step.x) return { ...step, x: next.x + next.width, width: step.x + step.width - next.x - next.width };
    return step;
  });
}

/**
 * What to draw over a picture to mark `[start, end)` of the page's text: a rectangle a line, or several where the line runs
 * askew, in the order of the text. Empty where no word of it has a place.
 */
export function rectanglesOf(words: readonly WordBox[], { start, end }: { start: number; end: number }, text: string, size: Size): Rectangle[] {
  const cited = words.filter((word) => word.start < end && word.end > start);
  return linesOf(cited, size).flatMap((line) => strokes(line.map((word) => cut(word, start, end, text))));
}

/** Lets a rectangle reach a little past its words, as a marker does, and not past the page. */
export function padded(rectangle: Rectangle, size: Size): Rectangle {
  const up = rectangle.height * 0.12;
  const aside = (rectangle.height * 0.15 * size.height) / size.width;
  const x = Math.max(0, rectangle.x - aside);
  const y = Math.max(0, rectangle.y - up);
  return { x, y, width: Math.min(10_000, rectangle.x + rectangle.width + aside) - x, height: Math.min(10_000, rectangle.y + rectangle.height + up) - y };
}
