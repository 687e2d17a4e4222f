import { randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileGone } from './gone.ts';
import { measure, measured } from './digest.ts';
import type { FileStore, StoredFile } from './port.ts';

/** Uploads in progress stand in `uploads/`, where the tus server writes them; documents in `documents/`; what is being written in `incoming/`. */
export function localFiles(folder: string): FileStore {
  const root = resolve(folder);
  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (!path.startsWith(root + sep)) throw new Error('A storage key must stay below its folder.');
    return path;
  };
  const uploadPath = (uploadId: string) => pathOf(join('uploads', uploadId));

  async function writeStream(key: string, source: AsyncIterable<Uint8Array>) {
    const target = pathOf(key);
    const incoming = pathOf(join('incoming', randomUUID()));
    await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const { stream, result } = measured(source);
    try {
      const file = await open(incoming, 'wx', 0o600);
      try {
        for await (const chunk of stream) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(incoming, target);
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
    return result();
  }

  return {
    async inspectUpload(uploadId, key) {
      for (const path of [uploadPath(uploadId), pathOf(key)]) {
        // Whoever else finishes it may move it to its place at this moment.
        const found = await measure(createReadStream(path)).catch(nullIfMissing);
        if (found) return found;
      }
      return null;
    },
    uploadedBytes: async (uploadId) => (await fileAt(uploadPath(uploadId)))?.size ?? null,
    async takeUpload(uploadId, key) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      if (await fileAt(uploadPath(uploadId))) await rename(uploadPath(uploadId), target);
      else if (!(await fileAt(target))) throw new Error('There is no such upload.');
      await rm(`${uploadPath(uploadId)}.json`, { force: true });
    },
    async discardUpload(uploadId) {
      await rm(uploadPath(uploadId), { force: true });
      await rm(`${uploadPath(uploadId)}.json`, { force: true });
    },
    async write(key, bytes) {
      await writeStream(key, once(bytes));
    },
    writeStream,
    async read(key, range) {
      const path = pathOf(key);
      return (await fileAt(path)) ? createReadStream(path, range) : null;
    },
    size: async (key) => (await fileAt(pathOf(key)))?.size ?? null,
    address: async () => null,
    async withLocal(key, use) {
      const path = pathOf(key);
      if (!(await fileAt(path))) throw fileGone();
      return use(path);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    removeAll: (prefix) => rm(pathOf(prefix), { recursive: true, force: true }),
    list: (prefix) => filesBelow(root, prefix),
    async tidy(before) {
      for await (const { key, modifiedAt } of filesBelow(root, 'incoming/')) if (modifiedAt < before) await rm(pathOf(key), { force: true });
    },
  };
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function fileAt(path: string) {
  return stat(path).then((found) => (found.isFile() ? found : null), () => null);
}

async function* filesBelow(root: string, prefix: string): AsyncGenerator<StoredFile> {
  const entries: Dirent[] = await readdir(join(root, prefix), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const named = entries.map((entry) => ({ entry, key: `${prefix}${entry.name}${entry.isDirectory() ? '/' : ''}` }));
  named.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  for (const { entry, key } of named) {
    if (entry.isDirectory()) yield* filesBelow(root, key);
    else {
      const found = await fileAt(join(root, key));
      if (found) yield { key, bytes: found.size, modifiedAt: found.mtime };
    }
  }
}
