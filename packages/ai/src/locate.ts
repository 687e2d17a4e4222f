import type { Citation, SourceDocument } from '@studywright/core';

/** A part of a page, in UTF-16 code units of the page's text. */
export interface Span {
  page: number;
  start: number;
  end: number;
}

/** Letters, digits and signs that a quote must have after normalisation: fewer would be found in any text. */
const fewestSigns = 8;

/**
 * Finds words that somebody claims to quote. First to the character; then without regard to white space, hyphenation,
 * ligatures, letter case, accents and the kind of quotation marks and dashes. What comes back is the source's own
 * characters, `page.text.slice(start, end)`, or null when the words are not there.
 */
export function locate(source: SourceDocument, spans: readonly Span[], quote: string): Citation | null {
  const wanted = normalise(trimQuote(quote));
  if (wanted.text.length < fewestSigns) return null;
  const exact = trimQuote(quote);
  for (const span of spans) {
    const text = pageText(source, span);
    const at = text.slice(span.start, span.end).indexOf(exact);
    if (at >= 0) return cite(text, span.page, span.start + at, span.start + at + exact.length);
  }
  for (const span of spans) {
    const text = pageText(source, span);
    const within = normalise(text.slice(span.start, span.end));
    const at = within.text.indexOf(wanted.text);
    if (at < 0) continue;
    const first = within.from[at];
    const end = within.to[at + wanted.text.length - 1];
    if (first !== undefined && end !== undefined) return cite(text, span.page, span.start + first, span.start + end);
  }
  return null;
}

/** Counts how often words stand in a text, by the same rule as `locate`, however few they are. */
export function searchable(text: string): (words: string) => number {
  const within = normalise(text).text;
  return (words) => {
    const wanted = normalise(words).text;
    return wanted === '' ? 0 : within.split(wanted).length - 1;
  };
}

/** A citation that names the page and the claimed words, but no place where they stand: grounding discards it. */
export function nowhere(source: SourceDocument, page: number, quote: string): Citation {
  const start = pageText(source, { page }).length;
  return { page, start, end: start + Math.max(1, quote.length), quote: quote || '?' };
}

function pageText(source: SourceDocument, { page }: Pick<Span, 'page'>): string {
  return source.pages.find((candidate) => candidate.number === page)?.text ?? '';
}

function cite(text: string, page: number, start: number, end: number): Citation {
  return { page, start, end, quote: text.slice(start, end) };
}

/** Whoever quotes likes to wrap the words in marks, and to say with dots that the sentence goes on. */
function trimQuote(quote: string): string {
  return quote.replace(/^[\s"“”„‟«»‹›'‘’‚…]+|^\.{3,}|[\s"“”„‟«»‹›'‘’‚…]+$|\.{3,}$/gu, '').trim();
}

interface Normalised {
  text: string;
  /** For each code unit of `text`, where in the original its character starts and ends. */
  from: number[];
  to: number[];
}

/**
 * Only what carries meaning: compatibility forms decomposed (ﬁ to fi, ² to 2), lower case, accents, white space,
 * hyphens and invisible characters left out, quotation marks of one kind.
 */
function normalise(original: string): Normalised {
  const from: number[] = [];
  const to: number[] = [];
  let text = '';
  let position = 0;
  for (const character of original) {
    const end = position + character.length;
    // A mark belongs to the letter before it, so that a citation never ends between the two.
    if (to.length > 0 && /^\p{M}$/u.test(character)) to[to.length - 1] = end;
    const kept = /^[a-z0-9]$/.test(character) ? character : plain(character);
    for (let unit = 0; unit < kept.length; unit += 1) {
      from.push(position);
      to.push(end);
    }
    text += kept;
    position = end;
  }
  return { text, from, to };
}

function plain(character: string): string {
  return character
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\s\p{M}\p{Pd}\u2212\p{Cf}\p{Cc}]/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/[“”„‟«»‹›‘’‚‛′″`´"']/gu, "'");
}
