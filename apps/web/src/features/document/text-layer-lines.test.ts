import { describe, expect, it } from 'vitest';
import { layerLines } from './text-layer-lines.ts';
import { linesOf, wordsOf } from './word-boxes.ts';

const square = { width: 100, height: 100 };
/** Every letter is half as wide as the font is high. */
const half = (text: string) => text.length / 2;
const set = (text: string, boxes: readonly number[]) => layerLines(text, { start: 0, end: text.length }, linesOf(wordsOf(boxes), square), square, half);

describe('layerLines', () => {
  it('sets letters so that the next word begins where its box does', () => {
    const [line] = set('ab cd', [0, 2, 1000, 500, 300, 200, 3, 5, 1600, 500, 300, 200]);
    // “ab ” takes 600 and would take 3 × 100 by itself: 100 more for each letter, half of the height.
    expect(line).toMatchObject({ x: 1000, y: 500, width: 900, height: 200, fontSize: 2, leftwards: false });
    expect(line?.words.map((word) => word.spacing)).toEqual([0.5, 0.25]);
  });

  it('loses nothing that has no box of its own', () => {
    const text = '• one two\nthree.';
    const lines = set(text, [2, 5, 1000, 500, 300, 200, 6, 9, 1400, 500, 300, 200, 10, 15, 1000, 900, 500, 200]);
    expect(lines.flatMap((line) => line.words.map((word) => text.slice(word.start, word.to))).join('')).toBe(text);
    expect(lines.map((line) => line.words.length)).toEqual([2, 1]);
  });

  it('sees which way a line runs', () => {
    const [line] = set('אב גד', [0, 2, 1600, 500, 300, 200, 3, 5, 1000, 500, 300, 200]);
    expect(line).toMatchObject({ leftwards: true, x: 1000, width: 900 });
    expect(line?.words[0]?.spacing).toBe(0.5);
  });
});
