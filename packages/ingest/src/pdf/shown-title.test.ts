import { limits } from '@studywright/core';
import { expect, test } from 'vitest';
import { at, linesAt, makePdf } from '../../test/pdfs.ts';
import type { Pdf } from '../../test/pdfs.ts';
import { extract } from '../extract.ts';

const titled = async (draw: (pdf: Pdf) => void) => (await extract(await makePdf(draw), { fileName: 'bio_101.pdf', limits: limits.ingest })).title;

const prose = ['The cell membrane keeps what is inside a cell apart from what is outside of it.', 'It is made of two layers of lipids, with proteins set between them that let some', 'substances through.'];

/** A title page, a table of contents and three chapters that the outline names: none of them is the title. */
function book(pdf: Pdf, title: () => void): void {
  title();
  for (const [index, name] of ['Contents', 'Cells', 'Tissues', 'Organs'].entries()) {
    pdf.addPage();
    pdf.outline.addItem(name);
    pdf.fontSize(20);
    at(pdf, 72, 72, name);
    pdf.fontSize(11);
    for (let y = 110; y < 500; y += 60) linesAt(pdf, 72, y + index, prose);
  }
}

test('a book is called what stands in large letters on its first page, not what its outline begins with', async () => {
  const title = await titled((pdf) =>
    book(pdf, () => {
      pdf.fontSize(11);
      at(pdf, 72, 72, 'Notes for students of the first year');
      pdf.fontSize(26);
      at(pdf, 72, 200, 'How Cells Live*');
      pdf.fontSize(16);
      at(pdf, 72, 240, 'With many drawings');
    }),
  );
  expect(title).toBe('How Cells Live');
});

test('what only says which chapter it is goes with the name of the chapter', async () => {
  const title = await titled((pdf) =>
    book(pdf, () => {
      pdf.fontSize(26);
      at(pdf, 72, 100, 'Chapter 3');
      pdf.fontSize(20);
      at(pdf, 72, 140, 'How Cells Live');
    }),
  );
  expect(title).toBe('Chapter 3: How Cells Live');
});

test('where the first page has no larger letters, a table of contents gives no name either', async () => {
  const title = await titled((pdf) =>
    book(pdf, () => {
      pdf.fontSize(11);
      linesAt(pdf, 72, 72, prose);
    }),
  );
  expect(title).toBe('bio 101');
});
