/** Entries of a glossary: "term: what it is", a line each. */
import type { SourceDocument } from '@studywright/core';
import { trimAnswer } from './answers.ts';
import { nominal } from './clauses.ts';
import type { Definition } from './definition.ts';
import type { Language } from './language.ts';
import type { Sections } from './sections.ts';
import { passageText, tidy } from './sentences.ts';
import type { Sentence } from './sentences.ts';
import { termKey } from './words.ts';

interface Entry {
  passage: number;
  page: number;
  start: number;
  end: number;
  raw: string;
  term: string;
  answer: string;
  alias: string | undefined;
  /** Stands under a glossary's title rather than in a list of that form. */
  titled: boolean;
}

const entryForm = /^(?:[•◦▪‣●*–-]\s+)?((?:[\p{L}\p{N}][\p{L}\p{N}'’/.-]*)(?:\s(?:[\p{L}\p{N}(][\p{L}\p{N}'’()/.-]*)){0,6})(?:\s*:\s+|\s+[–—-]\s+|\t)([^\s\t][^\t]{14,400})$/u;

/**
 * Reads entries under a glossary's title, and elsewhere where at least three neighbours have the form. Adds a sentence
 * for each to `sentences`, so that an entry can be quoted like any other.
 */
export function readGlossary(source: SourceDocument, sections: Sections, language: Language, sentences: Sentence[]): Definition[] {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  const entries: Entry[] = [];
  let run: Entry[] = [];
  const flush = () => {
    if (run.length >= 3) entries.push(...run);
    run = [];
  };
  for (const [index, passage] of source.passages.entries()) {
    const glossary = sections.isGlossary[index] === true;
    if ((sections.isBack[index] === true && !glossary) || passage.end - passage.start > 8000) {
      flush();
      continue;
    }
    for (const line of linesOf(passageText(passage, pages))) {
      const entry = entryOf(line.text);
      if (!entry) {
        flush();
        continue;
      }
      const place = { passage: index, page: passage.page, start: passage.start + line.start, end: passage.start + line.start + line.text.length, raw: line.text, ...entry, titled: glossary };
      if (glossary) entries.push(place);
      else run.push(place);
    }
  }
  flush();
  return entries.filter((entry) => entry.titled || names(entry.answer, language)).map((entry) => {
    const index = sentences.length;
    const { passage, page, start, end, raw } = entry;
    sentences.push({ index, passage, page, start, end, raw, text: tidy(raw), tokens: language.tokens(tidy(raw)), prose: false, opening: true });
    return { key: termKey(entry.term), term: entry.term, article: '', relation: 'glossary' as const, asked: '', answer: entry.answer, sentences: [index], strength: entry.titled ? 1.2 : 0.8, aliases: entry.alias === undefined ? [] : [entry.alias] };
  });
}

/** A list of that form elsewhere may hold whole statements; only what names a thing says what something is. */
function names(answer: string, language: Language): boolean {
  if (language.code !== 'en') return !/[.!]\s/.test(answer);
  const tokens = language.tokens(answer);
  return nominal(tokens, 0, tokens.length) && (tokens[0]?.pos === 'det' || tokens[0]?.pos === 'noun' || tokens[0]?.pos === 'adj');
}

function linesOf(text: string): { start: number; text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const lead = line.length - line.trimStart().length;
    if (line.trim() !== '') found.push({ start: start + lead, text: line.trim() });
    start += line.length + 1;
  }
  return found;
}

function entryOf(line: string): Pick<Entry, 'term' | 'answer' | 'alias'> | undefined {
  if (line.length > 500 || /[?]$/.test(line)) return undefined;
  const match = entryForm.exec(line);
  if (!match) return undefined;
  const head = (match[1] ?? '').trim();
  const answer = trimAnswer(tidy(match[2] ?? '').replace(/([.!])\s+\p{Lu}[\s\S]*$/u, '$1'));
  const term = head.replace(/\s*\([^)]*\)\s*/g, ' ').trim();
  const alias = /\(([^)]+)\)/.exec(head)?.[1];
  if (term.length < 2 || /[()]/.test(term) || answer.split(' ').length < 3 || /^(?:figure|table|note|example|chapter|section|step|hint|tip|warning|source|author|date|question|answer|q|a|abbildung|tabelle|hinweis|beispiel|aufgabe|frage|antwort|quelle)\b/i.test(term)) return undefined;
  if ((/^\p{N}/u.test(answer) && answer.length < 30) || /^(?:it|they|this|these|you|we|see|es|sie|dies)\b/i.test(answer)) return undefined;
  return { term, answer, alias };
}
