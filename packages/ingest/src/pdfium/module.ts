/** PDFium as WebAssembly: gives the text of PDFs and draws their pages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from '@embedpdf/pdfium';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { offerFonts } from './fonts.ts';

/**
 * A module of its own each time: one that has trapped is not to be trusted any more, and with it go the documents that it
 * has open. Takes about 60 ms.
 */
export async function loadPdfium(): Promise<WrappedPdfiumModule> {
  // Found beside the package's code: a bundler that reads the file's own name takes it for a module, and can't resolve what it imports.
  const wasm = await readFile(join(dirname(createRequire(import.meta.url).resolve('@embedpdf/pdfium')), 'pdfium.wasm'));
  const pdfium = await init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
  pdfium.PDFiumExt_Init();
  offerFonts(pdfium);
  return pdfium;
}
