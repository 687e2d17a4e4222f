import { describe, expect, test } from 'vitest';
import { findCases, headingsIn } from './cases.ts';

const pairs = (files: readonly string[], listing?: unknown) => Object.fromEntries(findCases(files, listing).map(({ file, gold }) => [file, gold?.file]));

describe('by names', () => {
  test('the gold text lies beside the document', () => {
    expect(pairs(['a/x.pdf', 'a/x.gold.txt', 'a/y.docx', 'a/y.txt', 'a/z.txt', 'a/z.gold.utf8.txt', 'a/alone.epub', 'a/notes.txt', 'README.md'])).toEqual({
      'a/x.pdf': 'a/x.gold.txt',
      'a/y.docx': 'a/y.txt',
      'a/z.txt': 'a/z.gold.utf8.txt',
      'a/alone.epub': undefined,
    });
  });

  test('a chapter has one text for all its forms, also in a folder of the same name', () => {
    const files = ['books/memory/chapter.txt', 'books/memory/chapter.md', 'set/memory/chapter.pdf', 'set/memory/twocolumn.pdf', 'set/memory/slides.pptx', 'set/memory/slides.gold.txt'];
    expect(pairs(files)).toEqual({
      'books/memory/chapter.md': 'books/memory/chapter.txt',
      'set/memory/chapter.pdf': 'books/memory/chapter.txt',
      'set/memory/twocolumn.pdf': 'books/memory/chapter.txt',
      'set/memory/slides.pptx': 'set/memory/slides.gold.txt',
    });
    expect(findCases(files).find(({ file }) => file === 'set/memory/chapter.pdf')?.headings).toBe('books/memory/chapter.md');
  });

  test('everything in a folder of hostile files is tried', () => {
    expect(findCases(['hostile/bomb.bin', 'other/tool.bin'])).toMatchObject([{ file: 'hostile/bomb.bin', hostile: true }]);
  });
});

describe('by a manifest', () => {
  test('what it says comes before names', () => {
    const listing = {
      files: [
        { file: 'a/x.pdf', gold: { gold_text: 'gold/other.txt', must_contain: 'recall', must_contain_ocr: ['Huck'] } },
        { file: 'gold/other.txt', purpose: 'compare bag of words / character n-grams, not order' },
        { file: 'a/locked.pdf', gold: { password: 'foo', expected: 'clear error' } },
        { file: 'a/deck.apkg', gold: { expected: 'rejected' } },
      ],
    };
    expect(findCases(['a/x.pdf', 'a/x.gold.txt', 'gold/other.txt', 'a/locked.pdf', 'a/deck.apkg'], listing)).toMatchObject([
      { file: 'a/deck.apkg', expected: 'rejected' },
      { file: 'a/locked.pdf', expected: 'clear error', password: 'foo' },
      { file: 'a/x.pdf', gold: { file: 'gold/other.txt', ordered: false }, contains: ['recall', 'Huck'] },
    ]);
  });

  test('entries that make no sense, and files that are not there, cost nothing', () => {
    const listing = { files: [7, { name: 'x' }, { file: 'x.pdf', gold: 'none' }, { file: 'y.pdf', gold: { gold_text: 'gone.txt', must_contain: 3 } }] };
    expect(pairs(['x.pdf', 'y.pdf', 'y.gold.txt'], listing)).toEqual({ 'x.pdf': undefined, 'y.pdf': 'y.gold.txt' });
    expect(pairs(['x.pdf'], 'nonsense')).toEqual({ 'x.pdf': undefined });
  });
});

test('headings of Markdown, not those in code', () => {
  expect(headingsIn('# *One*\ntext # no\n```\n# comment\n```\n### Two `b` ##\n#no')).toEqual(['One', 'Two b']);
});
