const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Entries in which every word is found, the last one as far as it is typed; without regard to case and accents. */
export function matching<Entry extends { term: string; aliases: readonly string[]; definition: string }>(entries: readonly Entry[], search: string): Entry[] {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  return entries.filter(({ term, aliases, definition }) => {
    const text = plain([term, ...aliases, definition].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** The letter under which a term stands; `#` for what begins with none. */
export function initialOf(term: string): string {
  const first = /\p{L}/u.exec(term.normalize('NFKD').charAt(0))?.[0];
  return first === undefined ? '#' : first.toUpperCase();
}
