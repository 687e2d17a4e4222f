/** PDFium as WebAssembly: gives the text of PDFs and draws their pages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { offerFonts } from './fonts.ts';

/**
 * A module of its own each time: one that has trapped is not to be trusted any more, and with it go the documents that it
 * has open. Takes about 60 ms.
 */
export async function loadPdfium(): Promise<WrappedPdfiumModule> {
  // In this form bundlers leave it alone: the web app, which opens no documents, would otherwise want to bundle the file.
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
  pdfium.PDFiumExt_Init();
  offerFonts(pdfium);
  return pdfium;
}
