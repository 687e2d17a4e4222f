import { captionStatement } from '@studywright/core';
import type { Block } from '../formats/format.ts';

export interface Cell {
  blocks: readonly Block[];
  /** Columns that it takes up. */
  span: number;
}

/** A cell with more than this in several paragraphs is there to arrange text on the page. */
const longestCell = 400;
/** More columns than this are a mistake, or meant to do harm. */
const mostColumns = 1000;

/** A table as a block, rows as lines, cells with tabs between them; or what is in it one after another where it only arranges text. */
export function tableBlocks(rows: readonly (readonly Cell[])[]): Block[] {
  const filled = rows.map((row) => row.map(withoutPictures)).filter((row) => row.some((cell) => cell.blocks.length > 0));
  if (filled.length === 0 || holdsFigures(rows) || arranges(filled)) return arranged(rows);
  const lines = filled.map((row) => row.map((cell) => cellText(cell) + '\t'.repeat(Math.min(mostColumns, Math.max(1, cell.span)) - 1)).join('\t').trimEnd());
  return [{ text: lines.join('\n') }];
}

function withoutPictures({ blocks, span }: Cell): Cell {
  return { blocks: blocks.filter(({ text, shown }) => text !== '' || shown === undefined), span };
}

/** Whether all that is said in it are captions of its pictures. */
function holdsFigures(rows: readonly (readonly Cell[])[]): boolean {
  const blocks = rows.flat().flatMap((cell) => cell.blocks);
  return blocks.some(({ shown }) => shown !== undefined) && blocks.every(({ text, shown, caption }) => (text === '' ? shown !== undefined : caption === true || captionStatement(text) !== null));
}

/** Cell after cell; but pictures in a row, and what stands below each in the next, belong together. */
function arranged(rows: readonly (readonly Cell[])[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const [row = [], below] = [rows[at], rows[at + 1]];
    const together = below !== undefined && row.length > 1 && below.length === row.length && [...row, ...below].every((cell) => cell.blocks.length <= 1) && row.every((cell) => cell.blocks.every(({ shown }) => shown !== undefined));
    if (together) at += 1;
    blocks.push(...row.flatMap((cell, column) => [...cell.blocks, ...(together ? (below[column]?.blocks ?? []) : [])]));
  }
  return blocks;
}

function arranges(rows: readonly (readonly Cell[])[]): boolean {
  if (rows.every((row) => row.filter((cell) => cell.blocks.length > 0).length <= 1)) return true;
  const cells = rows.flat();
  if (cells.some((cell) => cell.blocks.some((block) => block.level !== undefined))) return true;
  return cells.some((cell) => cell.blocks.length > 1 && cell.blocks.reduce((sum, block) => sum + block.text.length, 0) > longestCell);
}

function cellText({ blocks }: Cell): string {
  return blocks.map((block) => block.text.replace(/\s+/g, ' ').trim()).join(' ');
}
