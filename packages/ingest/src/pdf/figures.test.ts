import { limits } from '@studywright/core';
import type { PageBox, SourceDocument } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { at, linesAt, makePdf } from '../../test/pdfs.ts';
import type { Pdf } from '../../test/pdfs.ts';
import { extract } from '../extract.ts';

const read = async (draw: (pdf: Pdf) => void) => extract(await makePdf(draw), { fileName: 'cells.pdf', limits: limits.ingest });

const prose = ['The cell membrane keeps what is inside a cell apart from what is outside of it.', 'It is made of two layers of lipids, with proteins set between them that let some', 'substances through.'];
const [width, height] = [612, 792];

/** A drawing of strokes with a label at its side; 200 by 120 points and the label. */
function drawing(pdf: Pdf, x: number, y: number): void {
  pdf.rect(x, y, 200, 120).stroke();
  pdf.circle(x + 60, y + 60, 30).fill('steelblue');
  pdf.moveTo(x + 90, y + 60).lineTo(x + 205, y + 60).stroke();
  pdf.fill('black').fontSize(9);
  at(pdf, x + 208, y + 55, 'nucleus');
  pdf.fontSize(11);
}

const points = ({ x, y, width: w, height: h }: PageBox) => ({ left: (x * width) / 10_000, top: (y * height) / 10_000, right: ((x + w) * width) / 10_000, bottom: ((y + h) * height) / 10_000 });
const captionsOf = ({ pages, figures = [] }: SourceDocument) => figures.map(({ page, start, end }) => pages[page - 1]?.text.slice(start, end));
const boxesOf = ({ figures = [] }: SourceDocument) => figures.flatMap((figure) => ('box' in figure ? [figure.box] : []));

test('a drawing above its caption is found with its labels, and without the text around it', async () => {
  const source = await read((pdf) => {
    linesAt(pdf, 72, 72, prose);
    drawing(pdf, 180, 140);
    at(pdf, 180, 272, 'Figure 3.1: An animal cell and its nucleus.');
    linesAt(pdf, 72, 310, prose);
  });
  expect(captionsOf(source)).toEqual(['Figure 3.1: An animal cell and its nucleus.']);
  const { left, top, right, bottom } = points(boxesOf(source)[0] ?? { x: 0, y: 0, width: 0, height: 0 });
  expect(left).toBeGreaterThan(160);
  expect(left).toBeLessThan(180);
  expect(top).toBeGreaterThan(118);
  expect(top).toBeLessThan(140);
  // “nucleus” stands from 388 to some 418.
  expect(right).toBeGreaterThan(415);
  expect(right).toBeLessThan(440);
  expect(bottom).toBeGreaterThanOrEqual(260);
  expect(bottom).toBeLessThan(273);
});

test('a short caption at the edge of the text names the drawing in its middle', async () => {
  const source = await read((pdf) => {
    linesAt(pdf, 72, 72, prose);
    drawing(pdf, 220, 140);
    at(pdf, 72, 272, 'Fig. 2: A cell at rest');
    linesAt(pdf, 72, 310, prose);
  });
  expect(captionsOf(source)).toEqual(['Fig. 2: A cell at rest']);
});

test('where captions stand above, each names what is below it', async () => {
  const source = await read((pdf) => {
    at(pdf, 180, 72, 'Abb. 1: Die Zelle vor der Teilung');
    drawing(pdf, 180, 92);
    at(pdf, 180, 232, 'Abb. 2: Die Zelle nach der Teilung');
    drawing(pdf, 180, 252);
  });
  expect(captionsOf(source)).toEqual(['Abb. 1: Die Zelle vor der Teilung', 'Abb. 2: Die Zelle nach der Teilung']);
  expect(boxesOf(source).map((box) => Math.round(points(box).top / 10))).toEqual([9, 25]);
});

