/** Elements of a page by the id of what they show, held so that leader lines can follow them. */
export class Elements {
  readonly #held = new Map<string, { current: Element | null }>();
  readonly #attach = new Map<string, (node: Element | null) => void>();

  of(id: string): { current: Element | null } {
    const known = this.#held.get(id);
    if (known !== undefined) return known;
    const made = { current: null };
    this.#held.set(id, made);
    return made;
  }

  /** A ref for React; the same one each time, so that a new drawing attaches nothing anew. */
  attach(id: string): (node: Element | null) => void {
    const known = this.#attach.get(id);
    if (known !== undefined) return known;
    const made = (node: Element | null) => {
      this.of(id).current = node;
    };
    this.#attach.set(id, made);
    return made;
  }

  /** For something that stands in several pieces: the first of them counts, in the order of the page. */
  attachFirst(ids: readonly string[], node: Element | null): void {
    for (const id of ids) {
      const held = this.of(id);
      if (node === null) held.current = null;
      else held.current ??= node;
    }
  }
}
