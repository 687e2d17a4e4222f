/** Pages of PDFs as pictures, by PDFium as WebAssembly. */
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError, limits } from '@studywright/core';
import { passwordNeeded } from '../unlock/errors.ts';
import { offerFonts } from './fonts.ts';
import { heapOf, viewOf } from './heap.ts';
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
}

const passwordError = 4;
const [drawAnnotations, noAlpha, imageObject] = [1, 0, 3];
/** Of a page, covered by pictures: less is an illustration. */
const leastCovered = 0.3;

const broken = 'This page is damaged and could not be shown. The other pages are not affected.';

interface Opened {
  key: string;
  document: number;
  memory: number;
}

export async function loadPdfPages(): Promise<PdfPages> {
  const require = createRequire(import.meta.url);
  const wasm = await readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
  pdfium.PDFiumExt_Init();
  offerFonts(pdfium);
  let opened: Opened | undefined;
  return {
    async withPage(path, number, work) {
      const { size, mtimeMs } = await stat(path);
      const key = `${path}|${size}|${mtimeMs}`;
      if (opened?.key !== key) {
        if (opened) close(pdfium, opened);
        opened = undefined;
        opened = { key, ...open(pdfium, await readFile(path)) };
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

function open(pdfium: WrappedPdfiumModule, bytes: Uint8Array): Omit<Opened, 'key'> {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const memory = malloc(bytes.length);
  heapOf(pdfium).set(bytes, memory);
  // It opens what is protected by an empty password, too.
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
  if (document !== 0) return { document, memory };
  const error = pdfium.FPDF_GetLastError();
  free(memory);
  throw error === passwordError ? passwordNeeded() : new AppError('UNREADABLE', 'This PDF is damaged or cut off, so its pages cannot be shown.');
}

function close(pdfium: WrappedPdfiumModule, { document, memory }: Opened): void {
  pdfium.FPDF_CloseDocument(document);
  pdfium.pdfium.wasmExports.free(memory);
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
      return draw(pdfium, page, w, h);
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

function draw(pdfium: WrappedPdfiumModule, page: number, width: number, height: number): Bitmap {
  const bitmap = pdfium.FPDFBitmap_Create(width, height, noAlpha);
  if (bitmap === 0) throw new AppError('UNREADABLE', 'This page is too large to be shown.');
  try {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawAnnotations);
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