test('parts of one figure are one, with the names of the parts', async () => {
  const source = await read((pdf) => {
    linesAt(pdf, 72, 72, prose);
    pdf.rect(90, 140, 150, 90).fill('tan');
    pdf.rect(300, 140, 150, 90).fill('olive').fill('black');
    at(pdf, 130, 236, '(a) before');
    at(pdf, 340, 236, '(b) after');
    at(pdf, 200, 262, 'Fig. 4. Leaves before and after the first frost');
  });
  const { left, right, bottom } = points(boxesOf(source)[0] ?? { x: 0, y: 0, width: 0, height: 0 });
  expect([left < 90, right > 450, bottom > 245 && bottom < 263]).toEqual([true, true, true]);
});

test('a label on a line of its own belongs to the statement below it', async () => {
  const source = await read((pdf) => {
    drawing(pdf, 180, 140);
    pdf.font('Times-Bold');
    at(pdf, 180, 272, 'Figure 3.1');
    pdf.font('Times-Roman');
    at(pdf, 180, 286, 'An animal cell and its nucleus.');
  });
  expect(captionsOf(source)).toEqual(['An animal cell and its nucleus.']);
});

describe('no figure', () => {
  test.each<[string, (pdf: Pdf) => void]>([
    ['where a sentence only speaks of one', (pdf) => { drawing(pdf, 180, 140); at(pdf, 180, 272, 'Figure 3.1 shows an animal cell and its nucleus.'); }],
    ['of a picture without a caption', (pdf) => { drawing(pdf, 180, 140); linesAt(pdf, 72, 280, prose); }],
    ['of a table', (pdf) => { drawing(pdf, 180, 140); at(pdf, 180, 272, 'Table 3.1: Parts of an animal cell'); }],
    ['of a caption with nothing drawn near it', (pdf) => { linesAt(pdf, 72, 72, prose); at(pdf, 180, 272, 'Figure 3.1: An animal cell'); }],
    ['where text stands between a drawing and a caption', (pdf) => { drawing(pdf, 180, 72); linesAt(pdf, 72, 212, prose); at(pdf, 180, 272, 'Figure 3.1: An animal cell'); }],
    ['of a rule and a frame around text', (pdf) => { pdf.moveTo(72, 60).lineTo(540, 60).stroke(); pdf.rect(66, 66, 480, 60).stroke(); linesAt(pdf, 72, 72, prose); at(pdf, 72, 140, 'Figure 3.1: What a membrane does'); }],
    ['of what is drawn in white', (pdf) => { pdf.rect(180, 140, 200, 120).fill('white').fill('black'); at(pdf, 180, 272, 'Figure 3.1: An animal cell'); }],
  ])('%s', async (_, draw) => {
    expect((await read(draw)).figures).toBeUndefined();
  });
});

test('of a page full of strokes and captions the text is read', async () => {
  const source = await read((pdf) => {
    for (let index = 0; index < 30_000; index += 1) pdf.moveTo(index % 600, index / 40).lineTo((index * 7) % 600, index / 41).stroke();
    for (let index = 0; index < 300; index += 1) {
      pdf.rect(60 + (index % 20) * 24, 60 + Math.floor(index / 20) * 40, 20, 12).fill('tan').fill('black');
      at(pdf, 60 + (index % 20) * 24, 80 + Math.floor(index / 20) * 40, `Figure ${index}: A`);
    }
  });
  expect(source.pages[0]?.text).toContain('Figure 299: A');
});

test('a document made to keep the search for figures busy is read all the same', async () => {
  const source = await read((pdf) => {
    for (let page = 0; page < 12; page += 1) {
      if (page > 0) pdf.addPage();
      pdf.fontSize(4);
      for (let index = 0; index < 900; index += 1) {
        const [x, y] = [30 + (index % 18) * 31, 30 + Math.floor(index / 18) * 14];
        pdf.rect(x, y, 25, 5).fill('tan').fill('black');
        at(pdf, x, y + 7, index % 2 === 0 ? `Figure ${index}: A cell` : 'a label');
      }
    }
  });
  expect(source.pages).toHaveLength(12);
});
