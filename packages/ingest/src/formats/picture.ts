/** Pictures: PNG, JPEG, TIFF and WebP. Only what they say of themselves is read here; their pixels are for the reader of pictures. */
import { AppError } from '@studywright/core';
import { tooManyPages } from '../limits.ts';
import type { IngestLimits } from '../limits.ts';
import type { Look } from '../look.ts';
import type { Draft, MarkedFormat } from './format.ts';
import { jpegHeaders, pngHeaders, tiffHeaders, webpHeaders } from './picture-headers.ts';
import type { PictureHeader } from './picture-headers.ts';

interface Kind {
  name: string;
  mediaType: string;
  matches(look: Pick<Look, 'startsWith'>): boolean;
  /** Null where the picture breaks off before it says its size. */
  headers(bytes: Uint8Array, limits: Pick<IngestLimits, 'maxPages'>): PictureHeader[] | null;
  /** Whether it ends as such a picture does. */
  isWhole(bytes: Uint8Array): boolean;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
/** Programs add things of their own behind the end of a picture. */
const endBytes = 65_536;
const endOf = (bytes: Uint8Array) => latin1(bytes.subarray(Math.max(0, bytes.length - endBytes)));

const kinds: readonly Kind[] = [
  { name: 'PNG', mediaType: 'image/png', matches: (look) => look.startsWith('\x89PNG'), headers: pngHeaders, isWhole: (bytes) => endOf(bytes).includes('IEND') },
  { name: 'JPEG', mediaType: 'image/jpeg', matches: (look) => look.startsWith('\xFF\xD8\xFF'), headers: jpegHeaders, isWhole: (bytes) => endOf(bytes).includes('\xFF\xD9') },
  {
    name: 'TIFF',
    mediaType: 'image/tiff',
    matches: (look) => look.startsWith('II*\0') || look.startsWith('MM\0*'),
    headers: (bytes, { maxPages }) => tiffHeaders(bytes, maxPages),
    // Where its pixels lie is for whoever decodes them.
    isWhole: () => true,
  },
  {
    name: 'WebP',
    mediaType: 'image/webp',
    matches: (look) => look.startsWith('RIFF') && look.startsWith('WEBP', 8),
    headers: webpHeaders,
    isWhole: (bytes) => bytes.length >= 12 && bytes.length >= 8 + Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32LE(4),
  },
];

export const pictures: readonly MarkedFormat[] = kinds.map((kind) => ({
  name: kind.name,
  mediaType: kind.mediaType,
  matches: kind.matches,
  read: async (bytes, { limits }) => draftOf(kind, bytes, limits),
}));

function draftOf(kind: Kind, bytes: Uint8Array, limits: IngestLimits): Draft {
  return { pages: headersOf(kind, bytes, limits).map(({ width, height }) => ({ blocks: [], picture: true, size: { width, height } })) };
}

/** The pictures of a file, one a page. @returns null for what is no picture @throws AppError TOO_LARGE, UNREADABLE */
export function picturesIn(bytes: Uint8Array, limits: Pick<IngestLimits, 'maxPages' | 'maxPixels'>): PictureHeader[] | null {
  const start = latin1(bytes.subarray(0, 16));
  const kind = kinds.find(({ matches }) => matches({ startsWith: (mark, at = 0) => start.startsWith(mark, at) }));
  return kind ? headersOf(kind, bytes, limits) : null;
}

function headersOf(kind: Kind, bytes: Uint8Array, limits: Pick<IngestLimits, 'maxPages' | 'maxPixels'>): PictureHeader[] {
  const headers = kind.headers(bytes, limits);
  if (!headers) throw new AppError('UNREADABLE', `This ${kind.name} picture is damaged: it does not say how large it is. Get it again from where it came from, and upload it once more.`);
  if (headers.length > limits.maxPages) throw tooManyPages(headers.length, limits);
  const large = headers.find(({ width, height }) => width * height > limits.maxPixels);
  if (large) {
    const count = (n: number) => n.toLocaleString('en');
    throw new AppError('TOO_LARGE', `This picture has ${count(large.width)} × ${count(large.height)} pixels; ${count(limits.maxPixels / 1e6)} million is the most. Make it smaller, or cut it up, and upload that.`);
  }
  if (!kind.isWhole(bytes)) throw new AppError('UNREADABLE', `This ${kind.name} picture is cut off before its end. Get it again from where it came from, and upload it once more.`);
  return headers;
}
