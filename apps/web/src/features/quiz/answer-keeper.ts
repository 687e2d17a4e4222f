/**
 * The answers of one attempt: shown at once, kept on this device until the server has them, sent one after another. An
 * answer is set, not added, so only the newest of each question goes out and sending it twice changes nothing.
 */
import type { QuestionAnswer } from '@studywright/core';
import type { Store } from '@/lib/device-store.ts';
import { readAnswer } from './read-answer.ts';

export interface Given {
  answer: QuestionAnswer | null;
  marked: boolean;
}

export interface KeeperState {
  /** By question; what the server does not have yet lies over what it has. */
  given: ReadonlyMap<string, Given>;
  unsent: number;
  trouble: { kind: 'wait' | 'signed-out'; detail: string; retryIn: number } | null;
  /** The server takes no more answers, such as after handing in elsewhere. */
  closed: string | null;
}

export interface KeeperPort {
  save(questionId: string, given: Given): Promise<void>;
  failure(error: unknown): { kind: 'wait' | 'signed-out' | 'refused'; detail: string };
}

const pauses = [1, 2, 4, 8, 15, 20];

export class AnswerKeeper {
  readonly #prefix: string;
  readonly #store: Store;
  readonly #port: KeeperPort;
  readonly #given: Map<string, Given>;
  readonly #unsent = new Map<string, Given>();
  #running: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #state: KeeperState;
  readonly #listeners = new Set<() => void>();

  /** @param saved what the server has */
  constructor(attemptId: string, saved: ReadonlyMap<string, Given>, store: Store, port: KeeperPort) {
    this.#prefix = `studywright.answer/${attemptId}/`;
    this.#store = store;
    this.#port = port;
    this.#given = new Map(saved);
    for (const key of store.keys()) {
      if (!key.startsWith(this.#prefix)) continue;
      const given = parse(store.get(key));
      const questionId = key.slice(this.#prefix.length);
      if (given !== null && saved.has(questionId)) this.#unsent.set(questionId, given);
      else store.remove(key);
    }
    for (const [questionId, given] of this.#unsent) this.#given.set(questionId, given);
    this.#state = { given: new Map(this.#given), unsent: this.#unsent.size, trouble: null, closed: null };
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  snapshot = (): KeeperState => this.#state;

  set(questionId: string, change: Partial<Given>): void {
    if (this.#state.closed !== null) return;
    const given = { answer: null, marked: false, ...this.#given.get(questionId), ...change };
    this.#given.set(questionId, given);
    this.#unsent.set(questionId, given);
    this.#store.set(this.#prefix + questionId, JSON.stringify(given));
    this.#changed({});
    void this.flush();
  }

  /** Resolves when the server has everything, however long that takes, or will take nothing more. */
  flush(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  retryNow(): void {
    this.#wake?.();
    void this.flush();
  }

  async #run(): Promise<void> {
    let tries = 0;
    for (;;) {
      const [next] = this.#unsent;
      if (next === undefined) return;
      const [questionId, given] = next;
      try {
        await this.#port.save(questionId, given);
        tries = 0;
        // Changed while it was on its way: the newer one goes out next.
        if (this.#unsent.get(questionId) === given) this.#forget(questionId);
        this.#changed({ trouble: null });
      } catch (error) {
        const { kind, detail } = this.#port.failure(error);
        if (kind === 'refused') {
          for (const id of [...this.#unsent.keys()]) this.#forget(id);
          this.#changed({ trouble: null, closed: detail });
          return;
        }
        await this.#wait(kind, detail, pauses[Math.min(tries, pauses.length - 1)] ?? 20);
        tries += 1;
      }
    }
  }

  #forget(questionId: string): void {
    this.#unsent.delete(questionId);
    this.#store.remove(this.#prefix + questionId);
  }

  #wait(kind: 'wait' | 'signed-out', detail: string, seconds: number): Promise<void> {
    return new Promise((resolve) => {
      let left = seconds;
      this.#changed({ trouble: { kind, detail, retryIn: left } });
      const done = () => {
        clearInterval(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setInterval(() => {
        left -= 1;
        if (left <= 0) done();
        else this.#changed({ trouble: { kind, detail, retryIn: left } });
      }, 1000);
      this.#wake = done;
    });
  }

  #changed(change: Partial<Pick<KeeperState, 'trouble' | 'closed'>>): void {
    this.#state = { ...this.#state, ...change, given: new Map(this.#given), unsent: this.#unsent.size };
    for (const listener of this.#listeners) listener();
  }
}

function parse(text: string | null): Given | null {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    if (typeof read !== 'object' || read === null || !('answer' in read) || !('marked' in read) || typeof read.marked !== 'boolean') return null;
    if (read.answer === null) return { answer: null, marked: read.marked };
    const answer = readAnswer(read.answer);
    return answer === null ? null : { answer, marked: read.marked };
  } catch {
    return null;
  }
}
