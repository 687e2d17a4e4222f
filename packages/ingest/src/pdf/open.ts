import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { AppError } from '@studywright/core';
import { getDocumentProxy } from 'unpdf';
import { passwordNeeded } from '../unlock/errors.ts';

export type PDFDocumentProxy = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PDFPageProxy = Awaited<ReturnType<PDFDocumentProxy['getPage']>>;

const require = createRequire(import.meta.url);

/**
 * Tables of Asian character codes, which files that do not carry their own refer to by name. They are data of pdfjs-dist, of
 * the version that is built into unpdf; its code must not be loaded beside that of unpdf.
 */
const cMapUrl = join(dirname(require.resolve('pdfjs-dist/package.json')), 'cmaps') + sep;

const damaged = 'This PDF is damaged or cut off and cannot be opened. Get it again from where it came from, or open it in another program, save it as a new PDF and upload that.';

/** @throws AppError PASSWORD_NEEDED for what does not open by itself, UNREADABLE for what is damaged. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    // The parser takes the buffer over, so it gets a copy. Only text is wanted: no picture is unpacked for it.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: 1, enableXfa: false, useSystemFonts: false, cMapUrl, cMapPacked: true });
  } catch (error) {
    throw pdfError(error);
  }
}

function pdfError(error: unknown): AppError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return passwordNeeded();
  return new AppError('UNREADABLE', damaged, { cause: error });
}
