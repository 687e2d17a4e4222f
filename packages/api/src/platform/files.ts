import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { finished } from 'node:stream/promises';

/** Where the bytes of documents are kept. Keys are made by us, never from a file's name. */
export interface FileStore {
  /** Length and digest of what was uploaded under this id, or, where it was taken already, of what is kept under `key`; null while there is neither. */
  inspectUpload(uploadId: string, key: string): Promise<{ bytes: number; sha256: string } | null>;
  /** Bytes of an upload that are there; null where nothing was begun, or it was taken already. */
  uploadedBytes(uploadId: string): Promise<number | null>;
  /** Keeps a finished upload under `key`. Done again, it changes nothing. */
  takeUpload(uploadId: string, key: string): Promise<void>;
  /** Quiet when there is nothing. */
  discardUpload(uploadId: string): Promise<void>;
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Gives a path on this machine for as long as `use` runs. */
  withLocal<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Quiet when there is nothing. */
  remove(key: string): Promise<void>;
}

/** Uploads in progress stand in `uploads/`, where the tus server writes them; documents in `documents/`. */
export function localFiles(folder: string): FileStore {
  const root = resolve(folder);
  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (!path.startsWith(root + sep)) throw new Error('A storage key must stay below its folder.');
    return path;
  };
  const uploadPath = (uploadId: string) => pathOf(join('uploads', uploadId));
  return {
    async inspectUpload(uploadId, key) {
      for (const path of [uploadPath(uploadId), pathOf(key)]) {
        if (await isFile(path)) return sha256OfFile(path);
      }
      return null;
    },
    uploadedBytes: (uploadId) => stat(uploadPath(uploadId)).then((found) => found.size, () => null),
    async takeUpload(uploadId, key) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      if (await isFile(uploadPath(uploadId))) await rename(uploadPath(uploadId), target);
      await rm(`${uploadPath(uploadId)}.json`, { force: true });
    },
    async discardUpload(uploadId) {
      await rm(uploadPath(uploadId), { force: true });
      await rm(`${uploadPath(uploadId)}.json`, { force: true });
    },
    async write(key, bytes) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      const file = await open(`${target}.part`, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${target}.part`, target);
    },
    withLocal: (key, use) => use(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isFile(), () => false);
}

async function sha256OfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const stream = createReadStream(path);
  stream.on('data', (chunk) => hash.update(chunk));
  await finished(stream);
  return { sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Documents are spread over folders by the end of their id, which is random. */
export function documentKey(documentId: string): string {
  return join('documents', documentId.slice(-2), documentId);
}
