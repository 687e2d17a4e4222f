/** Fonts for text whose own are not in the file. PDFium brings those of the PDF standard; these are for East Asian scripts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { heapOf, pointerTo, viewOf } from './heap.ts';

/** Windows' numbers of character sets, as PDFium asks by them: Japanese, Korean, Chinese simplified and traditional. */
const eastAsian = new Set([128, 129, 134, 136]);
const japanese = 128;
const [handle, structBytes, version] = [1, 36, 1];

/** Noto Sans JP, which has the signs of the other scripts too where they are the same. */
function fontPath(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp')), '..', 'fonts', 'NotoSansJP-Regular.otf');
}

/** Fills in the table of functions by which PDFium asks for fonts (`FPDF_SYSFONTINFO` of fpdf_sysfontinfo.h). */
export function offerFonts(pdfium: WrappedPdfiumModule): void {
  let file: Uint8Array | undefined;
  const mapFont = (_self = 0, _weight = 0, _italic = 0, charset = 0) => (eastAsian.has(charset) ? handle : 0);
  const fontData = (_self = 0, _font = 0, part = 0, buffer = 0, size = 0) => {
    if (part !== 0) return 0;
    file ??= readFileSync(fontPath());
    if (buffer !== 0 && size >= file.length) heapOf(pdfium).set(file, buffer);
    return file.length;
  };
  // Each its own: one function, added a second time, keeps the signature of the first.
  const table = [
    pointerTo(pdfium, () => {}, 'vi'),
    pointerTo(pdfium, () => {}, 'vii'),
    pointerTo(pdfium, mapFont, 'iiiiiiii'),
    pointerTo(pdfium, () => 0, 'iii'),
    pointerTo(pdfium, fontData, 'iiiiii'),
    pointerTo(pdfium, () => 0, 'iiiii'),
    pointerTo(pdfium, () => japanese, 'iii'),
    pointerTo(pdfium, () => {}, 'vii'),
  ];
  const at = pdfium.pdfium.wasmExports.malloc(structBytes);
  const memory = viewOf(pdfium);
  for (const [index, entry] of [version, ...table].entries()) memory.setUint32(at + 4 * index, entry, true);
  pdfium.FPDF_SetSystemFontInfo(at);
}
