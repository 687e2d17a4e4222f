/** PDFium's memory and table of functions, which its types leave out. */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { z } from 'zod';

/** To be asked for each time: it is another array once the memory has grown. */
export function heapOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  if ('HEAPU8' in pdfium && pdfium.HEAPU8 instanceof Uint8Array) return pdfium.HEAPU8;
  throw new Error('PDFium shows no memory');
}

/** The same memory by numbers of more than one byte, which are little-endian in WebAssembly. */
export function viewOf(pdfium: WrappedPdfiumModule): DataView {
  const { buffer, byteOffset, byteLength } = heapOf(pdfium);
  return new DataView(buffer, byteOffset, byteLength);
}

type Callback = (...args: number[]) => number | void;

const functions = z.object({ addFunction: z.custom<(callback: Callback, signature: string) => number>((value) => typeof value === 'function') });

/** @param signature a letter for what it returns and one for each argument: `v` nothing, `i` a 32-bit integer @returns where PDFium finds it */
export function pointerTo({ pdfium }: WrappedPdfiumModule, callback: Callback, signature: string): number {
  // A function that is in the table already keeps the signature it came with, so that each gets one of its own.
  return functions.parse(pdfium).addFunction((...args) => callback(...args), signature);
}
