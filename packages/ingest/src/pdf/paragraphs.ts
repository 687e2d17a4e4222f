/** Lines -> paragraphs, by the marks that typesetters set: space, indent, a line left short, a change of style. */
import { joinsWithoutSpace } from '../scripts.ts';
import type { Line } from './lines.ts';

export interface Paragraph {
  lines: Line[];
  size: number;
  bold: boolean;
  /** Keeps its line breaks: a table or program code. */
  preformatted: boolean;
}

/** How far apart the baselines of running text of a size are, over the whole document. */
export type Leading = (size: number) => number;

export function leadingOf(regions: readonly (readonly Line[])[]): Leading {
  const gaps = new Map<number, number[]>();
  for (const region of regions) {
    for (const [index, line] of region.entries()) {
      const before = region[index - 1];
      if (!before || Math.abs(before.size - line.size) > 0.3) continue;
      const gap = line.y - before.endY;
      if (gap <= 0.7 * line.size || gap > 3 * line.size) continue;
      const key = Math.round(line.size);
      const of = gaps.get(key);
      if (of) of.push(gap);
      else gaps.set(key, [gap]);
    }
  }
  const usual = new Map([...gaps].map(([size, values]) => [size, lowerMiddle(values)]));
  return (size) => usual.get(Math.round(size)) ?? 1.25 * size;
}

/** Running text has the small gaps; in a list of short paragraphs most gaps are the large ones. */
function lowerMiddle(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.3)] ?? 0;
}

/** @param bodySize the size of running text, in points; what is clearly larger is set as a title. */
export function paragraphsOf(regions: readonly (readonly Line[])[], leading: Leading, bodySize: number): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const region of regions) {
    const edges = edgesOf(region);
    const started = paragraphs.length;
    for (const [index, line] of region.entries()) {
      const current = paragraphs.at(-1);
      const first = index === 0;
      const goesOn = current !== undefined && (first ? continuesAcross(current, line, started) : !startsNew(current, line, { next: region[index + 1], edges, leading, bodySize }));
      if (goesOn) current.lines.push(line);
      else paragraphs.push({ lines: [line], size: line.size, bold: line.bold, preformatted: line.tabular || line.mono });
    }
  }
  return paragraphs;
}

interface Edges {
  left: number;
  right: number;
}

function edgesOf(lines: readonly Line[]): Edges {
  const rights = lines.map((line) => line.x1).sort((a, b) => a - b);
  const lefts = lines.map((line) => line.x0).sort((a, b) => a - b);
  return { left: lefts[Math.floor(lefts.length * 0.1)] ?? 0, right: rights[Math.floor((rights.length - 1) * 0.97)] ?? 0 };
}

const closed = /[.!?:;…。！？؟]["'”’»)\]\d]*$/;
const listMark = /^(?:[•◦▪▫●○■□➢➤✓‣⁃∙·*–—-]\s|[•◦▪●■➢➤‣])/u;
const numberMark = /^(?:\(?(?:\p{Nd}{1,3}|[a-zA-Z\u05D0-\u05EA\u0621-\u064A]|[ivx]{1,5})[.)]|\[\p{Nd}{1,3}\])\s/u;

/** From the end of one column to the top of the next. */
function continuesAcross(current: Paragraph, line: Line, started: number): boolean {
  const last = current.lines.at(-1);
  if (started === 0 || !last || current.preformatted || line.tabular || line.mono) return false;
  if (Math.abs(last.size - line.size) > 0.05 * line.size || last.bold !== line.bold) return false;
  if (closed.test(last.text) || listMark.test(line.text)) return false;
  return /^[\p{Ll}\d("“]/u.test(line.text) || /[-\u00AD\u2010,]$/.test(last.text) || joinsWithoutSpace(last.text, line.text);
}

interface Around {
  next: Line | undefined;
  edges: Edges;
  leading: Leading;
  bodySize: number;
}

function startsNew(current: Paragraph, line: Line, { next, edges, leading, bodySize }: Around): boolean {
  const last = current.lines.at(-1);
  if (!last) return true;
  const usual = leading(Math.max(last.size, line.size));
  const gap = line.y - last.endY;
  if (gap < 0 || gap > Math.max(1.28 * usual, 1.05 * line.size)) return true;
  if (current.preformatted || line.tabular || line.mono) return current.preformatted !== (line.tabular || line.mono);
  if (Math.abs(last.size - line.size) > 0.07 * Math.max(last.size, line.size)) return styleBreak(last, line, edges);
  if (last.bold !== line.bold) return styleBreak(last, line, edges);
  if (listMark.test(line.text)) return true;
  // Titles are centred and broken where it looks well: an indent or a short line in one means nothing.
  if (Math.min(last.size, line.size) > 1.15 * bodySize) return false;
  const short = isShort(last, line, edges);
  if (numberMark.test(line.text) && (short || closed.test(last.text) || numberMark.test(current.lines[0]?.text ?? ''))) return true;
  if (isIndented(current, last, line, next, line.size, short)) return true;
  return short && (closed.test(last.text) || (/^[\p{Lu}\d]/u.test(line.text) && !current.bold));
}

/** A line of another style within a sentence (a formula, a word in bold that fills it) does not end the paragraph. */
function styleBreak(last: Line, line: Line, edges: Edges): boolean {
  const full = last.x1 > edges.right - 4 * last.size;
  const sizes = Math.max(last.size, line.size) / Math.min(last.size, line.size);
  return !(full && sizes < 1.3 && !closed.test(last.text) && /^[\p{Ll},;)]/u.test(line.text));
}

/** Whether the first word of `line` would have fitted on the line before it, so that the break was meant. */
function isShort(last: Line, line: Line, edges: Edges): boolean {
  const room = line.rtl ? last.x0 - edges.left : edges.right - last.x1;
  return room > line.firstWord + 0.6 * line.size;
}

function isIndented(current: Paragraph, last: Line, line: Line, next: Line | undefined, em: number, short: boolean): boolean {
  const start = (of: Line) => (of.rtl ? -of.x1 : of.x0);
  const shift = start(line) - start(last);
  const [first, second] = current.lines;
  // Hanging: what begins further out than the lines of the paragraph so far begins anew.
  if (first && second && start(line) < start(second) - 0.7 * em && start(line) <= start(first) + 0.3 * em && start(second) > start(first) + 0.7 * em) return true;
  if (shift < 0.7 * em || shift > 6 * em) return false;
  if (current.lines.length === 1 && listMark.test(last.text)) return false;
  if (current.lines.length === 1 && numberMark.test(last.text)) return false;
  const returns = next !== undefined && start(next) < start(line) - 0.7 * em;
  // The second line of a hanging entry is indented and the lines after it stay so.
  if (!returns && current.lines.length === 1 && !short && !closed.test(last.text)) return false;
  return returns || short || closed.test(last.text);
}
