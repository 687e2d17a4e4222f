import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError } from '@studywright/core';
import { z } from 'zod';
import { closeDocument, openDocument } from '../pdfium/document.ts';
import type { OpenDocument } from '../pdfium/document.ts';
import { heapOf, viewOf } from '../pdfium/heap.ts';
import { loadPdfium } from '../pdfium/module.ts';

const damaged = 'This PDF is damaged or cut off and cannot be opened. Get it again from where it came from, or open it in another program, save it as a new PDF and upload that.';
/** So many pages may bring the parser down before the whole is given up: each time it is started anew. */
const mostCrashes = 20;
const scratchBytes = 4096;

/** What is asked for each character, font or page, called without the package's checks around it, which take longer than most answers. */
const call = z.custom<(...args: number[]) => number>((value) => typeof value === 'function');
const rawCalls = z.object({
  FPDF_LoadPage: call,
  FPDF_ClosePage: call,
  FPDF_GetPageBoundingBox: call,
  FPDFPage_GetRotation: call,
  FPDFFont_GetBaseFontName: call,
  FPDFText_LoadPage: call,
  FPDFText_ClosePage: call,
  FPDFText_CountChars: call,
  FPDFText_GetUnicode: call,
  FPDFText_HasUnicodeMapError: call,
  FPDFText_GetTextObject: call,
  FPDFText_GetLooseCharBox: call,
  FPDFText_GetCharOrigin: call,
  FPDFText_GetMatrix: call,
  FPDFText_GetFontSize: call,
  FPDFTextObj_GetFont: call,
});

const decoders = { 'utf-8': new TextDecoder('utf-8'), 'utf-16le': new TextDecoder('utf-16le') };
type Encoding = keyof typeof decoders;

/** The parser with one document open in it. */
export interface Parser {
  pdfium: WrappedPdfiumModule;
  raw: z.infer<typeof rawCalls>;
  document: number;
  /** Where the parser may write answers, `scratchBytes` long. */
  scratch: number;
  /** PDFium's memory, to be asked for anew after whatever may have made it grow. */
  memory(): DataView;
  /** The text that a call writes; empty where there is none or it is too long. @param write gives how many bytes it needs */
  text(encoding: Encoding, write: (at: number, bytes: number) => number): string;
}

export interface PdfDocument {
  readonly pages: number;
  readonly parser: Parser;
  /** Opens it again in a new parser, after the one it was in broke down. @throws AppError UNREADABLE after too many times */
  recover(): Promise<void>;
  close(): void;
}

/** @throws AppError PASSWORD_NEEDED for what does not open by itself, UNREADABLE for what is damaged. */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  let started: Started | undefined = await start(bytes);
  const { pages } = started;
  let crashes = 0;
  return {
    pages,
    get parser() {
      if (!started) throw new Error('This document is not open any more');
      return started.parser;
    },
    async recover() {
      // Not closed: nothing can be asked of the parser that it is in.
      started = undefined;
      crashes += 1;
      if (crashes > mostCrashes) throw new AppError('UNREADABLE', damaged);
      started = await start(bytes);
    },
    close() {
      started?.close();
      started = undefined;
    },
  };
}

interface Started {
  parser: Parser;
  pages: number;
  close(): void;
}

/** Made once and used for one document after the other; it is put back only by what ended well. */
let idle: WrappedPdfiumModule | undefined;

async function start(bytes: Uint8Array): Promise<Started> {
  const spare = idle;
  idle = undefined;
  const pdfium = spare ?? (await loadPdfium());
  const { pages, ...opened } = open(pdfium, bytes);
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const scratch = malloc(scratchBytes);
  let view = viewOf(pdfium);
  const memory = () => (view.buffer.byteLength === 0 ? (view = viewOf(pdfium)) : view);
  const text = (encoding: Encoding, write: (at: number, bytes: number) => number) => {
    const length = write(scratch, scratchBytes);
    if (length > scratchBytes) return '';
    const written = heapOf(pdfium).subarray(scratch, scratch + length);
    return decoders[encoding].decode(written).replace(/\0[^]*$/, '');
  };
  const raw = rawCalls.parse(pdfium.pdfium.wasmExports);
  return {
    parser: { pdfium, raw, document: opened.document, scratch, memory, text },
    pages,
    close() {
      free(scratch);
      closeDocument(pdfium, opened);
      idle ??= pdfium;
    },
  };
}

function open(pdfium: WrappedPdfiumModule, bytes: Uint8Array): OpenDocument & { pages: number } {
  try {
    const opened = openDocument(pdfium, bytes, damaged);
    const pages = pdfium.FPDF_GetPageCount(opened.document);
    if (pages > 0) return { ...opened, pages };
    closeDocument(pdfium, opened);
    throw new AppError('UNREADABLE', damaged);
  } catch (error) {
    if (!(error instanceof AppError)) throw new AppError('UNREADABLE', damaged, { cause: error });
    idle ??= pdfium;
    throw error;
  }
}
