import type { UploadMemory } from './upload-queue.ts';

const prefix = 'studywright.upload';
const keptMs = 24 * 3_600_000;

function key(courseId: string, file: File): string {
  return [prefix, courseId, file.size, file.lastModified, file.name].join('/');
}

/** Begun uploads, kept for a day in this browser: the same file chosen again after a crash goes on where it was. */
export const browserMemory: UploadMemory = {
  find(courseId, file) {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key(courseId, file)) ?? 'null');
      if (typeof kept !== 'object' || kept === null || !('id' in kept) || typeof kept.id !== 'string' || !('at' in kept) || typeof kept.at !== 'number') return null;
      if (Date.now() - kept.at > keptMs) return null;
      return { id: kept.id, url: 'url' in kept && typeof kept.url === 'string' ? kept.url : null };
    } catch {
      return null;
    }
  },
  keep(courseId, file, { id, url }) {
    try {
      localStorage.setItem(key(courseId, file), JSON.stringify({ id, url, at: Date.now() }));
    } catch {
      // A full or forbidden store: the upload goes on, only a crash would begin it anew.
    }
  },
  forget(courseId, file) {
    try {
      localStorage.removeItem(key(courseId, file));
    } catch {
      // Nothing was kept then.
    }
  },
};
