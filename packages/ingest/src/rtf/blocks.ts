/** Puts paragraphs, rows of tables and notes together in reading order. */
import type { Block } from '../formats/format.ts';

export class RtfBlocks {
  readonly blocks: (Block | 'page')[] = [];
  length = 0;
  private rows: string[] = [];
  private cells: string[] = [];
  private cell: string[] = [];
  private notes: string[] = [];

  paragraph(text: string, level: number | undefined): void {
    if (text.trim() === '') return;
    this.endTable();
    this.add(level === undefined ? { text } : { text, level });
    this.endNotes();
  }

  cellParagraph(text: string): void {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line !== '') this.cell.push(line);
  }

  endCell(): void {
    this.cells.push(this.cell.join(' '));
    this.cell = [];
  }

  endRow(): void {
    const row = this.cells.join('\t').trimEnd();
    if (row !== '') this.rows.push(row);
    this.cells = [];
  }

  /** Stands after the paragraph or the table that it belongs to. */
  note(text: string): void {
    if (text.trim() !== '') this.notes.push(text.trim());
  }

  page(): void {
    this.endTable();
    this.blocks.push('page');
  }

  end(): (Block | 'page')[] {
    if (this.cell.length > 0) this.endCell();
    this.endRow();
    this.endTable();
    this.endNotes();
    return this.blocks;
  }

  private endTable(): void {
    if (this.rows.length === 0) return;
    this.add({ text: this.rows.join('\n') });
    this.rows = [];
    this.endNotes();
  }

  private endNotes(): void {
    for (const text of this.notes) this.add({ text });
    this.notes = [];
  }

  private add(block: Block): void {
    this.length += block.text.length;
    this.blocks.push(block);
  }
}
