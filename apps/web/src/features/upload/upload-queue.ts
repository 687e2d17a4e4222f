/**
 * Files on their way to the server. One queue a tab, outside of every page, so that going to another page stops nothing.
 * What sends bytes and what asks the server are handed in.
 */

export type UploadState = 'waiting' | 'sending' | 'paused' | 'interrupted' | 'finishing' | 'done' | 'duplicate' | 'failed';

export interface UploadView {
  /** The future document's id. */
  id: string;
  courseId: string;
  fileName: string;
  bytes: number;
  sent: number;
  /** Over the last seconds; null before there is anything to measure. */
  bytesPerSecond: number | null;
  state: UploadState;
  /** What went wrong, written for the student. */
  problem: string | null;
  /** Whole seconds until the next try by itself, while `interrupted`. */
  retryIn: number | null;
  /** The document it became, or the one that is the same. */
  documentId: string | null;
  /** Whether trying again can help; what was never sent is chosen anew instead. */
  again: boolean;
}

export interface Ticket {
  /** Absolute address of the upload endpoint. */
  endpoint: string;
  ticket: string;
  /** Which protocol it speaks. */
  via: 'tus' | 'uploadthing';
}

export interface Sending {
  file: File;
  /** Where an earlier part of it was sent; null for a new upload. */
  previousUrl: string | null;
  onUrl(url: string): void;
  onProgress(sent: number): void;
  signal: AbortSignal;
}

/** How a failed try is to be taken. */
export interface Failure {
  kind: 'again' | 'duplicate' | 'refused';
  detail: string;
  documentId?: string | undefined;
}

export interface UploadPort {
  start(upload: { id: string; courseId: string; fileName: string; bytes: number; replaces?: string }): Promise<Ticket>;
  /** Resolves with the server's last acknowledgement. */
  send(ticket: Ticket, sending: Sending): Promise<void>;
  /** Resolves with the document's id. */
  finish(id: string): Promise<string>;
  /** Tells the server that nothing more will come; best effort. */
  discard(ticket: Ticket, url: string): Promise<void>;
  /** Puts a document before another one of its course. */
  place(id: string, before: string): Promise<void>;
  failure(error: unknown): Failure;
  /** A document came to be in this course. */
  added(courseId: string): void;
}

/** Remembers begun uploads beyond this tab's life, by the course or the document that they are for, so that the same file chosen again goes on where it was. */
export interface UploadMemory {
  find(courseId: string, file: File): { id: string; url: string | null } | null;
  keep(courseId: string, file: File, begun: { id: string; url: string | null }): void;
  forget(courseId: string, file: File): void;
}

interface Entry {
  view: UploadView;
  file: File;
  /** The document of which it is a revised version. */
  replaces: string | undefined;
  url: string | null;
  ticket: Ticket | null;
  /** Every byte is acknowledged; only the document is still to be made of them. */
  complete: boolean;
  tries: number;
  abort: AbortController | null;
  wake: (() => void) | null;
  samples: { at: number; sent: number }[];
}

const atOnce = 2;
const pauses = [1, 2, 4, 8, 15, 30];
const speedWindowMs = 5_000;
const finishTries = 5;

export class UploadQueue {
  readonly #port: () => UploadPort;
  readonly #memory: UploadMemory;
  #entries: Entry[] = [];
  #views: readonly UploadView[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(port: () => UploadPort, memory: UploadMemory) {
    this.#port = port;
    this.#memory = memory;
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  snapshot = (): readonly UploadView[] => this.#views;

  /** Whether leaving the tab would cut something off. */
  get busy(): boolean {
    return this.#views.some((view) => !['done', 'duplicate', 'failed'].includes(view.state));
  }

