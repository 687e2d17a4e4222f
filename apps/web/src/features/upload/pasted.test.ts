import { describe, expect, it } from 'vitest';
import { namedPicture, pasted, titleOf } from './pasted.ts';

const now = new Date(2026, 10, 21, 14, 5);
const clipboard = (files: File[], text = '') => ({ files: Object.assign(files, { item: (index: number) => files[index] ?? null }), getData: () => text });

describe('pasted', () => {
  it('names a picture by when it was pasted, and leaves files their names', () => {
    const given = pasted(clipboard([new File(['x'], 'image.png', { type: 'image/png' }), new File(['x'], 'Lecture.pdf', { type: 'application/pdf' })], 'Lecture.pdf'), now);
    expect(given?.files.map((file) => file.name)).toEqual(['Pasted picture 2026-11-21 14.05.png', 'Lecture.pdf']);
    expect(given?.text).toBe('');
  });

  it('takes text where there is nothing else, and nothing of white space', () => {
    expect(pasted(clipboard([], 'A cell is small.'), now)).toEqual({ files: [], text: 'A cell is small.' });
    expect(pasted(clipboard([], ' \n'), now)).toBeNull();
    expect(pasted(clipboard([], 'long '.repeat(200_000)), now)?.files[0]).toMatchObject({ name: 'Pasted text 2026-11-21 14.05.txt', size: 1_000_000 });
  });
});

it('counts pictures of one minute', () => {
  expect(namedPicture(new File(['x'], 'image.jpg', { type: 'image/jpeg' }), 'Photo', now, 2).name).toBe('Photo 2026-11-21 14.05 (2).jpg');
});

describe('titleOf', () => {
  it('is the first line, cut between words where it is long', () => {
    expect(titleOf('\n# Cells\nA cell is small.')).toBe('Cells');
    const long = titleOf(`${'memory '.repeat(30)}\nrest`);
    expect(long.length).toBeLessThanOrEqual(80);
    expect(long.endsWith('memory')).toBe(true);
  });
});
