import { diffWordsWithSpace } from 'diff';

/** A piece of a passage: whether the other version has it too, and whether it is part of the quote. */
export interface Part {
  text: string;
  changed: boolean;
  quoted: boolean;
}

/** Above this many differences two passages have little in common, and marks on every word would say nothing. */
const mostDifferences = 400;

/**
 * Two versions of a passage in pieces, what differs marked word by word. Joined, the pieces of each are its text.
 * @param quote where in `before` the quote stands; UTF-16 offsets
 */
export function compared(before: string, quote: { start: number; end: number }, after: string): { before: Part[]; after: Part[] } {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostDifferences });
  if (changes === undefined) return { before: withQuote([{ text: before, changed: false }], quote), after: [{ text: after, changed: false, quoted: false }] };
  const old: { text: string; changed: boolean }[] = [];
  const now: Part[] = [];
  for (const { value, added, removed } of changes) {
    if (!added) old.push({ text: value, changed: removed });
    if (!removed) now.push({ text: value, changed: added, quoted: false });
  }
  return { before: withQuote(old, quote), after: now };
}

/** Cuts the pieces where the quote begins and ends. */
function withQuote(pieces: readonly { text: string; changed: boolean }[], { start, end }: { start: number; end: number }): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { text, changed } of pieces) {
    const cuts = [0, start - at, end - at, text.length].map((cut) => Math.min(text.length, Math.max(0, cut)));
    for (let index = 0; index < 3; index += 1) {
      const piece = text.slice(cuts[index], cuts[index + 1]);
      if (piece !== '') parts.push({ text: piece, changed, quoted: index === 1 });
    }
    at += text.length;
  }
  return parts;
}

/** A passage of which nothing took the place. */
export function alone(before: string, quote: { start: number; end: number }): Part[] {
  return withQuote([{ text: before, changed: false }], quote);
}
