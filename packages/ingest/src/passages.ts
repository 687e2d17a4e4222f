import type { ExtractedPage, Heading, Passage } from '@studywright/core';

/** A paragraph longer than this is cut at the ends of sentences, so that what is shown around a quote stays readable. */
const longest = 1500;
const aimed = 1000;

/**
 * Cuts pages into paragraph-sized runs in reading order, each with the headings above it. A paragraph that goes on
 * over a page break gives a passage on each page, for a citation lives on one page. Headings are no passages.
 * For each passage, `page.text.slice(start, end) === text`.
 */
export function cutPassages(pages: readonly ExtractedPage[], headings: readonly Heading[]): Passage[] {
  const passages: Passage[] = [];
  const path: { level: number; text: string }[] = [];
  let next = 0;
  for (const page of pages) {
    for (const { start, end } of paragraphs(page.text)) {
      const heading = headings[next];
      if (heading && heading.page === page.number && heading.start === start) {
        next += 1;
        while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
        path.push({ level: heading.level, text: heading.text });
        if (heading.end >= end) continue;
      }
      const above = path.map((entry) => entry.text);
      for (const run of runs(page.text, start, end)) passages.push({ page: page.number, ...run, text: page.text.slice(run.start, run.end), path: above });
    }
  }
  return passages;
}

interface Range {
  start: number;
  end: number;
}

function* paragraphs(text: string): Generator<Range> {
  let at = 0;
  while (at < text.length) {
    const gap = text.indexOf('\n\n', at);
    const end = gap === -1 ? text.length : gap;
    if (end > at) yield { start: at, end };
    at = end;
    while (text[at] === '\n') at += 1;
  }
}

function* runs(text: string, from: number, to: number): Generator<Range> {
  let start = from;
  while (to - start > longest) {
    const end = cutPoint(text, start);
    yield* trimmed(text, start, end);
    start = end;
  }
  yield* trimmed(text, start, to);
}

function* trimmed(text: string, start: number, end: number): Generator<Range> {
  let [a, b] = [start, end];
  while (a < b && /\s/.test(text[a] ?? '')) a += 1;
  while (b > a && /\s/.test(text[b - 1] ?? '')) b -= 1;
  if (b > a) yield { start: a, end: b };
}

/** Where to cut a run that starts at `start`: after a sentence, else at a space, else anywhere but inside a character. */
function cutPoint(text: string, start: number): number {
  const window = text.slice(start, start + longest);
  const sentence = lastMatch(window, /[.!?…]["'”’»)\]]*\s|[。！？]|\n/g);
  if (sentence !== null) return start + sentence;
  const space = window.lastIndexOf(' ');
  if (space > aimed / 2) return start + space;
  const isPair = /[\uD800-\uDBFF]/.test(window.at(-1) ?? '');
  return start + window.length - (isPair ? 1 : 0);
}

/** The end of the last match before the aimed length, else of the first after it. */
function lastMatch(window: string, pattern: RegExp): number | null {
  let best: number | null = null;
  for (const match of window.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (best !== null && end > aimed) break;
    best = end;
  }
  return best !== null && best >= aimed / 4 ? best : null;
}
