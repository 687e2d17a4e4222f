/** A first look at a file, from which it is told what it is: nothing is unpacked and only its ends are decoded. */
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
  /** What its entry `mimetype` says, as EPUB and OpenDocument have it in front; empty where there is none. */
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

function zipLook(bytes: Uint8Array): ZipLook {
  const names = entryNames(bytes);
  // Stored and in front, so that it can be read without unpacking: that is what the entry is for.
  const mediaType = /^PK\x03\x04.{26}mimetype(application\/[\w.+-]+)/s.exec(latin1(bytes, 0, 256))?.[1]?.replace(/PK$/, '') ?? '';
  return { mediaType, has: (start) => names.some((name) => name.startsWith(start)) };
}

/** From the directory at its end; of a file that is cut off, from what stands before each entry near its start. */
function entryNames(bytes: Uint8Array): string[] {
  const text = ends(bytes, endBytes);
  const names: string[] = [];
  for (const match of text.matchAll(/PK\x01\x02.{24}(.)(.).{16}|PK\x03\x04.{22}(.)(.).{2}/gs)) {
    const [low = '', high = ''] = match[1] === undefined ? match.slice(3, 5) : match.slice(1, 3);
    const from = match.index + match[0].length;
    names.push(text.slice(from, from + low.charCodeAt(0) + 256 * high.charCodeAt(0)));
  }
  return names;
}

function ends(bytes: Uint8Array, length: number): string {
  return latin1(bytes, 0, length) + latin1(bytes, Math.max(length, bytes.length - length), bytes.length);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', Math.min(from, bytes.length), Math.min(to, bytes.length));
}
