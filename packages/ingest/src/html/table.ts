/** Tables row by row: cells parted by tabs, rows by line ends. */
import type { Block } from '../formats/format.ts';
import { elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import type { Reading } from './blocks.ts';
import { isHidden } from './hidden.ts';

/** No table that a person reads is wider; spans claim what they like. */
const mostColumns = 100;

/**
 * @param read what a cell holds
 * @returns null for a table that only lays a page out: it is read as running text
 */
export function tableText(table: XmlElement, read: (cell: XmlElement) => Block[], { without }: Reading): { caption: string; rows: string } | null {
  const isSeen = (element: XmlElement) => !isHidden(element) && without?.has(element) !== true;
  const rows = rowsOf(table, isSeen);
  if (table.attributes['role'] === 'presentation' || table.attributes['role'] === 'none') return null;
  const cells = rows.map((row) => elementsOf(row).filter((cell) => (cell.name === 'td' || cell.name === 'th') && isSeen(cell)));
  // Tables within tables lay out a page, and to read their cells again and again would take for ever.
  if (cells.flat().some((cell) => holdsTable(cell))) return null;
  if (cells.every((row) => row.length < 2) && !cells.flat().some((cell) => cell.name === 'th')) return null;
  const lines: string[] = [];
  /** How many rows the cell above reaches down into, by column. */
  const reaching: number[] = [];
  for (const row of cells) {
    const line: string[] = [];
    for (const cell of row) {
      skipReached(line, reaching);
      const blocks = read(cell);
      if (cell.name === 'td' && blocks.some(({ level }) => level !== undefined)) return null;
      line.push(blocks.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(' '));
      const wide = span(cell.attributes['colspan']);
      const down = span(cell.attributes['rowspan']) - 1;
      for (let at = line.length - 1; at < line.length - 1 + wide; at += 1) reaching[at] = down;
      for (let more = 1; more < wide; more += 1) line.push('');
    }
    skipReached(line, reaching);
    if (line.some((cell) => cell !== '')) lines.push(line.join('\t').trimEnd());
  }
  const caption = elementsOf(table, 'caption').filter((element) => isSeen(element)).flatMap((element) => read(element)).map(({ text }) => text).join(' ');
  return { caption, rows: lines.join('\n') };
}

function rowsOf(table: XmlElement, isSeen: (element: XmlElement) => boolean): XmlElement[] {
  const sections = elementsOf(table).filter((element) => isSeen(element));
  const of = (names: readonly string[]) => sections.filter(({ name }) => names.includes(name)).flatMap((section) => (section.name === 'tr' ? [section] : elementsOf(section, 'tr').filter((row) => isSeen(row))));
  return [...of(['thead']), ...of(['tbody', 'tr']), ...of(['tfoot'])];
}

function skipReached(line: string[], reaching: number[]): void {
  for (let left = reaching[line.length] ?? 0; left > 0; left = reaching[line.length] ?? 0) {
    reaching[line.length] = left - 1;
    line.push('');
  }
}

function span(said: string | undefined): number {
  const value = Number.parseInt(said ?? '1', 10);
  return value >= 1 && value <= mostColumns ? value : 1;
}

function holdsTable(element: XmlElement): boolean {
  return elementsOf(element).some((child) => child.name === 'table' || holdsTable(child));
}
