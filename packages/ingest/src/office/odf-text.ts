/** The text of OpenDocument files in reading order (OpenDocument 1.3, part 3, 5 to 10). */
import type { Block } from '../formats/format.ts';
import { raisedText } from '../raised.ts';
import { childOf, elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import type { Flow } from './flow.ts';
import { mathmlText } from '../math.ts';
import type { OdfObjects } from './odf-parts.ts';
import type { OdfStyles } from './odf-styles.ts';
import { undrawable } from './pictures.ts';
import { tableBlocks } from './table.ts';
import type { Cell } from './table.ts';

export interface OdfParts {
  styles: OdfStyles;
  objects: OdfObjects;
  /** Told of each piece of text; throws when it is too much. */
  spend: (chars: number) => void;
}

/** Where in a list a paragraph stands. */
interface ListPlace {
  style: string | undefined;
  depth: number;
  counts: number[];
  /** The mark of the item, until its first paragraph has taken it. */
  mark: string;
}

interface Line {
  text: string;
  turned: 'before' | 'within' | undefined;
  notes: XmlElement[];
  boxes: XmlElement[];
  hidden: boolean;
}

const through = new Set(['section', 'index-body', 'index-title', 'table-of-content', 'illustration-index', 'table-index', 'object-index', 'user-index', 'alphabetical-index', 'bibliography', 'numbered-paragraph', 'text-box', 'list-header', 'a']);
const shapes = new Set(['frame', 'g', 'rect', 'line', 'polyline', 'polygon', 'path', 'circle', 'ellipse', 'connector', 'caption', 'custom-shape', 'measure', 'regular-polygon']);
const silent = new Set(['annotation', 'annotation-end', 'tracked-changes', 'note', 'script', 'desc', 'ruby-text', 'event-listeners']);

/** What a field holds until it is shown, such as “<number>” for that of the page. */
function isPlaceholder({ children }: XmlElement): boolean {
  const [said] = children;
  return children.length === 1 && typeof said === 'string' && /^<\p{L}[\p{L} /-]*>$/u.test(said);
}

export class OdfText {
  readonly #parts: OdfParts;
  readonly #endnotes: XmlElement[] = [];
  /** How far lists have counted: by their id, and the last one of each style. */
  readonly #counted = new Map<string, number>();
  /** What hangs from the paragraphs of a table and follows it. */
  #after: Block[][] = [];

  constructor(parts: OdfParts) {
    this.#parts = parts;
  }

  read(body: XmlElement): Flow[] {
    const flow: Flow[] = [];
    this.#blocks(body, undefined, (item) => flow.push(item));
    return [...flow, ...this.#endnotes.splice(0).flatMap((note) => this.#apart(note))];
  }

  /** What a shape, a note or a cell says, without the ends of pages. */
  blocksOf(container: XmlElement): Block[] {
    return [...this.#apart(container), ...this.#endnotes.splice(0).flatMap((note) => this.#apart(note))];
  }

  #blocks(container: XmlElement, list: ListPlace | undefined, emit: (item: Flow) => void): void {
    for (const element of elementsOf(container)) {
      if (element.name === 'p' || element.name === 'h') this.#paragraph(element, list, emit);
      else if (element.name === 'list') this.#list(element, list, emit);
      else if (element.name === 'table') this.#table(element, emit);
      else if (element.name === 'soft-page-break') emit('turn');
      else if (shapes.has(element.name)) this.#hang(this.#shapeBlocks(element), emit);
      else if (through.has(element.name) && element.attributes['display'] !== 'none') this.#blocks(element, list, emit);
    }
  }

  #paragraph(paragraph: XmlElement, list: ListPlace | undefined, emit: (item: Flow) => void): void {
    const style = paragraph.attributes['style-name'];
    const line: Line = { text: '', turned: undefined, notes: [], boxes: [], hidden: this.#parts.styles.hidden(style) };
    this.#inline(paragraph, line);
    const breaks = this.#parts.styles.breaks(style);
    if (breaks.before) emit('break');
    if (line.turned === 'before') emit('turn');
    const text = line.hidden ? '' : line.text.trim();
    if (text !== '') {
      const level = paragraph.name === 'h' ? Number(paragraph.attributes['outline-level'] ?? 1) || 1 : this.#parts.styles.titleLevel(style);
      const mark = list?.mark === undefined || list.mark === '' || (level !== undefined && list.mark === '•') ? '' : `${list.mark} `;
      if (list) list.mark = '';
      this.#parts.spend(text.length);
      emit({ text: mark + text, ...(level !== undefined && { level }), ...(this.#parts.styles.caption(style) && { caption: true }) });
    }
    // They stand where they hang, also in a table: what is below one of them may name it.
    for (const block of line.boxes.flatMap((box) => this.#pictures(box))) emit(block);
    this.#hang([...line.notes.flatMap((note) => this.#apart(note)), ...line.boxes.flatMap((box) => this.#shapeBlocks(box, false))], emit);
    if (line.turned === 'within') emit('turn');
    if (breaks.after) emit('break');
  }

  #hang(blocks: readonly Block[], emit: (item: Flow) => void): void {
    const table = this.#after.at(-1);
    if (table) table.push(...blocks);
    else for (const block of blocks) emit(block);
  }

  #inline(container: XmlElement, line: Line): void {
    for (const child of container.children) {
      if (typeof child === 'string') line.text += child.replace(/\s+/g, ' ').replaceAll('\u00AD', '');
      else this.#piece(child, line);
    }
  }

  #piece(element: XmlElement, line: Line): void {
    const { name, attributes } = element;
    if (name === 's') line.text += ' '.repeat(Math.min(100, Number(attributes['c'] ?? 1) || 1));
    else if (name === 'tab') line.text += '\t';
    else if (name === 'line-break') line.text += '\n';
    else if (name === 'soft-page-break') line.turned ??= line.text.trim() === '' ? 'before' : 'within';
    else if (name === 'note') this.#note(element, line);
    else if (name === 'hidden-paragraph') line.hidden ||= attributes['is-hidden'] === 'true';
    else if (name === 'hidden-text' && attributes['is-hidden'] === 'true') return;
    else if (name === 'span') this.#span(element, line);
    else if (shapes.has(name)) {
      const formula = this.#formula(element);
      if (formula === null) line.boxes.push(element);
      else line.text += formula;
    } else if (!silent.has(name) && !isPlaceholder(element)) this.#inline(element, line);
  }

  #span(span: XmlElement, line: Line): void {
    const style = span.attributes['style-name'];
    if (this.#parts.styles.hidden(style)) return;
    const start = line.text.length;
    this.#inline(span, line);
    line.text = line.text.slice(0, start) + raisedText(line.text.slice(start), this.#parts.styles.raised(style));
  }

  #note(note: XmlElement, line: Line): void {
    const body = childOf(note, 'note-body');
    if (!body) return;
    if (note.attributes['note-class'] === 'endnote') this.#endnotes.push(body);
    else line.notes.push(body);
  }

  /** A formula is read where it stands in the sentence; null for what is none. */
  #formula(frame: XmlElement): string | null {
    const object = childOf(frame, 'object');
    if (!object) return null;
    const inside = childOf(object, 'math');
    return inside ? mathmlText(inside) : (this.#parts.objects.formula(object.attributes['href']) ?? null);
  }

  #shapeBlocks(shape: XmlElement, withPictures = true): Block[] {
    const formula = this.#formula(shape);
    if (formula !== null) return formula === '' ? [] : [{ text: formula }];
    const object = childOf(shape, 'object');
    if (object) return [...this.#parts.objects.blocks(object.attributes['href']), { text: '', shown: [undrawable] }];
    return [...(withPictures ? this.#pictures(shape) : []), ...this.#apart(shape)];
  }

  /** Of several that a frame holds, the first is the one that is shown and the others stand in for it. */
  #pictures(frame: XmlElement): Block[] {
    const images = frame.name === 'frame' ? elementsOf(frame, 'image') : [];
    if (images.length === 0) return [];
    const [source] = images.flatMap(({ attributes }) => (raster.test(attributes['href'] ?? '') ? [attributes['href'] ?? ''] : []));
    if (source === undefined || this.#parts.styles.clipped(frame.attributes['style-name'])) return [{ text: '', shown: [undrawable] }];
    const alt = ['desc', 'title'].map((name) => childOf(frame, name)).flatMap((said) => (said ? [plainText(said)] : [])).find((said) => said !== '');
    return [{ text: '', shown: [{ source: source.replace(/^\.\//, ''), ...(alt !== undefined && { alt }) }] }];
  }

  #apart(container: XmlElement): Block[] {
    const blocks: Block[] = [];
    this.#after.push([]);
    this.#blocks(container, undefined, (item) => typeof item !== 'string' && blocks.push(item));
    return [...blocks, ...(this.#after.pop() ?? [])];
  }

  #list(list: XmlElement, outer: ListPlace | undefined, emit: (item: Flow) => void): void {
    const style = list.attributes['style-name'] ?? outer?.style;
    const depth = outer ? outer.depth + 1 : 0;
    const counts = outer ? outer.counts.slice(0, depth) : [];
    const before = this.#goesOn(list, style, depth);
    if (before !== undefined) counts[depth] = before;
    for (const item of elementsOf(list)) {
      if (item.name === 'list-item') {
        const start = Number(item.attributes['start-value']);
        const count: number = Number.isInteger(start) ? start : counts[depth] === undefined ? this.#parts.styles.start(style, depth) : counts[depth] + 1;
        counts[depth] = count;
        counts.length = depth + 1;
        this.#blocks(item, { style, depth, counts, mark: this.#parts.styles.mark(style, depth, counts) }, emit);
      } else if (item.name === 'list-header') {
        this.#blocks(item, { style, depth, counts, mark: '' }, emit);
      }
    }
    const last = counts[depth];
    if (last === undefined) return;
    this.#counted.set(`style ${depth} ${style}`, last);
    if (list.attributes['id'] !== undefined) this.#counted.set(`id ${list.attributes['id']}`, last);
  }

  /** How far a list that this one continues has counted. */
  #goesOn({ attributes }: XmlElement, style: string | undefined, depth: number): number | undefined {
    if (attributes['continue-list'] !== undefined) return this.#counted.get(`id ${attributes['continue-list']}`);
    return attributes['continue-numbering'] === 'true' ? this.#counted.get(`style ${depth} ${style}`) : undefined;
  }

  #table(table: XmlElement, emit: (item: Flow) => void): void {
    this.#after.push([]);
    let rows: Cell[][] = [];
    const put = () => {
      for (const block of tableBlocks(rows)) emit(block);
      rows = [];
    };
    for (const row of partsOf(table, ['table-row', 'soft-page-break'])) {
      if (row.name === 'soft-page-break') {
        put();
        emit('turn');
      } else if (row.attributes['visibility'] !== 'collapse') rows.push(partsOf(row, ['table-cell', 'covered-table-cell']).map((cell) => this.#cell(cell)));
    }
    put();
    const after = this.#after.pop() ?? [];
    this.#hang(after, emit);
  }

  /** A covered cell keeps the columns apart; what is in it is not shown. */
  #cell(cell: XmlElement): Cell {
    const blocks: Block[] = [];
    if (cell.name === 'table-cell') this.#blocks(cell, undefined, (item) => typeof item !== 'string' && blocks.push(item));
    return { blocks, span: 1 };
  }
}

/** Kinds of pictures that may be shown; what they are is told by their content. */
const raster = /\.(?:png|jpe?g|webp|gif)$/i;

/** Rows or cells, through the groups that they may stand in. */
function partsOf(element: XmlElement, names: readonly string[]): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (names.includes(child.name)) return [child];
    return ['table-header-rows', 'table-rows', 'table-row-group', 'table-header-columns', 'table-columns'].includes(child.name) ? partsOf(child, names) : [];
  });
}

/** Whether there is a picture among what stands on a slide. */
export function holdsPicture(element: XmlElement): boolean {
  return elementsOf(element).some((child) => child.name === 'image' || (shapes.has(child.name) && holdsPicture(child)));
}

export const isShape = (element: XmlElement) => shapes.has(element.name) || element.name === 'table';

/** Words of an element, without those of comments. */
export const plainText = (element: XmlElement) => textIn(element).replace(/\s+/g, ' ').trim();
