/**
 * Values that are gathered one by one and taken all at once, again and again. The room that they needed once is kept, where an
 * array made each time would grow, and be copied, each time.
 */
export class Gathered<T> {
  readonly #values: T[] = [];
  #count = 0;

  get length(): number {
    return this.#count;
  }

  push(value: T): void {
    this.#values[this.#count] = value;
    this.#count += 1;
  }

  /** @param back how many places before the last one */
  last(back = 0): T | undefined {
    return back < this.#count ? this.#values[this.#count - 1 - back] : undefined;
  }

  take(): T[] {
    const taken = this.#values.slice(0, this.#count);
    this.#count = 0;
    return taken;
  }
}
