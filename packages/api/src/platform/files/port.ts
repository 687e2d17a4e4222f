import type { Readable } from 'node:stream';

export interface StoredFile {
  key: string;
  bytes: number;
  modifiedAt: Date;
}

/** The first and the last byte, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** How a browser is to take a file that it fetches from the store itself. */
export interface Presentation {
  /** The whole header `Content-Disposition`. */
  disposition: string;
  mediaType: string;
  seconds: number;
}

/** Where the bytes of documents are kept. Keys are made by us, never from a file's name; `/` parts them into folders. */
export interface FileStore {
  /** Length and digest of what was uploaded under this id, or, where it was taken already, of what is kept under `key`; null while there is neither. */
  inspectUpload(uploadId: string, key: string): Promise<{ bytes: number; sha256: string } | null>;
  /** Bytes of an upload that are there, as far as the store can tell; null where nothing can be taken. */
  uploadedBytes(uploadId: string): Promise<number | null>;
  /** Keeps a finished upload under `key`. Done again, it changes nothing. @throws where there is neither */
  takeUpload(uploadId: string, key: string): Promise<void>;
  /** Quiet when there is nothing. */
  discardUpload(uploadId: string): Promise<void>;
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Keeps what comes, of which no more than a few megabytes are in memory. Where the source throws, nothing is kept. */
  writeStream(key: string, source: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>;
  /** Null where there is no such file. Whoever asks reads the stream to its end or destroys it. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Bytes; null where there is no such file. */
  size(key: string): Promise<number | null>;
  /** An address at which a browser gets the file from the store itself; null where the store has none for browsers. */
  address(key: string, presentation: Presentation): Promise<string | null>;
  /** Gives a path on this machine for as long as `use` runs. @throws AppError NOT_FOUND where the file is gone */
  withLocal<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Quiet when there is nothing. */
  remove(key: string): Promise<void>;
  /** All whose key begins with `prefix`, which ends with `/`. */
  removeAll(prefix: string): Promise<void>;
  /** In the order of their keys, byte by byte. `prefix` ends with `/`. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** Throws away what programs that were killed left half done before then. */
  tidy(before: Date): Promise<void>;
}
