/** Where a quote stands in a revised version of its document. Pure; offsets count UTF-16 code units. */

/** A stretch of a text. */
export interface Stretch {
  start: number;
  end: number;
}

/** A text with each run of white space as one space, and where each of its code units stands in the original. */
interface Collapsed {
  text: string;
  from: Int32Array;
}

function collapse(original: string): Collapsed {
  const from = new Int32Array(original.length + 1);
  let text = '';
  let kept = 0;
  let copied = 0;
  for (const { 0: run, index } of original.matchAll(/\s+/g)) {
    for (let at = copied; at < index; at += 1) from[kept++] = at;
    text += original.slice(copied, index);
    copied = index + run.length;
    if (kept === 0 || copied === original.length) continue;
    from[kept++] = index;
    text += ' ';
  }
  for (let at = copied; at < original.length; at += 1) from[kept++] = at;
  text += original.slice(copied);
  return { text, from };
}

function stretch({ from }: Collapsed, at: number, length: number): Stretch {
  return { start: from[at] ?? 0, end: (from[at + length - 1] ?? 0) + 1 };
}

/**
 * Where the words of a quote stand in a text, line breaks and other white space apart; the stretch nearest to `near` where
 * they stand more than once. Null where they do not, to the character.
 */
export function findQuote(text: string, quote: string, near = 0): Stretch | null {
  const wanted = collapse(quote).text;
  if (wanted === '') return null;
  const within = collapse(text);
  let best: Stretch | null = null;
  for (let at = within.text.indexOf(wanted); at !== -1; at = within.text.indexOf(wanted, at + 1)) {
    const found = stretch(within, at, wanted.length);
    if (best === null || Math.abs(found.start - near) < Math.abs(best.start - near)) best = found;
    else break;
  }
  return best;
}

export interface QuotePlace extends Stretch {
  /** Index of the text. */
  in: number;
}

/** Code units of a quote by which it is looked up first. */
const keyLength = 16;
const base = 257;

/**
 * Where quotes stand in many texts, such as the pages of a book: each the first time that its words occur, white space
 * apart, or null. Reads every text once, however many quotes there are.
 */
export function findQuotes(texts: readonly string[], quotes: readonly string[]): (QuotePlace | null)[] {
  const found: (QuotePlace | null)[] = quotes.map(() => null);
  const byKey = new Map<number, { index: number; wanted: string }[]>();
  const short: { index: number; wanted: string }[] = [];
  for (const [index, quote] of quotes.entries()) {
    const wanted = collapse(quote).text;
    if (wanted.length < keyLength) {
      if (wanted !== '') short.push({ index, wanted });
      continue;
    }
    const key = hashOf(wanted);
    byKey.set(key, [...(byKey.get(key) ?? []), { index, wanted }]);
  }
  for (const [place, text] of texts.entries()) {
    const within = collapse(text);
    const note = ({ index, wanted }: { index: number; wanted: string }, at: number) => {
      found[index] ??= { in: place, ...stretch(within, at, wanted.length) };
    };
    for (const one of short) {
      const at = found[one.index] === null ? within.text.indexOf(one.wanted) : -1;
      if (at !== -1) note(one, at);
    }
    if (byKey.size === 0) continue;
    for (const [at, key] of rolling(within.text)) {
      for (const one of byKey.get(key) ?? []) if (found[one.index] === null && within.text.startsWith(one.wanted, at)) note(one, at);
    }
  }
  return found;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < keyLength; at += 1) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The hash of each stretch of `keyLength` code units, each made from the one before it (Rabin and Karp). */
function* rolling(text: string): Generator<[at: number, hash: number]> {
  if (text.length < keyLength) return;
  let top = 1;
  for (let power = 1; power < keyLength; power += 1) top = Math.imul(top, base);
  let hash = hashOf(text);
  yield [0, hash];
  for (let at = 1; at + keyLength <= text.length; at += 1) {
    hash = (Math.imul(hash - Math.imul(text.charCodeAt(at - 1), top), base) + text.charCodeAt(at + keyLength - 1)) | 0;
    yield [at, hash];
  }
}
