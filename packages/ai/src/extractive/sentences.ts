/** Passages to sentences: where each stands in its page, and the tidied text that a student may see of it. */
import type { Passage, SourceDocument } from '@studywright/core';
import type { Language, Token } from './language.ts';

export interface Sentence {
  /** Its place among all sentences of the document. */
  index: number;
  passage: number;
  page: number;
  /** Offsets in the page's text; `raw` is that slice. */
  start: number;
  end: number;
  raw: string;
  /** One line, without pointers to figures and literature. */
  text: string;
  tokens: Token[];
  /** Ends as a statement does, and is long enough to be one. */
  prose: boolean;
  /** First of its passage. */
  opening: boolean;
  /** Counted within its paragraph, as a caption counts the steps and parts that a picture shows. */
  step?: true;
}

/** A passage longer than this is no paragraph; what comes after it in the same passage is left alone. */
const passageLimit = 400_000;
/** Enough for some 600 pages; a longer document gets its items from its beginning. */
const documentLimit = 2_500_000;

const abbreviation = /(?:^|[\s(“"])(?:e\.g|i\.e|cf|vs|al|etc|approx|ca|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Fig|Figs|Eq|No|Nos|Vol|pp|p|Ch|Sec|Art|v|op|Inc|Ltd|Co|U\.S|z\.\s?B|d\.\s?h|u\.\s?a|bzw|usw|Abb|Nr|Bd|Jh|Chr|sog|ggf|vgl|evtl|bzgl|insb|inkl|Beh|Bew|Bsp|ca|Abs|lat|griech|\p{Lu})\.\s*$/u;

/** "(2) " or "(b) " before a sentence. */
const counted = /\((?:\d|[a-h])\)\s+$/u;

export function splitSentences(source: SourceDocument, language: Language, skip: (passage: number) => boolean): Sentence[] {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  const sentences: Sentence[] = [];
  let read = 0;
  for (const [index, passage] of source.passages.entries()) {
    if (read > documentLimit) break;
    if (skip(index)) continue;
    const text = passageText(passage, pages);
    read += text.length;
    let opening = true;
    for (const span of spans(text, language)) {
      const raw = text.slice(span.start, span.end);
      const shown = tidy(raw);
      if (shown === '') continue;
      const usable = shown.length <= 700 && !/\S{60}/.test(shown) && !raw.includes('\t');
      sentences.push({
        index: sentences.length,
        passage: index,
        page: passage.page,
        start: passage.start + span.start,
        end: passage.start + span.end,
        raw,
        text: shown,
        tokens: usable ? language.tokens(shown) : [],
        prose: usable && isProse(shown),
        opening,
        ...(counted.test(text.slice(Math.max(0, span.start - 6), span.start)) && { step: true as const }),
      });
      opening = false;
    }
  }
  return sentences;
}

/** The page's own text at the passage's place: offsets count there, whatever the passage's copy looks like. */
export function passageText(passage: Passage, pages: ReadonlyMap<number, string>): string {
  return (pages.get(passage.page) ?? '').slice(passage.start, Math.min(passage.end, passage.start + passageLimit));
}

function spans(text: string, language: Language): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const block of blocks(text)) {
    // Line ends inside a paragraph would end a sentence; a space of the same length keeps the offsets.
    const flat = text.slice(block.start, block.end).replace(/\s/g, ' ');
    let current: { start: number; end: number } | undefined;
    for (const part of language.sentences(flat)) {
      if (current && continues(flat, current, part)) current.end = part.end;
      else {
        if (current) found.push(trimmed(text, block.start + current.start, block.start + current.end));
        current = { ...part };
      }
    }
    if (current) found.push(trimmed(text, block.start + current.start, block.start + current.end));
  }
  return found.filter((span) => span.end > span.start);
}

/** Whether what looks like two sentences is one: after an abbreviation, an initial, inside brackets, before a small letter. */
function continues(flat: string, current: { start: number; end: number }, part: { start: number; end: number }): boolean {
  if (current.end - current.start > 1500) return false;
  const before = flat.slice(Math.max(current.start, current.end - 40), current.end);
  const after = flat.slice(part.start, part.start + 3);
  if (/^\s*\p{Ll}/u.test(after) || abbreviation.test(before)) return true;
  if (/^\s*[)\]]/.test(after)) return true;
  const sofar = flat.slice(current.start, current.end);
  const open = (sofar.match(/\(/g)?.length ?? 0) - (sofar.match(/\)/g)?.length ?? 0);
  return open > 0 && current.end - current.start < 400;
}

