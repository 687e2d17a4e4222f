/** The title that a document shows on its first page, which its outline and its headings mostly leave out. */
import type { Paragraph } from './paragraphs.ts';

const longest = 200;
const mostLines = 4;
/** Times the size of running text. */
const clearlyLarger = 1.25;
/** What says only which part of a course follows. */
const numberedPart = /^(?:chapter|unit|lecture|lesson|module|part|week|kapitel|vorlesung|teil|lektion|einheit)\s*(?:\d+|[ivxlc]+)[.:]?$/i;

/**
 * The first of the paragraphs that are set largest; with what follows where it only is “Chapter 3”.
 * @param first those of the page that opens the document
 * @param bodySize the size of running text, in points
 * @returns '' where nothing is clearly larger than the text
 */
export function shownTitle(first: readonly Paragraph[], bodySize: number, textOf: (paragraph: Paragraph) => string): string {
  const large = first.filter((paragraph) => mayBeTitle(paragraph, bodySize));
  const size = Math.max(...large.map((paragraph) => paragraph.size));
  const at = large.findIndex((paragraph) => paragraph.size > 0.97 * size);
  const text = large.slice(at, at + 1).map(textOf).join('');
  const next = large[at + 1];
  return numberedPart.test(text) && next !== undefined ? `${text.replace(/[.:]$/, '')}: ${textOf(next)}` : text;
}

function mayBeTitle({ lines, size, preformatted }: Paragraph, bodySize: number): boolean {
  if (preformatted || lines.length > mostLines || !(size >= clearlyLarger * bodySize)) return false;
  const text = lines.map((line) => line.text).join(' ');
  return text.length <= longest && /\p{L}{3}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}/u.test(text);
}
