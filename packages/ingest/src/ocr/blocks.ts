/** What tesseract found on a page -> paragraphs, headings and lists, with where each word stands. */
import { inSteps } from '../formats/format.ts';
import type { Block, PlacedWords } from '../formats/format.ts';
import { textOf, vocabularyOf } from '../pdf/hyphens.ts';
import type { Vocabulary } from '../pdf/hyphens.ts';
import type { Box, ReadBlock, ReadLine } from './tesseract.ts';

/** Of tesseract's 0 to 100. A line below the first is noise; one below the second is, unless a word in it is sure. */
const [noise, doubtful, sureWord] = [30, 55, 75];
/** How much larger than the text of the page a heading is, by level. */
const headingSizes = [1.9, 1.5, 1.22] as const;
const [longestHeading, headingLines] = [160, 3];
const bullet = /^(?:[•‣◦●○▪■►»*·–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))$/u;

/** Where a box of the picture that was read lies on the page as shown, as fractions of its width and height from the top left. */
export type Place = (box: Box) => { x: number; y: number; width: number; height: number };

interface Paragraph {
  lines: Line[];
  size: number;
}

interface Line {
  text: string;
  /** Of its letters, in pixels. */
  size: number;
  read: ReadLine;
}

export interface PageText {
  blocks: Block[];
  /** 0 to 1, each word by its length; 0 where there is none. */
  confidence: number;
}

export function pageText(found: readonly ReadBlock[], place: Place): PageText {
  const paragraphs = joinColumns(found.flatMap(paragraphsOf)).filter((paragraph, index, all) => !isPageNumber(paragraph, index, all, place));
  const words = vocabularyOf(paragraphs.map(({ lines }) => ({ lines, preformatted: false })));
  const body = bodySize(paragraphs);
  return { blocks: paragraphs.map((paragraph) => blockOf(paragraph, body, words, place)), confidence: confidenceOf(paragraphs.flatMap(({ lines }) => lines.map(({ read }) => read))) };
}

function paragraphsOf(block: ReadBlock): Paragraph[] {
  return block.paragraphs.flatMap(({ lines }) => {
    const kept = lines.filter(isText).map((read): Line => ({ text: textOfLine(read), size: sizeOf(read), read }));
    return splitLists(kept).map((part) => ({ lines: part, size: median(part.map(({ size }) => size)) }));
  });
}

const textOfLine = ({ words }: ReadLine) => words.map(({ text }) => text).join(' ');

/** Specks, rules and pictures are read as letters, too: without being sure of any. */
function isText({ words }: ReadLine): boolean {
  const text = words.map((word) => word.text).join('');
  if (!/[\p{L}\p{N}]/u.test(text)) return false;
  const confidence = confidenceOf([{ words }]) * 100;
  if (confidence < noise) return false;
  if (confidence >= doubtful) return text.length > 1 || confidence >= sureWord;
  return words.some((word) => word.confidence >= sureWord && /\p{L}{3}/u.test(word.text));
}

/** The lines' median height of words: ascenders and descenders come in nearly all of them. */
function sizeOf({ words, rowAttributes }: ReadLine): number {
  return rowAttributes.rowHeight > 0 ? rowAttributes.rowHeight : median(words.map(({ bbox }) => bbox.y1 - bbox.y0));
}

/** A list whose entries stand close together is taken for one paragraph. */
function splitLists(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const starts = bullet.test(line.read.words[0]?.text ?? '') && line.read.words.length > 1;
    const listed = last?.[0] !== undefined && bullet.test(last[0].read.words[0]?.text ?? '');
    if (last === undefined || (starts && (listed || /[.:;!?]$/.test(last.at(-1)?.text ?? '')))) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

/** A paragraph that runs on in the next column is one. */
function joinColumns(paragraphs: readonly Paragraph[]): Paragraph[] {
  const joined: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const last = joined.at(-1);
    const [end = '', start = ''] = [last?.lines.at(-1)?.text, paragraph.lines[0]?.text];
    const runsOn = last !== undefined && /[\p{Ll},\u2010-]$/u.test(end) && /^\p{Ll}/u.test(start) && Math.abs(last.size - paragraph.size) < 0.2 * last.size;
    if (runsOn) last.lines.push(...paragraph.lines);
    else joined.push({ ...paragraph, lines: [...paragraph.lines] });
  }
  return joined;
}

/** A number alone at the upper or lower edge says where the page stood, and nothing of what it is about. */
function isPageNumber({ lines }: Paragraph, index: number, all: readonly Paragraph[], place: Place): boolean {
  const [line] = lines;
  if (!line || lines.length > 1 || all.length < 3 || (index > 0 && index < all.length - 1)) return false;
  if (!/^[-–—]?\s*\d{1,4}\s*[-–—]?$/.test(line.text)) return false;
  const { y, height } = place(line.read.bbox);
  return y + height < 0.08 || y > 0.92;
}

function bodySize(paragraphs: readonly Paragraph[]): number {
  const sizes = paragraphs.flatMap(({ lines }) => lines.map(({ text, size }) => ({ size, chars: text.length }))).toSorted((a, b) => a.size - b.size);
  let left = sizes.reduce((sum, { chars }) => sum + chars, 0) / 2;
  return sizes.find(({ chars }) => (left -= chars) <= 0)?.size ?? 0;
}

function blockOf(paragraph: Paragraph, body: number, vocabulary: Vocabulary, place: Place): Block {
  const text = textOf({ lines: paragraph.lines, preformatted: false }, vocabulary);
  const level = levelOf(paragraph, text, body);
  return {
    text,
    words: placed(paragraph.lines, place),
    ...(level !== undefined && { level }),
  };
}

function placed(lines: readonly Line[], place: Place): PlacedWords {
  return {
    forEach(visit) {
      for (const { read } of lines) {
        for (const [index, { text, bbox }] of read.words.entries()) {
          const { x, y, width, height } = place(bbox);
          // The hyphen at a line's end is not in the text where the word was joined.
          visit(index === read.words.length - 1 ? text.replace(/(?<=\p{L})[-\u00AD\u2010]$/u, '') : text, inSteps(x), inSteps(y), inSteps(width), inSteps(height));
        }
      }
    },
  };
}

function levelOf({ lines, size }: Paragraph, text: string, body: number): number | undefined {
  if (body === 0 || lines.length > headingLines || text.length > longestHeading || !/\p{L}{2}/u.test(text) || /[.,;]$/.test(text)) return undefined;
  if (confidenceOf(lines.map(({ read }) => read)) * 100 < sureWord) return undefined;
  const level = headingSizes.findIndex((least) => size >= least * body);
  return level < 0 ? undefined : level + 1;
}

/** 0 to 1. */
export function confidenceOf(lines: readonly Pick<ReadLine, 'words'>[]): number {
  let [sum, chars] = [0, 0];
  for (const { words } of lines) {
    for (const { text, confidence } of words) {
      sum += confidence * text.length;
      chars += text.length;
    }
  }
  return chars === 0 ? 0 : Math.min(1, Math.max(0, sum / chars / 100));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
