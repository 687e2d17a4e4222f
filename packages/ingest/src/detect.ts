import { AppError } from '@studywright/core';
import type { Format } from './formats/format.ts';
import { formats, readable } from './formats/registry.ts';
import { passwordNeeded } from './unlock/errors.ts';
import { officeFormat } from './office/detect.ts';
import { looksLikeMarkdown, looksLikeText } from './sniff.ts';

/**
 * Tells a file's format by its content; the name only decides between Markdown and plain text, which have no mark of
 * their own.
 * @throws AppError BAD_INPUT for an empty file, PASSWORD_NEEDED, UNSUPPORTED naming what the file is.
 */
export function detectFormat(bytes: Uint8Array, fileName: string): Format {
  if (bytes.length === 0) throw new AppError('BAD_INPUT', 'This file is empty. Choose one with something in it.');
  if (indexOf(bytes, '%PDF-', 1024) !== -1) return formats.pdf;
  const office = officeFormat(bytes);
  if (office !== null) return formats[office];
  const kind = nameOfKind(bytes);
  if (kind !== null) throw refusal(kind);
  if (!looksLikeText(bytes)) {
    if (/\.pdf$/i.test(fileName)) throw new AppError('UNREADABLE', 'This file is named PDF, but what is in it is not a PDF. It may be damaged: get it again from where it came from, and upload it once more.');
    throw refusal('in a format that Studywright does not know');
  }
  if (/\.(md|markdown|mdown|mkd)$/i.test(fileName)) return formats.markdown;
  if (/\.(txt|text|log)$/i.test(fileName)) return formats.text;
  return looksLikeMarkdown(bytes) ? formats.markdown : formats.text;
}

function refusal(kind: string): AppError {
  return new AppError('UNSUPPORTED', `This file is ${kind}. Studywright reads ${readable()}: save or export it as one of these and upload that.`);
}

/** What lies at the front of files that are no text; `at` is where it lies. */
const marks: readonly { at?: number; mark: string; kind: string }[] = [
  { mark: '\x89PNG', kind: 'a PNG picture' },
  { mark: '\xFF\xD8\xFF', kind: 'a JPEG picture' },
  { mark: 'GIF8', kind: 'a GIF picture' },
  { mark: 'BM', kind: 'a BMP picture' },
  { mark: 'II*\0', kind: 'a TIFF picture' },
  { mark: 'MM\0*', kind: 'a TIFF picture' },
  { at: 8, mark: 'WEBP', kind: 'a WebP picture' },
  { at: 8, mark: 'WAVE', kind: 'a WAV sound file' },
  { at: 8, mark: 'AVI ', kind: 'an AVI video' },
  { at: 4, mark: 'ftypheic', kind: 'an HEIC picture' },
  { at: 4, mark: 'ftypavif', kind: 'an AVIF picture' },
  { at: 4, mark: 'ftypM4A', kind: 'an M4A sound file' },
  { at: 4, mark: 'ftypqt', kind: 'a QuickTime video' },
  { at: 4, mark: 'ftyp', kind: 'an MP4 video' },
  { mark: 'ID3', kind: 'an MP3 sound file' },
  { mark: 'OggS', kind: 'an Ogg sound or video file' },
  { mark: 'fLaC', kind: 'a FLAC sound file' },
  { mark: '\x1AE\xDF\xA3', kind: 'a Matroska or WebM video' },
  { mark: '{\\rtf', kind: 'an RTF document' },
  { mark: '%!PS', kind: 'a PostScript document' },
  { mark: 'AT&TFORM', kind: 'a DjVu document' },
  { at: 60, mark: 'BOOKMOBI', kind: 'a Kindle book' },
  { mark: 'ITSF', kind: 'a Windows help file' },
  { mark: '7z\xBC\xAF\x27\x1C', kind: 'a 7-Zip archive' },
  { mark: 'Rar!\x1A', kind: 'a RAR archive' },
  { mark: '\x1F\x8B', kind: 'a gzip archive' },
  { mark: 'BZh', kind: 'a bzip2 archive' },
  { mark: '\xFD7zXZ', kind: 'an XZ archive' },
  { mark: '\x28\xB5\x2F\xFD', kind: 'a Zstandard archive' },
  { at: 257, mark: 'ustar', kind: 'a TAR archive' },
  { mark: 'SQLite format 3\0', kind: 'an SQLite database' },
  { mark: 'MZ', kind: 'a Windows program' },
  { mark: '\x7FELF', kind: 'a program' },
  { mark: '\0asm', kind: 'a program' },
];

function nameOfKind(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return nameOfZip(bytes);
  if (startsWith(bytes, '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')) return nameOfCompoundFile(bytes);
  const known = marks.find(({ at = 0, mark }) => startsWith(bytes, mark, at));
  // Two letters are no proof: a text may start with BM or MZ.
  if (known && (known.mark.length > 2 || !looksLikeText(bytes))) return known.kind;
  return nameOfMarkup(bytes);
}

/** The entries' names tell what a ZIP is; they stand unpacked in it, so nothing needs to be unpacked. */
function nameOfZip(bytes: Uint8Array): string {
  const text = latin1(bytes, 0, Math.min(bytes.length, 65_536)) + latin1(bytes, Math.max(0, bytes.length - 65_536), bytes.length);
  const holds = (name: string) => text.includes(name);
  if (holds('application/epub+zip')) return 'an EPUB book';
  if (holds('application/vnd.oasis.opendocument.spreadsheet')) return 'an OpenDocument spreadsheet';
  if (holds('application/vnd.oasis.opendocument')) return 'an OpenDocument drawing or formula';
  if (holds('xl/workbook') || holds('xl/worksheets')) return 'an Excel workbook';
  if (holds('collection.anki2')) return 'an Anki deck';
  return 'a ZIP archive';
}

function nameOfCompoundFile(bytes: Uint8Array): string {
  const text = latin1(bytes, 0, Math.min(bytes.length, 262_144)) + latin1(bytes, Math.max(0, bytes.length - 65_536), bytes.length);
  const holds = (name: string) => text.includes([...name].join('\0'));
  if (holds('EncryptedPackage')) throw passwordNeeded();
  if (holds('WordDocument')) return 'an old Word document';
  if (holds('PowerPoint Document')) return 'an old PowerPoint presentation';
  if (holds('Workbook')) return 'an old Excel workbook';
  return 'an old Office document';
}

function nameOfMarkup(bytes: Uint8Array): string | null {
  const head = latin1(bytes, 0, 1024).replace(/^[\xEF\xBB\xBF\xFE\xFF\0\s]+/, '').replace(/\0/g, '').toLowerCase();
  if (/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/.test(head)) return 'an SVG picture';
  if (/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!doctype html|<html[\s>])/.test(head)) return 'a web page (HTML)';
  return null;
}

function startsWith(bytes: Uint8Array, mark: string, at = 0): boolean {
  return latin1(bytes, at, at + mark.length) === mark;
}

function indexOf(bytes: Uint8Array, mark: string, within: number): number {
  return latin1(bytes, 0, within).indexOf(mark);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, Math.min(to, bytes.length));
}
