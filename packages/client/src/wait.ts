import type { StudywrightClient } from './client.ts';
import { aborted, StudywrightError } from './errors.ts';
import { wait } from './retry.ts';
import type { Document } from './upload.ts';

export interface WaitOptions {
  /** Told whenever something about it changed. */
  onProgress?: (document: Document) => void;
  signal?: AbortSignal;
  /** Milliseconds between two looks: while the server tells of changes, and while it does not. */
  everyMs?: { told: number; untold: number };
}

/** How long a server may be away before it is given up. */
const patienceMs = 60_000;

/**
 * Waits until a document is ready, has failed or was cancelled, and gives it as it then is. Hears of changes by subscription; where
 * that does not get through, it looks again every second or two.
 */
export async function waitForDocument(client: StudywrightClient, id: string, { onProgress, signal, everyMs = { told: 10_000, untold: 1_500 } }: WaitOptions = {}): Promise<Document> {
  const { courseId } = await client.document.get.query({ id }, { signal });
  const news = createNews();
  const subscription = client.document.changes.subscribe(
    { courseId },
    {
      onStarted: () => news.connected(true),
      onData: ({ documentId }) => {
        if (documentId === id) news.ring();
      },
      onConnectionStateChange: ({ state }) => {
        if (state !== 'pending') news.connected(false);
      },
      onError: () => news.connected(false),
    },
  );
  let last = '';
  let awaySince: number | null = null;
  try {
    for (;;) {
      const heard = news.next();
      const document = await client.document.get.query({ id }, { signal }).catch((error: unknown) => {
        if (!(error instanceof StudywrightError) || !error.retryable) throw error;
        awaySince ??= performance.now();
        if (performance.now() - awaySince > patienceMs) throw error;
        return null;
      });
      if (document) {
        awaySince = null;
        const now = JSON.stringify(document);
        if (now !== last) onProgress?.(document);
        last = now;
        if (document.status !== 'queued' && document.status !== 'working') return document;
      }
      if (signal?.aborted) throw aborted();
      await either(heard, news.isTold() && document ? everyMs.told : everyMs.untold, signal);
    }
  } finally {
    subscription.unsubscribe();
  }
}

/** Whichever comes first; the other leaves nothing running. */
async function either(heard: Promise<void>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const over = new AbortController();
  const both = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  try {
    await Promise.race([heard, wait(ms, both)]);
  } finally {
    over.abort();
  }
}

/** A bell that is heard also when it rang while nobody listened. */
function createNews() {
  let told = false;
  let bell = Promise.withResolvers<void>();
  return {
    isTold: () => told,
    ring: () => bell.resolve(),
    connected(now: boolean) {
      // What changed while the line was down was not told.
      if (told !== now) bell.resolve();
      told = now;
    },
    /** Resolves with the first ring after this call. */
    next() {
      bell = Promise.withResolvers();
      return bell.promise;
    },
  };
}
