import { AppError } from '@studywright/core';
import { fromBufferPromise } from 'yauzl';
import type { Entry } from 'yauzl';
import type { IngestLimits } from './limits.ts';

/** A ZIP that was looked through: what is in it, and how much of it may be unpacked. */
export interface Archive {
  /** Names of its files, as they stand in it; none of them is ever a path of this machine. */
  names: readonly string[];
  has(name: string): boolean;
  /** Unpacks one file; null where there is none of that name. @throws AppError TOO_LARGE or UNREADABLE */
  read(name: string): Promise<Uint8Array | null>;
  /** How long a file is unpacked; 0 where there is none of that name. */
  size(name: string): number;
  /** The beginning of one file, `bytes` of it at most; null where there is none of that name, or it cannot be unpacked. */
  head(name: string, bytes: number): Promise<Uint8Array | null>;
}

const damaged = 'This file is damaged or cut off and cannot be opened. Get it again from where it came from, or open it in the program that made it, save it anew and upload that.';

/**
 * Opens a ZIP. Nothing is unpacked until it is asked for, nothing is written anywhere, and what is unpacked is counted as it
 * comes out, whatever the archive says of itself.
 * @throws AppError UNREADABLE (damaged, protected, names that lead out of it), TOO_LARGE (more entries or bytes than allowed)
 */
export async function openArchive(bytes: Uint8Array, limits: Pick<IngestLimits, 'maxEntries' | 'maxUnpackedBytes'>): Promise<Archive> {
  const entries = new Map<string, Entry>();
  const zip = await fromBufferPromise(withExactEnd(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw zipError(error);
  });
  if (zip.entryCount > limits.maxEntries) throw tooManyEntries(limits);
  let declared = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      declared += entry.uncompressedSize;
      if (declared > limits.maxUnpackedBytes) throw tooMuchInside(limits);
      // The first of a name counts: two of one name are how a reader and a checker are made to see different files.
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      if (entries.size > limits.maxEntries) throw tooManyEntries(limits);
    }
  } catch (error) {
    throw zipError(error);
  }
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.isEncrypted()) throw new AppError('PASSWORD_NEEDED', 'This file is protected by a password.');
      const parts: Uint8Array[] = [];
      try {
        const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
        for await (const chunk of chunks) {
          unpacked += chunk.length;
          if (unpacked > limits.maxUnpackedBytes) throw tooMuchInside(limits);
          parts.push(chunk);
        }
      } catch (error) {
        throw zipError(error);
      }
      return Buffer.concat(parts);
    },
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async head(name, bytes) {
      const entry = entries.get(name);
      if (!entry || entry.isEncrypted()) return null;
      const parts: Uint8Array[] = [];
      let read = 0;
      try {
        const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
        for await (const chunk of chunks) {
          parts.push(chunk);
          read += chunk.length;
          if (read >= bytes) break;
        }
      } catch {
        return null;
      }
      return Buffer.concat(parts).subarray(0, bytes);
    },
  };
}

const directoryEnd = Buffer.from('PK\x05\x06', 'latin1');
/** Of the record at its end, without the comment that closes it. */
const endBytes = 22;
const longestComment = 0xffff;

/**
 * Mail and downloads leave bytes behind a ZIP's end, or lose its last: other programs open it, yauzl takes nothing but a comment
 * exactly as long as announced. It gets the file without any.
 */
function withExactEnd(zip: Buffer): Buffer {
  const from = Math.max(0, zip.length - endBytes - longestComment);
  const end = zip.subarray(from).lastIndexOf(directoryEnd) + from;
  if (end < from || end + endBytes > zip.length || zip.readUInt16LE(end + 20) === zip.length - end - endBytes) return zip;
  const exact = Buffer.from(zip.subarray(0, end + endBytes));
  exact.writeUInt16LE(0, end + 20);
  return exact;
}

function zipError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('UNREADABLE', damaged, { cause: error });
}

function tooManyEntries({ maxEntries }: Pick<IngestLimits, 'maxEntries'>): AppError {
  return new AppError('TOO_LARGE', `This file holds more than ${maxEntries.toLocaleString('en')} parts, which no document needs. Save it anew in the program that made it, and upload that.`);
}

function tooMuchInside({ maxUnpackedBytes }: Pick<IngestLimits, 'maxUnpackedBytes'>): AppError {
  const megabytes = Math.round(maxUnpackedBytes / 1024 / 1024);
  return new AppError('TOO_LARGE', `Unpacked, this file is larger than ${megabytes} MB. Split the document, or save it with smaller pictures, and upload that.`);
}
