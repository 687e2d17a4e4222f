/** One page of a document as a picture, whatever the document is. */
import { readFile } from 'node:fs/promises';
import { AppError, limits } from '@studywright/core';
import type { PageBox, Turn } from '@studywright/core';
import { picturesIn } from '../formats/picture.ts';
import type { PictureHeader } from '../formats/picture-headers.ts';
import { greyOfBitmap, loadPdfPages, redFirst } from './pdfium.ts';
import type { PdfPages } from './pdfium.ts';
import type { Grey } from './pixels.ts';
import { loadPictures } from './vips.ts';

/** Dots an inch for pages that are drawn, and bounds on what their pictures say. */
const [usual, least, most] = [300, 72, 400];
/** A4 at 400 dots an inch has 15 million. */
const mostPixels = 24_000_000;
export const widest = 2_400;

let pdfPages: Promise<PdfPages> | undefined;

/** @param page from 1 @throws AppError */
export async function greyPage(path: string, page: number): Promise<Grey> {
  const bytes = await readFile(path);
  if (!isPdf(bytes)) return (await loadPictures()).grey(bytes, pictureOn(bytes, page).index);
  pdfPages ??= loadPdfPages();
  return (await pdfPages).withPage(path, page, (shown) => {
    // Drawn at its own resolution, a scan comes back pixel by pixel.
    const wanted = Math.min(most, Math.max(least, shown.resolution() ?? usual)) / 72;
    const scale = Math.min(wanted, Math.sqrt(mostPixels / (shown.width * shown.height)));
    return greyOfBitmap(shown.draw(Math.max(1, Math.round(shown.width * scale)), Math.max(1, Math.round(shown.height * scale))));
  });
}

/** So many times as large as in print a figure is drawn at most; of a small one no more is to be seen. */
const largestScale = 4;
export const tallest = 1_600;

/**
 * A part of a page of a PDF.
 * @returns WebP, `width` pixels wide at most @throws AppError
 */
export async function webpPart(path: string, page: number, { width, box }: { width: number; box: PageBox }): Promise<Uint8Array> {
  if (!isPdf(await readFile(path))) throw new AppError('UNSUPPORTED', 'Figures are shown from PDFs alone.');
  pdfPages ??= loadPdfPages();
  const pictures = await loadPictures();
  return (await pdfPages).withPage(path, page, (shown) => {
    const part = { x: box.x / boxUnits, y: box.y / boxUnits, width: Math.max(1, box.width) / boxUnits, height: Math.max(1, box.height) / boxUnits };
    const scale = Math.min(largestScale, Math.min(widest, width) / (part.width * shown.width), tallest / (part.height * shown.height));
    const bitmap = shown.drawPart(part, scale);
    return pictures.webpOf(redFirst(bitmap), bitmap.width, bitmap.height, 0);
  });
}

const boxUnits = 10_000;

/** @returns WebP, `width` pixels wide at most, upright after `turn` @throws AppError */
export async function webpPage(path: string, page: number, { width, turn }: { width: number; turn: Turn }): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const across = Math.max(1, Math.min(widest, Math.round(width)));
  const pictures = await loadPictures();
  if (!isPdf(bytes)) return pictures.webp(bytes, pictureOn(bytes, page).index, { width: across, turn });
  pdfPages ??= loadPdfPages();
  return (await pdfPages).withPage(path, page, (shown) => {
    const lying = turn === 90 || turn === 270;
    const scale = Math.min(across / (lying ? shown.height : shown.width), Math.sqrt(mostPixels / (shown.width * shown.height)));
    const bitmap = shown.draw(Math.max(1, Math.round(shown.width * scale)), Math.max(1, Math.round(shown.height * scale)));
    return pictures.webpOf(redFirst(bitmap), bitmap.width, bitmap.height, turn);
  });
}

const isPdf = (bytes: Buffer) => bytes.subarray(0, 1024).includes('%PDF-');

function pictureOn(bytes: Uint8Array, page: number): PictureHeader {
  const headers = picturesIn(bytes, limits.ingest);
  if (headers === null) throw new AppError('UNSUPPORTED', 'Pages of this kind of document have no picture.');
  const header = headers[page - 1];
  if (!header) throw new AppError('NOT_FOUND', `This document has no page ${page}.`);
  return header;
}
