/** The text of a Word document in reading order (ECMA-376 part 1, 17). */
import type { Block } from '../formats/format.ts';
import { raisedText } from '../raised.ts';
import { childOf, descendantsOf, elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import type { Flow } from './flow.ts';
import { graphicsIn } from './graphics.ts';
import type { Graphics } from './graphics.ts';
import { ommlText } from '../math.ts';
import { chosen } from './parts.ts';
import type { Relation } from './parts.ts';
import { isDecorative, picturesIn, undrawable } from './pictures.ts';
import { sign, signs } from './symbols.ts';
import { tableBlocks } from './table.ts';
import type { Cell } from './table.ts';
import type { WordLists } from './word-lists.ts';
import { outlineLevel, switched } from './word-styles.ts';
import type { WordStyles } from './word-styles.ts';

export interface WordParts {
  styles: WordStyles;
  lists: WordLists;
  footnotes: ReadonlyMap<string, XmlElement>;
  endnotes: ReadonlyMap<string, XmlElement>;
  relations: ReadonlyMap<string, Relation>;
  graphics: Graphics;
  /** Told of each piece of text; throws when it is too much. */
  spend: (chars: number) => void;
}

/** What a paragraph says; a page break parts it in two. */
interface Line {
  pieces: string[];
  /** Whether a page was turned before any of its words, or among them. */
  turned: 'before' | 'within' | undefined;
  footnotes: string[];
  endnotes: string[];
  /** Text boxes, charts and diagrams that hang from it. */
  boxes: XmlElement[];
}

/** Of a run, as far as it bears on what is read. */
interface Looks {
  hidden: boolean;
  font: string | undefined;
  raised: 'sup' | 'sub' | undefined;
}

const none = new Set(['del', 'moveFrom', 'instrText', 'delText', 'rt', 'annotationRef', 'footnoteRef', 'endnoteRef', 'separator', 'continuationSeparator', 'sdtPr', 'sdtEndPr']);

export class WordBody {
  readonly #parts: WordParts;
  readonly #hasPictures: boolean;
  readonly #flow: Flow[] = [];
  readonly #endnotes: string[] = [];
  #inNote = false;
  /** Words of a paragraph whose end is deleted, or of a dropped capital: they stand at the start of the next one. */
  #carried = '';
  /** What hangs from the paragraphs of a table and follows it. */
  #after: Block[][] = [];

  constructor(parts: WordParts) {
    this.#parts = parts;
    this.#hasPictures = [...parts.relations.values()].some(({ type }) => type === 'image');
  }

  read(body: XmlElement): Flow[] {
    this.#blocks(body, (item) => this.#flow.push(item));
    if (this.#carried.trim() !== '') this.#flow.push({ text: this.#carried });
    for (const id of this.#endnotes) this.#flow.push(...this.#noteBlocks(this.#parts.endnotes.get(id)));
    return this.#flow;
  }

  #blocks(container: XmlElement, emit: (item: Flow) => void): void {
    for (const element of elementsOf(container)) {
      switch (element.name) {
        case 'p':
          this.#paragraph(element, emit);
          break;
        case 'tbl':
          this.#table(element, emit);
          break;
        case 'AlternateContent':
          for (const child of chosen(element)) this.#blocks({ ...element, name: '', children: [child] }, emit);
          break;
        case 'oMathPara':
        case 'oMath':
          this.#emitText(ommlText(element), undefined, emit);
          break;
        case 'sdt':
        case 'sdtContent':
        case 'customXml':
        case 'smartTag':
        case 'ins':
        case 'moveTo':
          this.#blocks(element, emit);
          break;
      }
    }
  }

  #paragraph(paragraph: XmlElement, emit: (item: Flow) => void): void {
    const properties = childOf(paragraph, 'pPr');
    const style = childOf(properties, 'pStyle')?.attributes['val'] ?? this.#parts.styles.usual;
    const line: Line = { pieces: [''], turned: undefined, footnotes: [], endnotes: [], boxes: [] };
    this.#inline(paragraph, line, this.#parts.styles.hidden(style));
    if (switched(properties, 'pageBreakBefore') === true) emit('break');
    if (line.turned === 'before') emit('turn');
    const isCaption = this.#hasPictures && (this.#parts.styles.caption(style) || isNumbered(paragraph));
    if (runsOn(properties)) {
      this.#carried += line.pieces.join(' ');
    } else {
      const own = outlineLevel(properties) ?? this.#parts.styles.level(style);
      const mark = line.pieces.some((piece) => piece.trim() !== '') ? this.#mark(properties, style, own !== undefined) : '';
      for (const [index, piece] of line.pieces.entries()) {
        if (index > 0) emit('break');
        const text = index === 0 ? this.#carried + piece : piece;
        if (text.trim() !== '') this.#emitText((index === 0 ? mark : '') + text.trim(), own || undefined, emit, isCaption);
      }
      this.#carried = '';
    }
    this.#endnotes.push(...(this.#inNote ? [] : line.endnotes));
    for (const block of line.boxes.flatMap((box) => this.#pictures(box))) emit(block);
    const hanging = [...line.footnotes.flatMap((id) => this.#noteBlocks(this.#parts.footnotes.get(id))), ...line.boxes.flatMap((box) => this.#boxBlocks(box))];
    const table = this.#after.at(-1);
    if (table) table.push(...hanging);
    else for (const block of hanging) emit(block);
    if (line.turned === 'within') emit('turn');
    const section = childOf(properties, 'sectPr');
    if (section && !/^(?:continuous|nextColumn)$/.test(childOf(section, 'type')?.attributes['val'] ?? 'nextPage')) emit('break');
  }

  #emitText(text: string, level: number | undefined, emit: (item: Flow) => void, isCaption = false): void {
    this.#parts.spend(text.length);
    if (text.trim() !== '') emit({ text, ...(level !== undefined && { level }), ...(isCaption && { caption: true }) });
  }

  #mark(properties: XmlElement | undefined, style: string | undefined, heading: boolean): string {
    const own = childOf(properties, 'numPr');
    const ofStyle = this.#parts.styles.list(style);
    const numId = childOf(own, 'numId')?.attributes['val'] ?? ofStyle?.numId;
    if (numId === undefined || numId === '0') return '';
    const said = childOf(own, 'ilvl')?.attributes['val'];
    const depth = said === undefined ? (ofStyle?.depth ?? (style === undefined ? undefined : this.#parts.lists.depthOf(numId, style)) ?? 0) : Number(said);
    const mark = this.#parts.lists.next(numId, depth);
    return mark === '' || (heading && mark === '•') ? '' : `${mark.trim()} `;
  }

  #inline(container: XmlElement, line: Line, hidden: boolean): void {
    for (const element of elementsOf(container)) {
      if (element.name === 'r') this.#run(element, line, hidden);
      else if (element.name === 'oMath' || element.name === 'oMathPara') {
        if (!hidden) say(line, ommlText(element));
      } else if (element.name === 'ruby') {
        const base = childOf(element, 'rubyBase');
        if (base) this.#inline(base, line, hidden);
      } else if (element.name === 'AlternateContent') this.#inline({ ...element, name: '', children: chosen(element) }, line, hidden);
      else if (!none.has(element.name) && !element.name.endsWith('Pr')) this.#inline(element, line, hidden);
    }
  }

  #run(run: XmlElement, line: Line, hiddenByStyle: boolean): void {
    const properties = childOf(run, 'rPr');
    const style = childOf(properties, 'rStyle')?.attributes['val'];
    const hidden = switched(properties, 'vanish') ?? (hiddenByStyle || this.#parts.styles.hidden(style));
    const fonts = childOf(properties, 'rFonts')?.attributes;
    const looks: Looks = { hidden, font: fonts?.['ascii'] ?? fonts?.['hAnsi'], raised: raisedBy(childOf(properties, 'vertAlign')?.attributes['val']) };
    for (const element of elementsOf(run)) this.#piece(element, line, looks);
  }

  #piece(element: XmlElement, line: Line, looks: Looks): void {
    switch (element.name) {
      case 'lastRenderedPageBreak':
        line.turned ??= line.pieces.every((piece) => piece.trim() === '') ? 'before' : 'within';
        return;
      case 'br':
        if (element.attributes['type'] === 'page') line.pieces.push('');
        else say(line, '\n');
        return;
      case 'drawing':
      case 'pict':
      case 'object':
        if (!looks.hidden) line.boxes.push(element);
        return;
      case 'AlternateContent':
        for (const child of chosen(element)) this.#piece(child, line, looks);
        return;
      case 'ruby':
        this.#inline({ ...element, name: '', children: [element] }, line, looks.hidden);
        return;
    }
    if (looks.hidden) return;
    const { id = '', char = '', font: own = '' } = element.attributes;
    if (element.name === 't') say(line, raisedText(signs(textIn(element), looks.font), looks.raised));
    else if (element.name === 'sym') say(line, sign(char, own));
    else if (element.name === 'footnoteReference') line.footnotes.push(id);
    else if (element.name === 'endnoteReference') line.endnotes.push(id);
    else say(line, fixed[element.name] ?? '');
  }

  /** A note as paragraphs of its own. Notes have no notes; where a file says so, they could go on for ever. */
  #noteBlocks(note: XmlElement | undefined): Block[] {
    if (!note || this.#inNote) return [];
    this.#inNote = true;
    const blocks = this.#apart([note]);
    this.#inNote = false;
    return blocks;
  }

  /** They stand where they hang, also in a table: what is below one of them may name it. */
  #pictures(box: XmlElement): Block[] {
    const shown = this.#hasPictures && !isDecorative(box) ? [...picturesIn(box, this.#parts.relations)] : [];
    return shown.length > 0 ? [{ text: '', shown }] : [];
  }

  #boxBlocks(box: XmlElement): Block[] {
    const charts = [...graphicsIn(box, this.#parts.relations, this.#parts.graphics)];
    // A caption is mostly below what is written in a chart.
    return [...this.#apart(outermost(box, 'txbxContent')), ...charts, ...(this.#hasPictures && charts.length > 0 ? [{ text: '', shown: [undrawable] }] : [])];
  }

  #apart(containers: readonly XmlElement[]): Block[] {
    const blocks: Block[] = [];
    const carried = this.#carried;
    this.#carried = '';
    this.#after.push([]);
    for (const container of containers) this.#blocks(container, (item) => typeof item !== 'string' && blocks.push(item));
    blocks.push(...(this.#after.pop() ?? []));
    this.#carried = carried;
    return blocks;
  }

  #table(table: XmlElement, emit: (item: Flow) => void): void {
    this.#after.push([]);
    let rows: Cell[][] = [];
    const put = () => {
      for (const block of tableBlocks(rows)) emit(block);
      rows = [];
    };
    for (const row of partsOf(table, 'tr')) {
      const properties = childOf(row, 'trPr');
      if (childOf(properties, 'del') || switched(properties, 'hidden') === true) continue;
      const cells = partsOf(row, 'tc').flatMap((cell) => this.#cell(cell));
      if (cells.some(({ turned }) => turned) && rows.length > 0) {
        put();
        emit('turn');
      }
      rows.push(cells);
    }
    put();
    const after = this.#after.pop() ?? [];
    // What hangs from a table within a table waits for the end of the outer one.
    const outer = this.#after.at(-1);
    if (outer) outer.push(...after);
    else for (const block of after) emit(block);
  }

  #cell(cell: XmlElement): (Cell & { turned: boolean })[] {
    const properties = childOf(cell, 'tcPr');
    if (childOf(properties, 'cellDel')) return [];
    const span = Number(childOf(properties, 'gridSpan')?.attributes['val'] ?? 1) || 1;
    const merged = childOf(properties, 'vMerge');
    const blocks: Block[] = [];
    let turned = false;
    this.#blocks(cell, (item) => {
      if (typeof item !== 'string') blocks.push(item);
      else turned ||= item === 'turn';
    });
    // The cell above goes on here: whatever is in it is not shown.
    return [{ blocks: merged && merged.attributes['val'] !== 'restart' ? [] : blocks, span, turned }];
  }
}

/** Whether Word counts it as one of the figures (17.16.5.56); what it calls those is in the words of its language. */
function isNumbered(paragraph: XmlElement): boolean {
  for (const code of [...descendantsOf(paragraph, 'instrText')].map((instruction) => textIn(instruction))) if (/^\s*SEQ\s/.test(code)) return true;
  for (const { attributes } of descendantsOf(paragraph, 'fldSimple')) if (/^\s*SEQ\s/.test(attributes['instr'] ?? '')) return true;
  return false;
}

const fixed: Readonly<Record<string, string>> = { tab: '\t', ptab: '\t', cr: '\n', noBreakHyphen: '-' };

function raisedBy(align: string | undefined): Looks['raised'] {
  return align === 'superscript' ? 'sup' : align === 'subscript' ? 'sub' : undefined;
}

function say(line: Line, text: string): void {
  line.pieces.push((line.pieces.pop() ?? '') + text.replaceAll('\u00AD', ''));
}

/** Whether the next paragraph goes on where this one ends. */
function runsOn(properties: XmlElement | undefined): boolean {
  const end = childOf(properties, 'rPr');
  return childOf(end, 'del') !== undefined || childOf(end, 'moveFrom') !== undefined || (childOf(properties, 'framePr')?.attributes['dropCap'] ?? 'none') !== 'none';
}

/** Rows of a table or cells of a row, through whatever is wrapped round them. */
function partsOf(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    if (child.name === 'AlternateContent') return chosen(child).filter((one) => one.name === name);
    return ['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'].includes(child.name) ? partsOf(child, name) : [];
  });
}

/** Elements of that name that lie in no other of it; of what is there twice, for newer and older programs, one. */
function outermost(element: XmlElement, name: string): XmlElement[] {
  if (element.name === name) return [element];
  const children = element.name === 'AlternateContent' ? chosen(element) : elementsOf(element);
  return children.flatMap((child) => outermost(child, name));
}

/** Notes of a part by their id. */
export function notesIn(part: XmlElement | null, name: 'footnote' | 'endnote'): Map<string, XmlElement> {
  return new Map([...(part ? descendantsOf(part, name) : [])].map((note) => [note.attributes['id'] ?? '', note]));
}
