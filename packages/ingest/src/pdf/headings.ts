/** Which paragraphs are headings, and of what level: by the outline where there is one that fits, and by their style. */
import { spaced } from '../clean.ts';
import type { OutlineEntry } from './outline.ts';
import type { Paragraph } from './paragraphs.ts';

const longest = 200;
const mostLines = 4;
/** Of one title beside those of the outline. */
const mostRepeats = 3;

/** When a document was written stands below its title, in large letters: “May 3, 2021”, “3. Mai 2021”, “3 de mayo de 2021”, “2021-05-03”. */
const date = /^(?:\p{L}{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?\p{L}{3,}\.?,?\s+(?:de\s+)?\d{4}(?:\s*г\.)?|\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/u;

interface Style {
  size: number;
  bold: boolean;
}

/** Levels of the paragraphs that are headings. */
export function headingsOf(pages: readonly (readonly Paragraph[])[], outline: readonly OutlineEntry[]): Map<Paragraph, number> {
  const body = bodyStyle(pages);
  const byOutline = matchOutline(pages, outline);
  const opening = new Set(pages[0]);
  const candidates = pages.flat().filter((paragraph) => byOutline.has(paragraph) || (looksLikeHeading(paragraph, body) && !(opening.has(paragraph) && date.test(plain(paragraph)))));
  const trusted = outline.length >= 3 && byOutline.size >= 0.5 * outline.length;
  return trusted ? withOutline(candidates, byOutline, opening) : byStyle(candidates, byOutline);
}

function bodyStyle(pages: readonly (readonly Paragraph[])[]): Style {
  const chars = new Map<string, { style: Style; chars: number }>();
  for (const paragraph of pages.flat()) {
    const style = styleOf(paragraph);
    const entry = chars.get(keyOf(style)) ?? { style, chars: 0 };
    entry.chars += paragraph.lines.reduce((sum, line) => sum + line.text.length, 0);
    chars.set(keyOf(style), entry);
  }
  return [...chars.values()].sort((a, b) => b.chars - a.chars)[0]?.style ?? { size: 0, bold: false };
}

const styleOf = ({ size, bold }: Paragraph): Style => ({ size: Math.round(size * 2) / 2, bold });
const keyOf = ({ size, bold }: Style) => `${size}${bold ? 'b' : ''}`;

function looksLikeHeading(paragraph: Paragraph, body: Style): boolean {
  if (paragraph.lines.length > mostLines) return false;
  const { size, bold } = styleOf(paragraph);
  if (!(size >= body.size * 1.12 || (bold && !body.bold && size >= body.size * 0.95))) return false;
  const text = plain(paragraph);
  if (text.length > longest || !/\p{L}{2}/u.test(text)) return false;
  if (paragraph.lines.some((line) => line.mono || (line.tabular && !/^[\p{L}\d.]{1,8}\t[^\t]+$/u.test(line.text)))) return false;
  if (/^[•◦▪●■➢➤‣–—-]/u.test(text) || /[,;]$/.test(text)) return false;
  return !(/[.:]$/.test(text) && text.split(' ').length > 8);
}

function plain(paragraph: Paragraph): string {
  return spaced(paragraph.lines.map((line) => line.text).join(' ')).trim();
}

/** Finds each entry's paragraph on the page it leads to, or the ones beside it. */
function matchOutline(pages: readonly (readonly Paragraph[])[], outline: readonly OutlineEntry[]): Map<Paragraph, number> {
  const matched = new Map<Paragraph, number>();
  const keys = new Map<Paragraph, string>();
  const keyed = (paragraph: Paragraph) => {
    const known = keys.get(paragraph) ?? comparable(plain(paragraph));
    keys.set(paragraph, known);
    return known;
  };
  for (const { title, level, page } of outline) {
    if (page === null) continue;
    const near = [page, page + 1, page - 1].flatMap((number) => pages[number - 1] ?? []);
    const find = (wanted: string) => near.find((paragraph) => wanted !== '' && !matched.has(paragraph) && paragraph.lines.length <= mostLines && keyed(paragraph) === wanted);
    // Presentation programs tell slides of the same title apart by a number that stands on none of them.
    const found = find(comparable(title)) ?? find(comparable(title.replace(/\s*\(?\d+\)?\s*$/, '')));
    if (found) matched.set(found, level);
  }
  return matched;
}

/** Letters and digits alone, without the number in front, so that “3.1 Overview” and “Overview” are the same. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(?:(?:chapter|kapitel|section|appendix|anhang|part|teil)\s+)?(?:\d+|[a-z]|[ivxlc]+)(?:\.\d+)*[.:)]?\s+/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The outline says what its headings look like; what looks the same is one too, where that look is mostly theirs. A title
 * that the outline has elsewhere is an entry of a printed table of contents, also with the number of its page, and one that comes again and again, such as
 * “Note”, heads a box.
 */
function withOutline(candidates: readonly Paragraph[], byOutline: ReadonlyMap<Paragraph, number>, opening: ReadonlySet<Paragraph>): Map<Paragraph, number> {
  const titleOf = new Map(candidates.map((paragraph) => [paragraph, comparable(plain(paragraph))]));
  const times = new Map<string, number>();
  for (const title of titleOf.values()) times.set(title, (times.get(title) ?? 0) + 1);
  const outlined = new Set([...byOutline.keys()].map((paragraph) => titleOf.get(paragraph)));
  const isEntry = (title: string | undefined) => outlined.has(title) || (title !== undefined && outlined.has(title.replace(/\d+$/, '')));
  const fits = (paragraph: Paragraph) => byOutline.has(paragraph) || (!isEntry(titleOf.get(paragraph)) && (times.get(titleOf.get(paragraph) ?? '') ?? 0) < mostRepeats);
  const looks = new Map<string, { level: number; matched: number; all: number }>();
  for (const paragraph of candidates.filter(fits)) {
    const key = keyOf(styleOf(paragraph));
    const look = looks.get(key) ?? { level: 0, matched: 0, all: 0 };
    looks.set(key, look);
    const level = byOutline.get(paragraph);
    look.all += 1;
    if (level !== undefined) Object.assign(look, { matched: look.matched + 1, level: Math.max(look.level, level) });
  }
  const headings = new Map<Paragraph, number>();
  // What is set like a heading on the first page, before the first of the outline, belongs to the title: authors, a date.
  const first = candidates.findIndex((paragraph) => byOutline.has(paragraph));
  for (const [index, paragraph] of candidates.entries()) {
    if (!fits(paragraph) || (index < first && opening.has(paragraph))) continue;
    const look = looks.get(keyOf(styleOf(paragraph)));
    const alike = look && look.matched >= 0.6 * look.all ? look.level : undefined;
    const level = byOutline.get(paragraph) ?? alike;
    if (level !== undefined) headings.set(paragraph, level);
  }
  return headings;
}

/** Larger is higher; of one size, bold is. */
function byStyle(candidates: readonly Paragraph[], byOutline: ReadonlyMap<Paragraph, number>): Map<Paragraph, number> {
  const styles = new Map(candidates.map((paragraph) => [keyOf(styleOf(paragraph)), styleOf(paragraph)]));
  const ranked = [...styles.values()].sort((a, b) => b.size - a.size || Number(b.bold) - Number(a.bold)).map(keyOf);
  return new Map(candidates.map((paragraph) => [paragraph, byOutline.get(paragraph) ?? Math.min(6, ranked.indexOf(keyOf(styleOf(paragraph))) + 1)]));
}