/** Runs of lines that belong together: a list item, a row of a table or a title stands alone, a wrapped line does not. */
function blocks(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text[i] !== '\n' && text[i] !== '\r' && text[i] !== '\f') continue;
    lines.push({ start, end: i });
    start = i + 1;
  }
  const longest = lines.reduce((most, line) => Math.max(most, line.end - line.start), 0);
  const out: { start: number; end: number }[] = [];
  let open = false;
  for (const line of lines) {
    const body = text.slice(line.start, line.end);
    const last = out.at(-1);
    const starts = /^\s*(?:[•◦▪‣●○*–—-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)/.test(body);
    if (open && last && !starts && body.trim() !== '' && !body.includes('\t')) last.end = line.end;
    else if (body.trim() !== '') out.push({ ...line });
    open = body.trim() !== '' && !body.includes('\t') && body.length >= longest * 0.55;
  }
  return out;
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  const bullet = text.slice(start, Math.min(end, start + 8)).match(/^(?:[•◦▪‣●○*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)/)?.[0];
  return { start: start + (bullet?.length ?? 0), end };
}

const pointer = /\s*[([](?:see\s+|cf\.\s+|siehe\s+|vgl\.\s+)?(?:Figures?|Figs?\.?|Tables?|Abb(?:ildung|\.)?|Tab(?:elle|\.)?|Chapters?|Sections?|Kapitel|Box|Eq\.?)(?:[a-z]|\s[^()[\]]{0,40})?[)\]]/giu;
const literature = /\s*\((?:[^()]{0,160}?[\p{L}.],?\s)?(?:(?:1[5-9]|20)\d\d[a-z]?|n\.d\.)(?:[,;:&\s]|(?:1[5-9]|20)\d\d|\p{L}|[.’'-]|\d)*\)/gu;
const numbered = /\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]/g;

/** Text on one line without what only makes sense on the page: pointers to figures and to literature. */
export function tidy(raw: string): string {
  let text = raw.replace(/\u00ad/g, '').replace(/(\p{Ll})[-‐]\s*\n\s*(?=\p{Ll})/gu, '$1').replace(/\s+/g, ' ').trim();
  if (text.length > 3000) return text;
  text = text.replace(pointer, '').replace(numbered, '');
  if (/\d{4}|n\.d\./.test(text)) text = text.replace(literature, (match) => (isCitation(match) ? '' : match));
  return text.replace(/\s+([,.;:!?])/g, '$1').trim();
}

/** "(Anderson, 1984)" and "(1935)", not "(in 1859 the theory was new)" nor "(1809–1882)". */
function isCitation(match: string): boolean {
  if (/^\s*\((?:1[5-9]|20)\d\d[a-z]?\)$/.test(match)) return true;
  return /[\p{Lu}][\p{L}’'.-]+[^()]*,?\s(?:(?:1[5-9]|20)\d\d|n\.d\.)/u.test(match) && !/\b(?:in|by|since|until|from|on|the|was|were|born|died)\s/i.test(match.replace(/\bet al\b|\bas cited in\b/gi, ''));
}

function isProse(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]/u.test(text);
  if (/^\d+\.\d|(?:^|\s)(?:\d+|\p{Lu})(?:\.\d+)+\.?$/u.test(text)) return false;
  if (!/[.!。！।؟۔][”"’'»)\]]*$/u.test(text) || /\.\s?\.\s?\.$|…$/.test(text)) return false;
  if (!cjk && (words.length < 4 || words.length > 70)) return false;
  return letters / text.length > 0.6 && capitals / Math.max(1, letters) < 0.35;
}
