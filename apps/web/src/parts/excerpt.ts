export interface Excerpt {
  before: string;
  quote: string;
  after: string;
}

/**
 * Cuts a passage down to its quote and about `around` characters on either side, at word borders, with an ellipsis where
 * something was left out. Line breaks inside a paragraph become spaces; the quote itself is never shortened.
 */
export function excerpt(passage: { text: string; start: number; end: number }, around?: number): Excerpt {
  const before = flat(passage.text.slice(0, passage.start));
  const quote = flat(passage.text.slice(passage.start, passage.end));
  const after = flat(passage.text.slice(passage.end));
  if (around === undefined) return { before, quote, after };
  return { before: tail(before, around), quote, after: head(after, around) };
}

function flat(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*(?!\n)/g, ' ');
}

function tail(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(-most);
  const space = /\s/.test(text.charAt(text.length - most - 1)) ? -1 : cut.search(/\s/);
  return `… ${space === -1 ? cut : cut.slice(space + 1)}`;
}

function head(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const space = cut.search(/\s\S*$/);
  return `${space === -1 ? cut : cut.slice(0, space)} …`;
}
