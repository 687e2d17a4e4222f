/** Milliseconds between two reads: a worker says more often that something changed than a page can show it. */
const readEveryMs = 400;

/**
 * When a page that watches something reads it again: at most once in a while, once more for what comes meanwhile, and once
 * when it is seen in another state. Of several answers that were asked for together, the one that tells of the state may be
 * newer than the others; and what is done quickly is never seen while it is worked on.
 */
export class LiveReads {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: string | null = null;

  changed(read: () => void): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      read();
    }, readEveryMs);
  }

  /** @param state null while it is not known */
  saw(state: string | null, read: () => void): void {
    if (this.#state !== null && this.#state !== state) this.changed(read);
    this.#state = state;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
