/** Fonts for text whose own are not in the file. PDFium brings those of the PDF standard; these are for East Asian scripts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { heapOf } from './heap.ts';

/** Windows' numbers of character sets, as PDFium asks by them: Japanese, Korean, Chinese simplified and traditional. */
const eastAsian = new Set([128, 129, 134, 136]);
const japanese = 128;
const pointer = '*';
const [handle, structBytes, version] = [1, 36, 1];

/** Noto Sans JP, which has the signs of the other scripts too where they are the same. */
function fontPath(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp')), '..', 'fonts', 'NotoSansJP-Regular.otf');
}

/** Fills in the table of functions by which PDFium asks for fonts (`FPDF_SYSFONTINFO` of fpdf_sysfontinfo.h). */
export function offerFonts(pdfium: WrappedPdfiumModule): void {
  const { wasmExports, addFunction, setValue } = pdfium.pdfium;
  let file: Uint8Array | undefined;
  const nothing = () => {};
  const mapFont = (_self: number, _weight: number, _italic: number, charset: number) => (eastAsian.has(charset) ? handle : 0);
  const fontData = (_self: number, _font: number, table: number, buffer: number, size: number) => {
    if (table !== 0) return 0;
    file ??= readFileSync(fontPath());
    if (buffer !== 0 && size >= file.length) heapOf(pdfium).set(file, buffer);
    return file.length;
  };
  const table = [
    addFunction(nothing, 'vi'),
    addFunction(nothing, 'vii'),
    addFunction(mapFont, 'iiiiiiii'),
    addFunction(() => 0, 'iii'),
    addFunction(fontData, 'iiiiii'),
    addFunction(() => 0, 'iiiii'),
    addFunction(() => japanese, 'iii'),
    addFunction(nothing, 'vii'),
  ];
  const at = wasmExports.malloc(structBytes);
  setValue(at, version, 'i32');
  for (const [index, entry] of table.entries()) setValue(at + 4 * (index + 1), entry, pointer);
  pdfium.FPDF_SetSystemFontInfo(at);
}
