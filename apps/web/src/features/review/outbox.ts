/**
 * Ratings on their way: kept on this device from the key press until the server has them, sent in order, one at a time.
 * Each entry has a place of its own in the store, so that two tabs never write over each other's.
 */
import type { ReviewResult, Rating } from '@studywright/core';
import type { Store } from '@/lib/device-store.ts';

export type Letter =
  | { kind: 'review'; id: string; cardId: string; rating: Rating; version: number; durationMs: number }
  | { kind: 'undo'; id: string; reviewId: string; cardId: string };

export interface Post {
  send(letter: Letter): Promise<ReviewResult>;
  /** `wait`: try again later; `signed-out`: until somebody signs in; `refused`: it will never be taken. */
  failure(error: unknown): { kind: 'wait' | 'signed-out' | 'refused'; detail: string };
  answered(letter: Letter, result: ReviewResult): void;
  refused(letter: Letter, detail: string): void;
}

export interface OutboxState {
  waiting: number;
  /** Why nothing goes out: no answer, or nobody signed in; null while all is well. */
  trouble: { kind: 'wait' | 'signed-out'; detail: string; retryIn: number } | null;
}

const pauses = [1, 2, 4, 8, 15, 20];

export class Outbox {
  readonly #prefix: string;
  readonly #store: Store;
  readonly #post: Post;
  #letters: Letter[] = [];
  #sending: Letter | null = null;
  #running: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #state: OutboxState = { waiting: 0, trouble: null };
  readonly #listeners = new Set<() => void>();

  /** @param owner whose ratings these are: another student of this browser never sends them */
  constructor(owner: string, store: Store, post: Post) {
    this.#prefix = `studywright.rating/${owner}/`;
    this.#store = store;
    this.#post = post;
    this.#letters = store
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      // Ids are in time order, and so are the keys.
      .toSorted()
      .flatMap((key) => {
        const letter = parse(store.get(key));
        return letter === null ? [] : [letter];
      });
    this.#changed(null);
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  snapshot = (): OutboxState => this.#state;

  /** Cards with a rating that the server does not have yet. */
  get pending(): readonly Letter[] {
    return this.#letters;
  }

  put(letter: Letter): void {
    this.#letters = [...this.#letters, letter];
    this.#store.set(this.#prefix + letter.id, JSON.stringify(letter));
    this.#changed(this.#state.trouble);
    void this.flush();
  }

  /** Takes a rating back that has not gone out yet. False when it has: then it has to be undone. */
  withdraw(id: string): boolean {
    if (this.#sending?.id === id || !this.#letters.some((letter) => letter.id === id)) return false;
    this.#drop(id);
    this.#changed(this.#state.trouble);
    return true;
  }

  /** Resolves when nothing is left to send, however long that takes. */
  flush(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** The connection is back, or somebody asks: try now. */
  retryNow(): void {
    this.#wake?.();
    void this.flush();
  }

  async #run(): Promise<void> {
    let tries = 0;
    for (;;) {
      const letter = this.#letters[0];
      if (letter === undefined) return;
      this.#sending = letter;
      try {
        const result = await this.#post.send(letter);
        tries = 0;
        this.#drop(letter.id);
        this.#changed(null);
        this.#post.answered(letter, result);
      } catch (error) {
        const failure = this.#post.failure(error);
        if (failure.kind === 'refused') {
          this.#drop(letter.id);
          this.#changed(null);
          this.#post.refused(letter, failure.detail);
        } else {
          await this.#wait(failure.kind, failure.detail, pauses[Math.min(tries, pauses.length - 1)] ?? 20);
          tries += 1;
        }
      } finally {
        this.#sending = null;
      }
    }
  }

  #wait(kind: 'wait' | 'signed-out', detail: string, seconds: number): Promise<void> {
    return new Promise((resolve) => {
      let left = seconds;
      this.#changed({ kind, detail, retryIn: left });
      const done = () => {
        clearInterval(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setInterval(() => {
        left -= 1;
        if (left <= 0) done();
        else this.#changed({ kind, detail, retryIn: left });
      }, 1000);
      this.#wake = done;
    });
  }

  #drop(id: string): void {
    this.#letters = this.#letters.filter((letter) => letter.id !== id);
    this.#store.remove(this.#prefix + id);
  }

  #changed(trouble: OutboxState['trouble']): void {
    this.#state = { waiting: this.#letters.length, trouble: this.#letters.length === 0 ? null : trouble };
    for (const listener of this.#listeners) listener();
  }
}

function isRating(value: unknown): value is Rating {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** What another version of this page may have left there is not trusted. */
function parse(text: string | null): Letter | null {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    if (typeof read !== 'object' || read === null || !('kind' in read) || !('id' in read) || !('cardId' in read)) return null;
    const { kind, id, cardId } = read;
    if (typeof id !== 'string' || typeof cardId !== 'string') return null;
    if (kind === 'undo' && 'reviewId' in read && typeof read.reviewId === 'string') return { kind, id, cardId, reviewId: read.reviewId };
    if (kind !== 'review' || !('rating' in read) || !('version' in read) || !('durationMs' in read)) return null;
    const { rating, version, durationMs } = read;
    return isRating(rating) && typeof version === 'number' && typeof durationMs === 'number' ? { kind, id, cardId, rating, version, durationMs } : null;
  } catch {
    return null;
  }
}
