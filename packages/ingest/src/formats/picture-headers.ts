/** What pictures say of themselves in front, before anything of them is decoded. */
import type { Turn } from '@studywright/core';

export interface PictureHeader {
  /** In pixels, as shown upright. */
  width: number;
  height: number;
  /** Which picture of its file it is, from 0. */
  index: number;
}

/** @returns null for what is no picture of that kind, or breaks off before it says its size */
export type ReadHeaders = (bytes: Uint8Array) => PictureHeader[] | null;

/** Turns that EXIF's orientations stand for; those that mirror turn as well. */
const turnsOf: readonly Turn[] = [0, 0, 0, 180, 180, 90, 90, 270, 270];

const one = (width: number, height: number, orientation: number): PictureHeader[] | null => {
  if (width <= 0 || height <= 0) return null;
  const turn = turnsOf[orientation] ?? 0;
  return [turn === 90 || turn === 270 ? { width: height, height: width, index: 0 } : { width, height, index: 0 }];
};

/** A view that gives 0 for what lies outside, and never throws. */
function viewOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, length: number) => at >= 0 && at + length <= bytes.length;
  return {
    u8: (at: number) => bytes[at] ?? 0,
    u16: (at: number, little = false) => (has(at, 2) ? view.getUint16(at, little) : 0),
    u24: (at: number) => (has(at, 3) ? view.getUint16(at, true) | (view.getUint8(at + 2) << 16) : 0),
    u32: (at: number, little = false) => (has(at, 4) ? view.getUint32(at, little) : 0),
    text: (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length)),
  };
}

/** Chunks before the first of the pixels. */
const mostChunks = 1_000;

export function pngHeaders(bytes: Uint8Array): PictureHeader[] | null {
  const { u32, text } = viewOf(bytes);
  if (text(12, 4) !== 'IHDR') return null;
  let orientation = 1;
  for (let [at, seen] = [8, 0]; at + 12 <= bytes.length && seen < mostChunks; [at, seen] = [at + 12 + u32(at), seen + 1]) {
    if (text(at + 4, 4) === 'IDAT') break;
    if (text(at + 4, 4) === 'eXIf') orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + u32(at)));
  }
  return one(u32(16), u32(20), orientation);
}

export function jpegHeaders(bytes: Uint8Array): PictureHeader[] | null {
  const { u8, u16, text } = viewOf(bytes);
  let orientation = 1;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (u8(at) !== 0xff) return null;
    const marker = u8(at + 1);
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return one(u16(at + 7), u16(at + 5), orientation);
    if (marker === 0xda || marker === 0xd9) return null;
    if (marker === 0xe1 && text(at + 4, 6) === 'Exif\0\0') orientation = exifOrientation(bytes.subarray(at + 10, at + 2 + u16(at + 2)));
    at += 2 + Math.max(2, u16(at + 2));
  }
  return null;
}

export function webpHeaders(bytes: Uint8Array): PictureHeader[] | null {
  const { u8, u16, u24, u32, text } = viewOf(bytes);
  const kind = text(12, 4);
  if (kind === 'VP8 ') return one(u16(26, true) & 0x3fff, u16(28, true) & 0x3fff, 1);
  if (kind === 'VP8L') return one(1 + (u32(21, true) & 0x3fff), 1 + ((u32(21, true) >>> 14) & 0x3fff), 1);
  if (kind !== 'VP8X') return null;
  let orientation = 1;
  const hasExif = (u8(20) & 0x08) !== 0;
  for (let [at, seen] = [12, 0]; hasExif && at + 8 <= bytes.length && seen < mostChunks; [at, seen] = [at + 8 + u32(at + 4, true) + (u32(at + 4, true) % 2), seen + 1]) {
    if (text(at, 4) === 'EXIF') orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + u32(at + 4, true)));
  }
  return one(1 + u24(24), 1 + u24(27), orientation);
}

export function gifHeaders(bytes: Uint8Array): PictureHeader[] | null {
  const { u16 } = viewOf(bytes);
  return one(u16(6, true), u16(8, true), 1);
}

const tags = { subfile: 254, width: 256, height: 257, orientation: 274 } as const;

interface Directory {
  values: Map<number, number>;
  next: number;
}

/** Of its pictures, without the small ones that stand for another. @param most of directories that are looked at */
export function tiffHeaders(bytes: Uint8Array, most: number): PictureHeader[] | null {
  const { u16, u32, text } = viewOf(bytes);
  const little = text(0, 2) === 'II';
  const headers: PictureHeader[] = [];
  const seen = new Set<number>();
  let at = u32(4, little);
  for (let index = 0; at !== 0 && index <= most; index += 1) {
    // A directory that comes round again would never end.
    if (seen.has(at) || at + 2 > bytes.length) return index === 0 ? null : headers;
    seen.add(at);
    const { values, next } = directoryAt(at, little, u16, u32);
    const [header] = one(values.get(tags.width) ?? 0, values.get(tags.height) ?? 0, values.get(tags.orientation) ?? 1) ?? [];
    const isPreview = ((values.get(tags.subfile) ?? 0) & 1) === 1;
    if (header && !isPreview) headers.push({ ...header, index });
    at = next;
  }
  return headers.length > 0 ? headers : null;
}

function directoryAt(at: number, little: boolean, u16: (at: number, little: boolean) => number, u32: (at: number, little: boolean) => number): Directory {
  const count = u16(at, little);
  const values = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    const isShort = u16(entry + 2, little) === 3;
    values.set(u16(entry, little), isShort ? u16(entry + 8, little) : u32(entry + 8, little));
  }
  return { values, next: u32(at + 2 + count * 12, little) };
}

/** @param bytes a TIFF in small, as EXIF is @returns 1 to 8, 1 where it says nothing */
function exifOrientation(bytes: Uint8Array): number {
  const exif = viewOf(bytes).text(0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes;
  const { u16, u32, text } = viewOf(exif);
  const order = text(0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const little = order === 'II';
  const value = directoryAt(u32(4, little), little, u16, u32).values.get(tags.orientation) ?? 1;
  return value >= 1 && value <= 8 ? value : 1;
}
