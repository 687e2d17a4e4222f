import type { DocumentReader } from './reader.ts';

/**
 * The same reader, of whose pictures `atOnce` are read at a time, one of each document in turn: a scan of a hundred pages
 * that asked first does not hold up one of three.
 */
export function takeTurns(reader: DocumentReader, atOnce: number): DocumentReader {
  /** By document, in the order of their turns: who waits to begin. */
  const waiting = new Map<string, (() => void)[]>();
  let running = 0;

  function next(): void {
    const [first] = waiting;
    if (!first || running >= atOnce) return;
    const [path, line] = first;
    waiting.delete(path);
    const begin = line.shift();
    // Behind the others, for as long as it has more.
    if (line.length > 0) waiting.set(path, line);
    begin?.();
  }

  function turn(path: string, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const begin = () => {
      signal?.removeEventListener('abort', leave);
      running += 1;
      resolve();
    };
    const leave = () => {
      const line = (waiting.get(path) ?? []).filter((other) => other !== begin);
      if (line.length > 0) waiting.set(path, line);
      else waiting.delete(path);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    waiting.set(path, [...(waiting.get(path) ?? []), begin]);
    next();
    return promise;
  }

  return {
    ...reader,
    pictures: atOnce,
    async recognize(path, page, options) {
      await turn(path, options.signal);
      try {
        return await reader.recognize(path, page, options);
      } finally {
        running -= 1;
        next();
      }
    },
  };
}
