import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError } from '@studywright/core';
import { passwordNeeded } from '../unlock/errors.ts';
import { heapOf } from './heap.ts';

/** A document that PDFium has open; both numbers are places in its memory. */
export interface OpenDocument {
  document: number;
  /** The file's bytes, which have to stay as long as the document is open. */
  memory: number;
}

const passwordError = 4;

/**
 * Opens what is not protected, or by an empty password.
 * @param damaged what to say of a file that does not open
 * @throws AppError PASSWORD_NEEDED, UNREADABLE
 */
export function openDocument(pdfium: WrappedPdfiumModule, bytes: Uint8Array, damaged: string): OpenDocument {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const memory = malloc(bytes.length);
  heapOf(pdfium).set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
  if (document !== 0) return { document, memory };
  const error = pdfium.FPDF_GetLastError();
  free(memory);
  throw error === passwordError ? passwordNeeded() : new AppError('UNREADABLE', damaged);
}

export function closeDocument(pdfium: WrappedPdfiumModule, { document, memory }: OpenDocument): void {
  pdfium.FPDF_CloseDocument(document);
  pdfium.pdfium.wasmExports.free(memory);
}
