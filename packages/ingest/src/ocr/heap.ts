import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** PDFium's memory, which its types leave out. To be asked for each time: it is another array once the memory has grown. */
export function heapOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  if ('HEAPU8' in pdfium && pdfium.HEAPU8 instanceof Uint8Array) return pdfium.HEAPU8;
  throw new Error('PDFium shows no memory');
}
