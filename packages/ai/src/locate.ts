import type { Citation, SourceDocument } from '@studywright/core';
import search from 'approx-string-match';

/** A part of a page, in UTF-16 code units of the page's text. */
export interface Span {
  page: number;
  start: number;
  end: number;
}

/** Letters, digits and signs that a quote must have after normalisation: fewer would be found in any text. */
const fewestSigns = 8;

/** A quote that was copied with slips is still looked for when it has so many signs, and that share of them may differ. */
const fewestSignsWithSlips = 24;
const slips = 0.1;

/**
 * Finds words that somebody claims to quote. First to the character; then without regard to white space, hyphenation,
 * ligatures, letter case, accents and the kind of quotation marks and dashes; then with a few slips, though never with
 * another number and never with a “not” more or less. What comes back is the source's own characters,
 * `page.text.slice(start, end)`, or null when the words are not there.
 */
export function locate(source: Pick<SourceDocument, 'pages'>, spans: readonly Span[], quote: string): Citation | null {
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
  return locateWithSlips(source, spans, exact, wanted.text);
}

function locateWithSlips(source: Pick<SourceDocument, 'pages'>, spans: readonly Span[], quote: string, wanted: string): Citation | null {
  if (wanted.length < fewestSignsWithSlips) return null;
  let best: { errors: number; citation: Citation } | null = null;
  for (const span of spans) {
    const text = pageText(source, span);
    const within = normalise(text.slice(span.start, span.end));
    for (const { start, end, errors } of search(within.text, wanted, Math.floor(wanted.length * slips))) {
      const first = within.from[start];
      const last = within.to[end - 1];
      if (first === undefined || last === undefined || (best && best.errors <= errors)) continue;
      const citation = wholeWords(text, span, first, last);
      if (saysTheSame(citation.quote, quote)) best = { errors, citation };
    }
  }
  return best?.citation ?? null;
}

/** The place of what was found, from `first` to `last` in the span, without half words at its ends. */
function wholeWords(text: string, span: Span, first: number, last: number): Citation {
  let start = span.start + first;
  let end = span.start + last;
  while (start > span.start && isWordPart(text, start - 1) && isWordPart(text, start)) start -= 1;
  while (end < Math.min(span.end, text.length) && isWordPart(text, end) && isWordPart(text, end - 1)) end += 1;
  return cite(text, span.page, start, end);
}

function isWordPart(text: string, at: number): boolean {
  return /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(text.charAt(at));
}

/** Numbers and negations are where few letters change what is said. */
function saysTheSame(one: string, other: string): boolean {
  return weighty(one) === weighty(other);
}

function weighty(text: string): string {
  const plainText = text.normalize('NFKC').toLowerCase().replace(/-\s*\n\s*/gu, '');
  const numbers = plainText.match(/\d+/gu) ?? [];
  const negations = plainText.match(/\b(?:not|no|never|without|cannot|nicht|nie|niemals|ohne|kein\p{L}{0,2}|ne|pas|jamais|sans|sin|non)\b|n['’]t\b/gu) ?? [];
  return [...numbers, '/', ...negations.map(() => 'not')].join(' ');
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

function pageText(source: Pick<SourceDocument, 'pages'>, { page }: Pick<Span, 'page'>): string {
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
