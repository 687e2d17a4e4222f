import type { Heading } from '@studywright/core';
import { oneLine } from './clean.ts';

const longest = 200;

/** Titles that programs put in by themselves, or that are a file's name. */
const meaningless = /^(untitled|no title|document\s*\d*|presentation\s*\d*|slide\s*\d*|microsoft (word|powerpoint).*|powerpoint[- ]pr[äe]sentation|title|unbenannt.*|book\d*|layout \d+|temp.*)$|\.(docx?|pptx?|pdf|tex|dvi|indd|qxd|odt|rtf|txt|md|ps|xlsx?|pages|key)$/i;

/** What to call a document: what it says of itself if that makes sense, else its first heading, else its file's name. */
export function chooseTitle(said: string | undefined, headings: readonly Heading[], fileName: string): string {
  const own = oneLine(said ?? '');
  if (own.length >= 3 && isName(own) && !meaningless.test(own)) return own;
  // What opens the document and has no heading like it is its title, even where chapters are set larger.
  const opening = headings.find((heading) => heading.page === 1 && heading.start === 0);
  if (opening && isName(opening.text) && headings.filter(({ level }) => level === opening.level).length === 1) return opening.text;
  const early = headings.filter((heading) => heading.page <= 3);
  const top = Math.min(...early.map((heading) => heading.level));
  const first = early.find((heading) => heading.level === top);
  if (first && isName(first.text)) return first.text;
  return titleOfFile(fileName);
}

const isName = (text: string) => text.length <= longest && /\p{L}{2}/u.test(text);

/** What a document said of itself when it was opened; before its pictures are read, the name of its file may be all there is. */
export function saidTitle(title: string, fileName: string): string | undefined {
  return title === titleOfFile(fileName) ? undefined : title;
}

/** What a document is called where nothing in it says so. */
function titleOfFile(fileName: string): string {
  const last = oneLine(fileName).split(/[\\/]/).at(-1) ?? '';
  const bare = last.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/_+/g, ' ').trim();
  return (bare || last || 'Untitled').slice(0, longest).toWellFormed();
}
