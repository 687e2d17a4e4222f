import { cleanText } from '../clean.ts';
import { decodeText } from '../decode.ts';
import { tooMuchText } from '../limits.ts';
import { joinsWithoutSpace } from '../scripts.ts';
import { paginate } from '../sections.ts';
import type { Block, Format } from './format.ts';

export const text: Format = {
  name: 'plain text',
  mediaType: 'text/plain',
  async read(bytes, { limits, onProgress }) {
    const decoded = decodeText(bytes);
    if (decoded.length > limits.maxChars) throw tooMuchText(limits);
    const pages = paginate(blocksOf(decoded), decoded.length, limits);
    onProgress(pages.length, pages.length);
    return { pages };
  },
};

/** Splits at form feeds and blank lines. */
function* blocksOf(decoded: string): Generator<Block | 'page'> {
  const sheets = decoded.split('\f');
  for (const [number, sheet] of sheets.entries()) {
    if (number > 0) yield 'page';
    const paragraphs = cleanText(sheet)
      .split(/\n(?:[^\S\n]*\n)+/)
      .map((paragraph) => paragraph.trimEnd().replace(/^(?:[^\S\n]*\n)+/, ''))
      .filter((paragraph) => paragraph.trim() !== '');
    for (const [index, paragraph] of paragraphs.entries()) yield blockOf(paragraph, paragraphs[index + 1], number === 0 && index === 0);
  }
}

const longestTitle = 80;

function blockOf(paragraph: string, next: string | undefined, first: boolean): Block {
  const lines = paragraph.split('\n').map((line) => line.trim());
  const [title = '', rule = ''] = lines;
  if (lines.length === 2 && /^(?:={3,}|-{3,}|~{3,})$/.test(rule) && title.length <= longestTitle) return { text: title, level: rule.startsWith('=') ? 1 : 2 };
  if (lines.length === 1 && next !== undefined && isTitle(title)) return { text: title, level: levelOf(title, first) };
  return { text: isWrapped(lines) ? unwrap(lines) : paragraph };
}

/** A short line by itself that reads like a title: words, no sentence, no list. */
function isTitle(line: string): boolean {
  if (line.length > longestTitle || !/\p{L}{2}/u.test(line)) return false;
  if (/^[-*•–—>|]/.test(line) || /[.,;:!…。]$/.test(line) || line.includes('\t')) return false;
  if (line.split(/\s+/).length > 12) return false;
  return /^["“'(]?(?:[\p{Lu}\p{Lo}\p{Lt}]|\d+(?:\.\d+)*[.)]?\s+\p{Lu})/u.test(line);
}

function levelOf(title: string, first: boolean): number {
  const number = title.match(/^(\d+(?:\.\d+)*)[.)]?\s/)?.[1];
  if (number !== undefined) return Math.min(6, number.split('.').length + 1);
  // “Chapter Objectives” opens no chapter: a number, in figures or letters, must follow.
  return first || /^(?:chapter|kapitel|part|teil|chapitre)\s+(?:\d+|[ivxlc]+)\b/i.test(title) ? 1 : 2;
}

/** Lines of about the same length, all but the last: wrapped by an editor, not broken on purpose. */
function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2 || lines.some((line) => /^(?:[-*•–—>|+]|\d{1,3}[.)]|\[)\s?/.test(line) || /\t| {3,}/.test(line))) return false;
  const full = lines.slice(0, -1).map((line) => line.length);
  const longest = Math.max(...full.slice(0, 2000), 0);
  return longest >= 40 && full.every((length, index) => length + 1 + (lines[index + 1]?.match(/^\S+/)?.[0].length ?? 0) >= longest * 0.9);
}

/** The hyphen stays: plain text is parted at hyphens that its words have anyway. */
function unwrap(lines: readonly string[]): string {
  return lines.reduce((joined, line) => (/\p{L}-$/u.test(joined) || joinsWithoutSpace(joined, line) ? joined + line : `${joined} ${line}`));
}
