/** A first look at a file, from which it is told what it is: only its ends are decoded, and of a ZIP no more is unpacked than what names its type. */
import { inflateRawSync } from 'node:zlib';
import { looksLikeText, utf16 } from './sniff.ts';

export interface Look {
  bytes: Uint8Array;
  /** As the student named it; decides only where the content leaves it open. */
  fileName: string;
  /** Whether these bytes, one a character, stand at that place. */
  startsWith(mark: string, at?: number): boolean;
  /** Whether they stand anywhere in the first `within` bytes. */
  opensWith(mark: string, within: number): boolean;
  /** Its first 16 KB as text, without marks of byte order and white space before it; empty where it is no text. */
  head: string;
  isText: boolean;
  /** What a ZIP tells of itself; null for everything else. */
  zip: ZipLook | null;
  /** Whether it is a compound file (OLE) that has a stream of that name. */
  hasStream(name: string): boolean;
}

export interface ZipLook {
  /** What its entry `mimetype` says, which EPUB and OpenDocument have in front until somebody packs them anew; empty where there is none. */
  mediaType: string;
  /** Whether the name of an entry starts like this. */
  has(start: string): boolean;
}

const headBytes = 16_384;
/** Directories of compound files and what a cut-off ZIP still names lie within this, from either end. */
const endBytes = 65_536;

export function lookAt(bytes: Uint8Array, fileName: string): Look {
  const startsWith = (mark: string, at = 0) => latin1(bytes, at, at + mark.length) === mark;
  const isZip = startsWith('PK\x03\x04') || startsWith('PK\x05\x06');
  const isText = !isZip && looksLikeText(bytes);
  return {
    bytes,
    fileName,
    startsWith,
    opensWith: (mark, within) => latin1(bytes, 0, within).includes(mark),
    head: isText ? headOf(bytes) : '',
    isText,
    zip: isZip ? zipLook(bytes) : null,
    hasStream: (name) => startsWith('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1') && ends(bytes, 4 * endBytes).includes([...name].join('\0')),
  };
}

function headOf(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, headBytes);
  return new TextDecoder(utf16(bytes) ?? 'latin1').decode(sample).replace(/^[\uFEFF\xEF\xBB\xBF\0\s]+/, '');
}

/** Types are shorter. */
const longestType = 200;

function zipLook(bytes: Uint8Array): ZipLook {
  const entries = entriesOf(bytes);
  return { mediaType: mediaTypeOf(bytes, entries), has: (start) => entries.some(({ name }) => name.startsWith(start)) };
}

interface ZipEntry {
  name: string;
  /** Of what stands before its content. */
  at: number;
}

/** From the directory at its end; of a file that is cut off, from what stands before each entry near its start. */
function entriesOf(bytes: Uint8Array): ZipEntry[] {
  const text = ends(bytes, endBytes);
  // What is left out between the two ends shifts the second.
  const placeOf = (index: number) => (index < endBytes ? index : index + bytes.length - text.length);
  const entries: ZipEntry[] = [];
  for (const match of text.matchAll(/PK\x01\x02.{24}(..).{12}(.{4})|PK\x03\x04.{22}(..).{2}/gs)) {
    const [, length = match[3], offset] = match;
    const from = match.index + match[0].length;
    entries.push({ name: text.slice(from, from + numberOf(length ?? '')), at: offset === undefined ? placeOf(match.index) : numberOf(offset) });
  }
  return entries;
}

function mediaTypeOf(bytes: Uint8Array, entries: readonly ZipEntry[]): string {
  const at = entries.find(({ name }) => name === 'mimetype')?.at;
  const header = at === undefined ? '' : latin1(bytes, at, at + 30);
  if (at === undefined || !header.startsWith('PK\x03\x04')) return '';
  const from = at + 30 + numberOf(header.slice(26, 28)) + numberOf(header.slice(28, 30));
  // Of what was packed in one go it stands behind.
  const size = numberOf(header.slice(18, 22)) || longestType;
  const content = bytes.subarray(from, from + Math.min(size, longestType));
  const text = numberOf(header.slice(8, 10)) === 0 ? latin1(content, 0, longestType) : unpackedStart(content);
  return /^\s*(application\/[\w.+-]+)/.exec(text)?.[1]?.replace(/PK$/, '') ?? '';
}

function unpackedStart(content: Uint8Array): string {
  try {
    return latin1(inflateRawSync(content, { maxOutputLength: longestType }), 0, longestType);
  } catch {
    return '';
  }
}

/** Whole, without sign, its lowest byte first. */
const numberOf = (low: string) => [...low].reduceRight((sum, byte) => 256 * sum + byte.charCodeAt(0), 0);

function ends(bytes: Uint8Array, length: number): string {
  return latin1(bytes, 0, length) + latin1(bytes, Math.max(length, bytes.length - length), bytes.length);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', Math.min(from, bytes.length), Math.min(to, bytes.length));
}
