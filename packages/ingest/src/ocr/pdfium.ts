/** Pages of PDFs as pictures, by PDFium as WebAssembly. */
import { readFile, stat } from 'node:fs/promises';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError, limits } from '@studywright/core';
import { closeDocument, openDocument } from '../pdfium/document.ts';
import type { OpenDocument } from '../pdfium/document.ts';
import { heapOf, viewOf } from '../pdfium/heap.ts';
import { loadPdfium } from '../pdfium/module.ts';
import type { Grey } from './pixels.ts';

/** Four bytes a pixel: blue, green, red, and one that says nothing. */
export interface Bitmap {
  pixels: Uint8Array;
  width: number;
  height: number;
}

export interface PdfPages {
  /** @param page from 1 @throws AppError UNREADABLE, PASSWORD_NEEDED */
  withPage<T>(path: string, page: number, work: (page: PdfPage) => T): Promise<T>;
}

export interface PdfPage {
  /** In points, as shown. */
  width: number;
  height: number;
  /** Pixels an inch of the picture that makes up the page; null where there is none. */
  resolution(): number | null;
  draw(width: number, height: number): Bitmap;
  /** A part of it, by fractions of its width and height; `scale` is pixels a point. */
  drawPart(part: Part, scale: number): Bitmap;
}

export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

const [drawAnnotations, noAlpha, imageObject] = [1, 0, 3];
/** Of a page, covered by pictures: less is an illustration. */
const leastCovered = 0.3;

const broken = 'This page is damaged and could not be shown. The other pages are not affected.';
const damaged = 'This PDF is damaged or cut off, so its pages cannot be shown.';

export async function loadPdfPages(): Promise<PdfPages> {
  const pdfium = await loadPdfium();
  let opened: (OpenDocument & { key: string }) | undefined;
  return {
    async withPage(path, number, work) {
      const { size, mtimeMs } = await stat(path);
      const key = `${path}|${size}|${mtimeMs}`;
      if (opened?.key !== key) {
        if (opened) closeDocument(pdfium, opened);
        opened = undefined;
        opened = { key, ...openDocument(pdfium, await readFile(path), damaged) };
      }
      const page = pdfium.FPDF_LoadPage(opened.document, number - 1);
      if (page === 0) throw new AppError('UNREADABLE', broken);
      try {
        return work(pageOf(pdfium, page));
      } finally {
        pdfium.FPDF_ClosePage(page);
      }
    },
  };
}

function pageOf(pdfium: WrappedPdfiumModule, page: number): PdfPage {
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
  if (!(width > 0 && height > 0)) throw new AppError('UNREADABLE', broken);
  return {
    width,
    height,
    resolution: () => resolutionOf(pdfium, page, width * height),
    draw(w, h) {
      refuseVast(picturesOn(pdfium, page));
      return draw(pdfium, page, { left: 0, top: 0, width: w, height: h }, { width: w, height: h });
    },
    drawPart(part, scale) {
      refuseVast(picturesOn(pdfium, page));
      const whole = { width: pixels(width * scale), height: pixels(height * scale) };
      const cut = { left: Math.floor(part.x * whole.width), top: Math.floor(part.y * whole.height), width: pixels(part.width * whole.width), height: pixels(part.height * whole.height) };
      return draw(pdfium, page, cut, whole);
    },
  };
}

function resolutionOf(pdfium: WrappedPdfiumModule, page: number, pageArea: number): number | null {
  const pictures = picturesOn(pdfium, page);
  const covered = pictures.reduce((sum, { area }) => sum + area, 0);
  const largest = pictures.toSorted((a, b) => b.area - a.area)[0];
  return largest && covered >= pageArea * leastCovered ? Math.sqrt(largest.pixels / largest.area) * 72 : null;
}

/** By what they say of themselves, before any of them is unpacked. @throws AppError TOO_LARGE */
function refuseVast(pictures: readonly Picture[]): void {
  const { maxPixels } = limits.ingest;
  if (pictures.every(({ pixels }) => pixels <= maxPixels)) return;
  throw new AppError('TOO_LARGE', `A picture on this page has more than ${maxPixels / 1e6} million pixels. The other pages are not affected. Make it smaller, and upload that.`);
}

interface Picture {
  /** On the page, in square points. */
  area: number;
  pixels: number;
}

function picturesOn(pdfium: WrappedPdfiumModule, page: number): Picture[] {
  return Array.from({ length: pdfium.FPDFPage_CountObjects(page) }, (_, index) => pdfium.FPDFPage_GetObject(page, index))
    .filter((object) => pdfium.FPDFPageObj_GetType(object) === imageObject)
    .flatMap((object) => pictureOf(pdfium, object));
}

function pictureOf(pdfium: WrappedPdfiumModule, object: number): Picture[] {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const at = malloc(24);
  try {
    if (!pdfium.FPDFImageObj_GetImagePixelSize(object, at, at + 4) || !pdfium.FPDFPageObj_GetBounds(object, at + 8, at + 12, at + 16, at + 20)) return [];
    const memory = viewOf(pdfium);
    const edge = (offset: number) => memory.getFloat32(at + offset, true);
    const [left, bottom, right, top] = [edge(8), edge(12), edge(16), edge(20)];
    const area = (right - left) * (top - bottom);
    return area > 0 ? [{ area, pixels: memory.getUint32(at, true) * memory.getUint32(at + 4, true) }] : [];
  } finally {
    free(at);
  }
}

const pixels = (length: number) => Math.max(1, Math.round(length));

interface Cut {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** @param whole what the whole page would measure in pixels */
function draw(pdfium: WrappedPdfiumModule, page: number, { left, top, width, height }: Cut, whole: { width: number; height: number }): Bitmap {
  const bitmap = pdfium.FPDFBitmap_Create(width, height, noAlpha);
  if (bitmap === 0) throw new AppError('UNREADABLE', 'This page is too large to be shown.');
  try {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, whole.width, whole.height, 0, drawAnnotations);
    const from = pdfium.FPDFBitmap_GetBuffer(bitmap);
    return { pixels: heapOf(pdfium).slice(from, from + width * height * 4), width, height };
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/** By ITU-R BT.601. */
export function greyOfBitmap({ pixels, width, height }: Bitmap): Grey {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) data[at] = ((pixels[4 * at] ?? 0) * 29 + (pixels[4 * at + 1] ?? 0) * 150 + (pixels[4 * at + 2] ?? 0) * 77) >> 8;
  return { data, width, height };
}

/** In place: the order in which everybody else has its colours. */
export function redFirst({ pixels }: Bitmap): Uint8Array {
  for (let at = 0; at < pixels.length; at += 4) {
    const blue = pixels[at] ?? 0;
    pixels[at] = pixels[at + 2] ?? 0;
    pixels[at + 2] = blue;
  }
  return pixels;
}