  /** @param replaces the document of which the file is a revised version */
  add(courseId: string, files: readonly File[], newId: () => string, replaces?: string): void {
    for (const file of files) {
      const begun = this.#memory.find(replaces ?? courseId, file);
      const id = begun?.id ?? newId();
      if (this.#entries.some((entry) => entry.view.id === id)) continue;
      this.#memory.keep(replaces ?? courseId, file, { id, url: begun?.url ?? null });
      const view: UploadView = { id, courseId, fileName: file.name, bytes: file.size, sent: 0, bytesPerSecond: null, state: 'waiting', problem: null, retryIn: null, documentId: null, again: true };
      this.#entries.push({ view, file, replaces, url: begun?.url ?? null, ticket: null, complete: false, tries: 0, abort: null, wake: null, samples: [] });
    }
    this.#changed();
    this.#pump();
  }

  /** A file that is not sent at all, and why. */
  refuse(courseId: string, file: { name: string; size: number }, id: string, problem: string): void {
    const view: UploadView = { id, courseId, fileName: file.name, bytes: file.size, sent: 0, bytesPerSecond: null, state: 'failed', problem, retryIn: null, documentId: null, again: false };
    this.#entries.push({ view, file: new File([], file.name), replaces: undefined, url: null, ticket: null, complete: false, tries: 0, abort: null, wake: null, samples: [] });
    this.#changed();
  }

  pause(id: string): void {
    this.#with(id, (entry) => {
      if (!['waiting', 'sending', 'interrupted'].includes(entry.view.state)) return;
      this.#set(entry, { state: 'paused', bytesPerSecond: null, retryIn: null });
      entry.abort?.abort();
      this.#pump();
    });
  }

  resume(id: string): void {
    this.#with(id, (entry) => {
      if (entry.view.state !== 'paused') return;
      this.#set(entry, { state: 'waiting' });
      this.#pump();
    });
  }

  pauseAll(): void {
    // From the end, so that nobody takes the place of one that pauses.
    for (const { view } of this.#entries.toReversed()) this.pause(view.id);
  }

  resumeAll(): void {
    for (const { view } of [...this.#entries]) this.resume(view.id);
  }

  /** Tries again now: what was interrupted, or what failed. */
  retry(id: string): void {
    this.#with(id, (entry) => {
      entry.tries = 0;
      if (entry.wake) entry.wake();
      else if (entry.view.state === 'failed' && entry.view.again) {
        this.#set(entry, { state: 'waiting', problem: null });
        this.#pump();
      }
    });
  }

  /** The connection is back: nobody waits any longer. */
  retryAll(): void {
    for (const entry of this.#entries) entry.wake?.();
  }

  /** Stops it and forgets it; what was sent is thrown away. */
  cancel(id: string): void {
    this.#with(id, (entry) => {
      this.dismiss(id);
      entry.abort?.abort();
      if (entry.ticket !== null && entry.url !== null && !entry.complete) void this.#port().discard(entry.ticket, entry.url).catch(() => undefined);
      this.#pump();
    });
  }

  /** Takes what is over from the list. */
  dismiss(id: string): void {
    this.#with(id, (entry) => {
      this.#memory.forget(entry.replaces ?? entry.view.courseId, entry.file);
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.#changed();
    });
  }

  dismissFinished(): void {
    for (const { view } of [...this.#entries]) if (['done', 'duplicate', 'failed'].includes(view.state)) this.dismiss(view.id);
  }

  #pump(): void {
    const running = this.#entries.filter((entry) => entry.abort !== null).length;
    const next = this.#entries.filter((entry) => entry.view.state === 'waiting' && entry.abort === null).slice(0, Math.max(0, atOnce - running));
    for (const entry of next) void this.#run(entry);
  }

  async #run(entry: Entry): Promise<void> {
    const abort = new AbortController();
    entry.abort = abort;
    try {
      while (!abort.signal.aborted) {
        try {
          await this.#attempt(entry, abort.signal);
          return;
        } catch (error) {
          if (abort.signal.aborted) return;
          const failure = this.#port().failure(error);
          if (failure.kind !== 'again') return this.#end(entry, failure);
          if (entry.complete && entry.tries >= finishTries) entry.complete = false;
          await this.#wait(entry, failure.detail, abort.signal);
        }
      }
    } finally {
      entry.abort = null;
      this.#pump();
    }
  }

  async #attempt(entry: Entry, signal: AbortSignal): Promise<void> {
    const { id, courseId, fileName, bytes } = entry.view;
    this.#set(entry, { state: entry.complete ? 'finishing' : 'sending', problem: null, retryIn: null });
    if (!entry.complete) {
      entry.ticket = await this.#port().start({ id, courseId, fileName, bytes, ...(entry.replaces !== undefined && { replaces: entry.replaces }) });
      if (signal.aborted) return;
      await this.#port().send(entry.ticket, {
        file: entry.file,
        previousUrl: entry.url,
        signal,
        onUrl: (url) => {
          entry.url = url;
          this.#memory.keep(entry.replaces ?? courseId, entry.file, { id, url });
        },
        onProgress: (sent) => this.#progress(entry, sent),
      });
      entry.complete = true;
      this.#set(entry, { state: 'finishing', sent: bytes, bytesPerSecond: null });
    }
    const documentId = await this.#port().finish(id);
    this.#memory.forget(entry.replaces ?? courseId, entry.file);
    this.#set(entry, { state: 'done', documentId, problem: null });
    await this.#keepOrder(entry, documentId);
    this.#port().added(courseId);
  }

  /** A long file arrives after a short one that was added behind it: it takes its place all the same. Best effort. */
  async #keepOrder(entry: Entry, documentId: string): Promise<void> {
    if (entry.replaces !== undefined) return;
    const behind = this.#entries.slice(this.#entries.indexOf(entry) + 1);
    const next = behind.find(({ view, replaces }) => view.courseId === entry.view.courseId && view.state === 'done' && replaces === undefined);
    if (next?.view.documentId != null) await this.#port().place(documentId, next.view.documentId).catch(() => undefined);
  }

  #end(entry: Entry, failure: Failure): void {
    this.#memory.forget(entry.replaces ?? entry.view.courseId, entry.file);
    this.#set(entry, { state: failure.kind === 'duplicate' ? 'duplicate' : 'failed', problem: failure.detail, documentId: failure.documentId ?? null, bytesPerSecond: null, retryIn: null });
    entry.url = null;
  }

  async #wait(entry: Entry, problem: string, signal: AbortSignal): Promise<void> {
    const seconds = pauses[Math.min(entry.tries, pauses.length - 1)] ?? 30;
    entry.tries += 1;
    entry.samples = [];
    this.#set(entry, { state: 'interrupted', problem, retryIn: seconds, bytesPerSecond: null });
    await new Promise<void>((resolve) => {
      const done = () => {
        clearInterval(timer);
        signal.removeEventListener('abort', done);
        entry.wake = null;
        resolve();
      };
      let left = seconds;
      const timer = setInterval(() => {
        left -= 1;
        if (left <= 0) done();
        else this.#set(entry, { retryIn: left });
      }, 1000);
      signal.addEventListener('abort', done);
      entry.wake = done;
    });
  }

  #progress(entry: Entry, sent: number): void {
    const now = performance.now();
    // Something got through: the next loss of the connection is a new one.
    if (sent > entry.view.sent) entry.tries = 0;
    entry.samples = [...entry.samples.filter((sample) => now - sample.at < speedWindowMs), { at: now, sent }];
    const first = entry.samples[0];
    const elapsed = first === undefined ? 0 : now - first.at;
    const bytesPerSecond = first !== undefined && elapsed >= 500 ? Math.max(0, ((sent - first.sent) / elapsed) * 1000) : entry.view.bytesPerSecond;
    this.#set(entry, { sent, bytesPerSecond });
  }

  #with(id: string, act: (entry: Entry) => void): void {
    const entry = this.#entries.find((candidate) => candidate.view.id === id);
    if (entry !== undefined) act(entry);
  }

  #set(entry: Entry, change: Partial<UploadView>): void {
    entry.view = { ...entry.view, ...change };
    this.#changed();
  }

  #changed(): void {
    this.#views = this.#entries.map((entry) => entry.view);
    for (const listener of this.#listeners) listener();
  }
}
