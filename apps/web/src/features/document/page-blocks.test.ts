import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, segmentsOf } from './page-blocks.ts';

const text = '3.2 Three stages\n\nIn 1968 two researchers proposed a model.\nIt has stages.\n \n\nEach stage differs.';

describe('blocksOf', () => {
  it('parts headings and paragraphs, and keeps lines of one paragraph together', () => {
    const blocks = blocksOf(text, [{ start: 0, end: 16, level: 2 }]);
    expect(blocks.map((block) => [block.kind, text.slice(block.start, block.end)])).toEqual([
      ['heading', '3.2 Three stages'],
      ['paragraph', 'In 1968 two researchers proposed a model.\nIt has stages.'],
      ['paragraph', 'Each stage differs.'],
    ]);
  });

  it('leaves out headings that the text has no place for', () => {
    expect(blocksOf('short', [{ start: 2, end: 99, level: 1 }]).map((block) => block.kind)).toEqual(['paragraph']);
  });

  it('loses no word, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ß', '😀', ' ', '\n', '\t', '.') }), (any) => {
        const shown = blocksOf(any, [])
          .map((block) => any.slice(block.start, block.end))
          .join('');
        expect(shown.replace(/\s/g, '')).toBe(any.replace(/\s/g, ''));
      }),
    );
  });
});

describe('segmentsOf', () => {
  it('cuts where marks begin and end, over each other as well', () => {
    const segments = segmentsOf({ start: 10, end: 30 }, [
      { id: 'card', start: 12, end: 20 },
      { id: 'question', start: 16, end: 40 },
      { id: 'elsewhere', start: 0, end: 10 },
    ]);
    expect(segments).toEqual([
      { start: 10, end: 12, marks: [] },
      { start: 12, end: 16, marks: ['card'] },
      { start: 16, end: 20, marks: ['card', 'question'] },
      { start: 20, end: 30, marks: ['question'] },
    ]);
  });

  it('covers the block without gaps', () => {
    const mark = fc.record({ id: fc.string(), start: fc.integer({ min: 0, max: 60 }), end: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(mark), (marks) => {
        const segments = segmentsOf({ start: 5, end: 50 }, marks);
        expect(segments[0]?.start).toBe(5);
        expect(segments.at(-1)?.end).toBe(50);
        segments.reduce((end, segment) => (expect(segment.start).toBe(end), segment.end), 5);
      }),
    );
  });
});
