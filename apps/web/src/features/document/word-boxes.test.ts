import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, padded, rectanglesOf, wordsOf } from './word-boxes.ts';

const a4 = { width: 210, height: 297 };

/** Two lines of three words: “one two three” above “four five six”, a word every 1,000, lines 300 apart. */
const text = 'one two three four five six';
const words = wordsOf([0, 3, 1000, 1000, 800, 150, 4, 7, 2000, 1010, 800, 150, 8, 13, 3000, 990, 800, 160, 14, 18, 1000, 1300, 800, 150, 19, 23, 2000, 1300, 800, 150, 24, 27, 3000, 1300, 800, 150]);

describe('wordsOf', () => {
  it('reads six numbers a word, and leaves out what is cut off or has no extent', () => {
    expect(wordsOf([0, 3, 10, 20, 30, 40, 4, 4, 1, 1, 1, 1, 5, 6, 1, 1, 0, 1, 7, 8, 9])).toEqual([{ start: 0, end: 3, x: 10, y: 20, width: 30, height: 40 }]);
  });
});

describe('linesOf', () => {
  it('parts lines, though words of one line stand a little higher or lower', () => {
    expect(linesOf(words, a4).map((line) => line.map((word) => text.slice(word.start, word.end)).join(' '))).toEqual(['one two three', 'four five six']);
  });

  it('keeps the foot of one column apart from the head of the next, and cells of a row from each other', () => {
    const columns = wordsOf([0, 3, 1000, 9000, 800, 150, 4, 7, 5500, 1000, 800, 150, 8, 13, 8500, 1000, 800, 150]);
    expect(linesOf(columns, a4).map((line) => line.length)).toEqual([1, 1, 1]);
  });

  it('reads a line that runs from the right to the left as one', () => {
    const leftwards = wordsOf([0, 3, 3000, 1000, 800, 150, 4, 7, 2000, 1000, 800, 150, 8, 13, 1000, 1000, 800, 150]);
    expect(linesOf(leftwards, a4)).toHaveLength(1);
  });
});

describe('rectanglesOf', () => {
  it('joins the cited words of each line', () => {
    expect(rectanglesOf(words, { start: 8, end: 23 }, text, a4)).toEqual([
      { x: 3000, y: 990, width: 800, height: 160 },
      { x: 1000, y: 1300, width: 1800, height: 150 },
    ]);
  });

  it('goes down in steps along a line that runs askew, without a gap between words', () => {
    const askew = wordsOf([0, 3, 1000, 1000, 800, 150, 4, 7, 2000, 1040, 800, 150, 8, 13, 3000, 1080, 800, 150]);
    expect(rectanglesOf(askew, { start: 0, end: 13 }, text, a4)).toEqual([
      { x: 1000, y: 1000, width: 2000, height: 190 },
      { x: 3000, y: 1080, width: 800, height: 150 },
    ]);
  });

  it('ends inside of a word where the citation does', () => {
    expect(rectanglesOf(words, { start: 0, end: 9 }, text, a4)).toEqual([{ x: 1000, y: 990, width: 2160, height: 170 }]);
  });

  it('cuts from the right where writing begins there', () => {
    const hebrew = 'שלום';
    expect(rectanglesOf(wordsOf([0, 4, 1000, 1000, 800, 150]), { start: 0, end: 1 }, hebrew, a4)).toEqual([{ x: 1600, y: 1000, width: 200, height: 150 }]);
  });

  it('is empty where nothing cited has a place', () => {
    expect(rectanglesOf(words, { start: 40, end: 60 }, text, a4)).toEqual([]);
    expect(rectanglesOf(words, { start: 3, end: 4 }, text, a4)).toEqual([]);
  });

  it('marks every cited word and stays on the page, whatever the boxes', () => {
    const box = fc.record({ x: fc.integer({ min: 0, max: 9000 }), y: fc.integer({ min: 0, max: 9000 }), width: fc.integer({ min: 1, max: 1000 }), height: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), fc.nat(40), fc.nat(40), (boxes, one, other) => {
        const placed = wordsOf(boxes.flatMap(({ x, y, width, height }, index) => [index * 4, index * 4 + 3, x, y, width, height]));
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const drawn = rectanglesOf(placed, { start, end }, 'abc '.repeat(12), a4).map((rectangle) => padded(rectangle, a4));
        const whole = placed.filter((word) => word.start >= start && word.end <= end);
        for (const word of whole) expect(drawn.some((rectangle) => rectangle.x <= word.x && rectangle.y <= word.y && rectangle.x + rectangle.width >= word.x + word.width && rectangle.y + rectangle.height >= word.y + word.height)).toBe(true);
        for (const { x, y, width, height } of drawn) expect(Math.min(x, y) >= 0 && Math.max(x + width, y + height) <= 10_000).toBe(true);
      }),
    );
  });
});
