/** Running heads, feet and page numbers: what repeats in the margins of pages and is no part of the text. */
import type { Line } from './lines.ts';
import type { PageLayout } from './layout.ts';

/** How much of a page's height counts as its margin, at each end; a number alone may stand further in. */
const margin = 0.13;
const numberMargin = 0.2;
/** A head or foot that a wide gap sets apart from the text may stand further in too. In sizes of its letters. */
const apart = 1.9;
/** How many lines from each end may be furniture. */
const deepest = 3;
/** What is larger than running text is a title. */
const largest = 1.15;
/** Programs that have one size for heads and feet, whatever that of the text, stay below it; only what has a number counts. */
const largestNumbered = 1.4;

interface Candidate {
  page: number;
  line: Line;
  /** What repeats: the words without numbers, and where they stand. */
  key: string;
  slot: string;
  /** Numbers in it, each a possible page number. */
  numbers: number[];
}

/** The lines to leave out. */
export function furnitureOf(pages: readonly PageLayout[], bodySize: number): Set<Line> {
  const candidates = pages.flatMap((page, index) => candidatesOf(page, index, bodySize));
  const drop = new Set<Line>();
  const repeats = group(candidates, (candidate) => `${candidate.slot}|${candidate.key}`);
  const slots = group(candidates, (candidate) => candidate.slot);
  for (const [, same] of repeats) {
    const many = same.length >= 3 || (same.length === 2 && pages.length <= 4);
    const slotted = same.length >= 2 && (slots.get(same[0]?.slot ?? '')?.length ?? 0) >= Math.max(4, pages.length * 0.3);
    if (same[0]?.key !== '' && (many || slotted)) for (const { line } of same) drop.add(line);
  }
  for (const [, inSlot] of group(candidates.filter(({ numbers }) => numbers.length > 0), ({ slot }) => slot)) dropNumbered(inSlot, drop);
  dropAcross(candidates, drop);
  return drop;
}

/** A number that grows with the pages is their number, and its line furniture. */
function dropNumbered(inSlot: readonly Candidate[], drop: Set<Line>): void {
  const byOffset = new Map<number, Candidate[]>();
  for (const candidate of inSlot) {
    for (const number of candidate.numbers) {
      const same = byOffset.get(number - candidate.page) ?? [];
      byOffset.set(number - candidate.page, same);
      same.push(candidate);
    }
  }
  for (const [, same] of byOffset) {
    const bare = same.filter((candidate) => candidate.key.length <= 12);
    if (new Set(same.map(({ page }) => page)).size >= 3) for (const { line } of same) drop.add(line);
    else if (new Set(bare.map(({ page }) => page)).size >= 2) for (const { line } of bare) drop.add(line);
  }
}

const bareNumber = /^[-–—\s|[(]*(?:page|seite|s\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of|von)\s*\d{1,4})?[-–—\s|\])]*$/i;

/** Alone at the foot or head, a bare number counts even where its place moves from page to page. */
function dropAcross(candidates: readonly Candidate[], drop: Set<Line>): void {
  const bare = candidates.filter(({ line }) => bareNumber.test(line.text));
  const byOffset = group(bare.filter(({ numbers }) => numbers.length > 0), ({ numbers, page }) => String((numbers[0] ?? 0) - page));
  for (const [, same] of byOffset) if (new Set(same.map(({ page }) => page)).size >= 2) for (const { line } of same) drop.add(line);
  const numbered = bare.filter(({ line }) => drop.has(line));
  const places = new Set(numbered.map(({ line }) => Math.round(line.y / 4)));
  for (const { line } of bare) if (places.has(Math.round(line.y / 4))) drop.add(line);
}

/** What is counted in the text itself, as one exercise a page. */
const counted = /^(?:question|exercise|problem|task|step|lesson|day|frage|aufgabe|übung|schritt|exercice|pregunta|ejercicio)\s+\d+\s*[.:)]?$/i;

function candidatesOf(page: PageLayout, index: number, bodySize: number): Candidate[] {
  const isOutside = (line: Line) => line.y < page.height * numberMargin || line.y > page.height * (1 - numberMargin);
  const all = page.regions.flat().filter((line) => line.y > 0 && line.y < page.height);
  const small = (line: Line) => line.size <= bodySize * (bareNumber.test(line.text) ? largestNumbered : largest);
  const outside = all.filter((line) => isOutside(line) && small(line) && !counted.test(line.text));
  const setApart = endsSetApart(all);
  const share = (line: Line) => (setApart.has(line) || bareNumber.test(line.text) ? numberMargin : margin);
  const byY = outside.sort((a, b) => a.y - b.y);
  const head = byY.filter((line) => line.y < page.height * share(line)).slice(0, deepest);
  const foot = byY.filter((line) => line.y > page.height * (1 - share(line))).slice(-deepest);
  return [...new Set([...head, ...foot])].map((line) => ({
    page: index,
    line,
    key: line.text.normalize('NFKC').toLowerCase().replace(/\b[ivxlc]{1,7}\b|\d+/g, '').replace(/[^\p{L}]+/gu, ' ').trim(),
    slot: `${line.y < page.height / 2 ? 'head' : 'foot'} ${Math.round(line.y / 3)}`,
    numbers: numbersIn(line.text),
  }));
}

/** The first and the last line of a page, with what stands beside them, where nothing is near them. */
function endsSetApart(lines: readonly Line[]): Set<Line> {
  const down = [...lines].sort((a, b) => a.y - b.y);
  return new Set([...endSetApart(down, (line, next) => next.y - line.y), ...endSetApart(down.toReversed(), (line, next) => line.endY - next.endY)]);
}

function endSetApart(lines: readonly Line[], gap: (line: Line, next: Line) => number): Line[] {
  const [first] = lines;
  if (first === undefined) return [];
  const beside = lines.findIndex((line) => gap(first, line) > 0.5 * first.size);
  const next = lines[beside];
  return next !== undefined && gap(first, next) > apart * Math.max(first.size, next.size) ? lines.slice(0, beside) : [];
}

/** Only a number that stands by itself at either end of a line numbers pages; “Page 3 of 9” too. */
function numbersIn(text: string): number[] {
  const found = [text.match(/^[-–—|(]?\s?(\d{1,4})(?=$|[\s|)–—-])/)?.[1], text.match(/(?:^|[\s|(–—-])(\d{1,4})\s?[-–—|)]?$/)?.[1], text.match(/(\d{1,4})\s*(?:\/|of|von|de|sur)\s*\d{1,4}/i)?.[1]];
  const values = [...new Set(found.filter((value) => value !== undefined).map(Number))];
  const roman = text.trim().match(/^[ivxlc]{1,7}$/i)?.[0];
  return roman ? [fromRoman(roman)] : values;
}

function fromRoman(text: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  const digits = [...text.toLowerCase()].map((char) => values[char] ?? 0);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = key(item);
    const same = groups.get(of);
    if (same) same.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}

/** The size that most text of the document has. */
export function bodySizeOf(pages: readonly PageLayout[]): number {
  const chars = new Map<number, number>();
  for (const line of pages.flatMap((page) => page.regions.flat())) {
    const size = Math.round(line.size * 2) / 2;
    chars.set(size, (chars.get(size) ?? 0) + line.text.length);
  }
  const [most] = [...chars].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? 0;
}
