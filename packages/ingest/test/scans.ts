/** Makes PDFs whose pages are pictures of text, as a scanner does: what is on them stands in the test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { greyOfBitmap, loadPdfPages } from '../src/ocr/pdfium.ts';
import type { Grey } from '../src/ocr/pixels.ts';
import { makePdf } from './pdfs.ts';
import type { Pdf } from './pdfs.ts';

export interface ScanPage {
  text: string;
  /** Whether the page holds the text itself instead of a picture of it. */
  written?: boolean;
}

const [width, height, margin] = [612, 792, 72];
const dotsPerInch = 200;
const letters = 12;

/** Letter pages, those that are pictures at 200 dots an inch. */
export async function scannedPdf(pages: readonly ScanPage[]): Promise<Uint8Array> {
  const written = await onPages(pages.length, (pdf, index) => write(pdf, pages[index]?.text ?? ''));
  const pictures = await drawn(written, pages.length);
  return onPages(pages.length, (pdf, index) => {
    const [page, picture] = [pages[index], pictures[index]];
    if (page?.written === true || !picture) write(pdf, page?.text ?? '');
    else pdf.image(png(picture), 0, 0, { width, height });
  });
}

function onPages(count: number, draw: (pdf: Pdf, index: number) => void): Promise<Uint8Array> {
  return makePdf((pdf) => {
    for (let index = 0; index < count; index += 1) {
      if (index > 0) pdf.addPage();
      draw(pdf, index);
    }
  });
}

function write(pdf: Pdf, text: string): void {
  pdf.fontSize(letters).text(text, margin, margin, { width: width - 2 * margin });
}

async function drawn(pdf: Uint8Array, count: number): Promise<Grey[]> {
  const folder = await mkdtemp(join(tmpdir(), 'studywright-scan-'));
  try {
    const path = join(folder, 'written.pdf');
    await writeFile(path, pdf);
    const { withPage } = await loadPdfPages();
    const scale = dotsPerInch / 72;
    const pictures: Grey[] = [];
    for (let page = 1; page <= count; page += 1) pictures.push(await withPage(path, page, (shown) => greyOfBitmap(shown.draw(Math.round(width * scale), Math.round(height * scale)))));
    return pictures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function png({ data, width: across, height: down }: Grey): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(across, 0);
  header.writeUInt32BE(down, 4);
  header[8] = 8;
  const rows = Buffer.alloc((across + 1) * down);
  for (let row = 0; row < down; row += 1) rows.set(data.subarray(row * across, (row + 1) * across), row * (across + 1) + 1);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}
