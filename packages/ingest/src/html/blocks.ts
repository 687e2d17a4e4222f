import type { Block, ShownPicture } from '../formats/format.ts';
import { mathmlText } from '../math.ts';
import { raisedText as raised } from '../raised.ts';
import { joinsWithoutSpace } from '../scripts.ts';
import { descendantsOf, textIn } from '../xml.ts';
import type { XmlElement, XmlNode } from '../xml.ts';
import { isHidden } from './hidden.ts';
import { listMark } from './marks.ts';
import { tableText } from './table.ts';

export interface Reading {
  /** Elements that are left out with all that is in them. */
  without?: ReadonlySet<XmlElement>;
  /** Of a picture's address, what lies in the file itself: the entry of an archive, or the picture; null of what lies elsewhere. */
  pictureAt?: (address: string) => string | null;
}

/**
 * What a reader sees of an element, in reading order: headings with their levels, paragraphs, list items with their marks,
 * tables row by row. Notes come last, so that none stands in the middle of what it belongs to.
 */
export function blocksOf(root: XmlElement, reading: Reading = {}): Block[] {
  const reader = new HtmlReader(reading);
  reader.walk(root);
  return reader.end();
}

const blockLevel = new Set(
  'html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(' '),
);
const noteRole = /\bdoc-(?:footnote|endnotes?)\b/;
const noteType = /\b(?:footnotes?|endnotes?|rearnotes?)\b/;

export class HtmlReader {
  private readonly blocks: Block[] = [];
  private readonly notes: Block[] = [];
  private into = this.blocks;
  /** The paragraph that is being read, in pieces: joined once, for a page may be one paragraph of millions. */
  private run: string[] = [];
  /** What the next paragraph starts with: the mark of its list item, or the term that it explains. */
  private before = '';
  /** Pictures in the paragraph that is being read. */
  private shown: ShownPicture[] = [];
  /** Within what is said to be a caption. */
  private inCaption = false;
  private readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  end(): Block[] {
    this.close();
    return [...this.blocks, ...this.notes];
  }

  walk(node: XmlNode): void {
    if (typeof node === 'string') this.words(node);
    else if (!isHidden(node) && this.reading.without?.has(node) !== true) this.element(node);
  }

  private element(element: XmlElement): void {
    const level = levelOf(element);
    if (level !== undefined) return this.heading(element, level);
    switch (element.name) {
      case 'br':
        this.run.push('\n');
        return;
      case 'img':
      case 'area':
        return this.picture(element);
      case 'math':
        return this.words(` ${mathmlText(element)} `);
      case 'sup':
      case 'sub':
        return this.raised(element);
      case 'a':
        return this.link(element);
      case 'q':
        this.words('“');
        this.children(element);
        return this.words('”');
      case 'pre':
      case 'listing':
      case 'xmp':
        return this.preformatted(element);
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return this.list(element);
      case 'dl':
        return this.definitions(element);
      case 'table':
        return this.table(element);
      default:
        return this.reading.pictureAt !== undefined && (isCaption(element) || saysItsCaption(element)) ? this.caption(element) : this.flow(element);
    }
  }

  private flow(element: XmlElement): void {
    if (isNote(element)) return this.note(element);
    const isBlock = blockLevel.has(element.name);
    if (isBlock) this.close();
    this.children(element);
    if (isBlock) this.close();
  }

  private children(element: XmlElement): void {
    for (const child of element.children) this.walk(child);
  }

  /** Ends the paragraph that is being read. Two breaks in a row are how some write the end of one. */
  private close(level?: number): void {
    const joined = this.run.join('');
    this.run = [];
    const paragraphs = level === undefined ? joined.replace(/ ?\n ?/g, '\n').split(/\n{2,}/) : [joined.replace(/\s+/g, ' ')];
    const shown = this.shown;
    this.shown = [];
    const said = paragraphs.map((paragraph) => paragraph.trim()).filter((text) => text !== '');
    for (const [index, text] of said.entries()) {
      const more = { ...(this.inCaption && { caption: true as const }), ...(index === 0 && shown.length > 0 && { shown }) };
      if (level === undefined) this.into.push({ text: this.before + text, ...more });
      else this.into.push({ text, level, ...more });
      this.before = '';
    }
    if (said.length === 0 && shown.length > 0) this.into.push({ text: '', shown });
  }

  private words(text: string): void {
    const collapsed = text
      .replaceAll('\u00AD', '')
      .replace(/[ \t\f\r\u00A0]*\n[\s]*/g, (space, at: number) => (joinsWithoutSpace(text.slice(0, at), text.slice(at + space.length)) ? '' : ' '))
      .replace(/[ \t\f\r\u00A0]+/g, ' ');
    const last = this.run.at(-1);
    const piece = last === undefined || last.endsWith(' ') || last === '\n' ? collapsed.trimStart() : collapsed;
    if (piece !== '') this.run.push(piece);
  }

  private heading(element: XmlElement, level: number): void {
    this.close();
    this.children(element);
    this.close(level);
  }

  private picture({ attributes }: XmlElement): void {
    const alt = (attributes['alt'] ?? '').trim();
    // A name of a file says nothing.
    const says = alt !== '' && !/^\S+\.(?:jpe?g|png|gif|svg|webp|bmp)$/i.test(alt);
    if (says) this.words(` ${alt} `);
    const address = attributes['src'];
    if (this.reading.pictureAt && address !== undefined) this.shown.push({ source: this.reading.pictureAt(address) ?? '', ...(says && { alt }) });
  }

  private caption(element: XmlElement): void {
    const outer = this.inCaption;
    this.close();
    this.inCaption = true;
    this.children(element);
    this.close();
    this.inCaption = outer;
  }

  private raised(element: XmlElement): void {
    const before = this.run;
    this.run = [];
    this.children(element);
    const text = this.run.join('').trim();
    this.run = before;
    if (text !== '') this.run.push(raisedText(element, text));
  }

  private link(element: XmlElement): void {
    const text = textIn(element).trim();
    const { attributes } = element;
    const role = `${attributes['role'] ?? ''} ${attributes['epub:type'] ?? ''} ${attributes['class'] ?? ''}`;
    if (/\b(?:doc-backlink|backlink|footnote-back|headerlink)\b/.test(role)) return;
    if ((attributes['href'] ?? '').startsWith('#') && /^(?:[¶#§^↑↩⏎🔗]\uFE0E?)$/u.test(text)) return;
    if (/\b(?:doc-noteref|noteref|footnote-ref)\b/.test(role) && /^[\d*†‡§]+$/.test(text)) this.run.push(`[${text}]`);
    else this.flow(element);
  }

  private preformatted(element: XmlElement): void {
    this.close();
    const inner = new PreformattedText(this.reading).of(element).replace(/^\n/, '');
    if (inner.trim() !== '') this.into.push({ text: this.before + inner });
    this.before = '';
  }

  private list(element: XmlElement): void {
    this.close();
    let number = 0;
    for (const child of element.children) {
      if (typeof child === 'string' || child.name !== 'li') {
        this.walk(child);
        continue;
      }
      if (isHidden(child) || this.reading.without?.has(child) === true) continue;
      this.close();
      number += 1;
      this.before = listMark(element, child, number);
      if (isNote(child)) this.note(child);
      else this.children(child);
      this.close();
      this.before = '';
    }
  }

  /** A term and what explains it are one paragraph of two lines. */
  private definitions(list: XmlElement): void {
    this.close();
    for (const child of list.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'div') this.definitions(child);
      else if (child.name === 'dt' && !isHidden(child)) {
        const term = blocksOf({ ...child, name: 'div' }, withoutPictures(this.reading)).map(({ text }) => text).join(' ');
        this.before += term === '' ? '' : `${term}\n`;
      } else {
        this.walk(child);
        this.close();
      }
    }
    const left = this.before.trim();
    this.before = '';
    if (left !== '') this.into.push({ text: left });
  }

  private table(element: XmlElement): void {
    this.close();
    const text = tableText(element, (cell) => blocksOf({ ...cell, name: 'div' }, withoutPictures(this.reading)), this.reading);
    if (text === null) return this.flow(element);
    if (text.caption !== '') this.into.push({ text: text.caption });
    if (text.rows !== '') this.into.push({ text: this.before + text.rows });
    this.before = '';
  }

  private note(element: XmlElement): void {
    this.close();
    const back = this.into;
    this.into = this.notes;
    this.children(element);
    this.close();
    this.into = back;
  }
}

/** In what becomes part of a paragraph no picture has a place. */
function withoutPictures({ without }: Reading): Reading {
  return without ? { without } : {};
}

/** Text as it stands, line for line. */
class PreformattedText {
  private readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  of(node: XmlNode): string {
    if (typeof node === 'string') return node;
    if (node.name === 'br') return '\n';
    if (isHidden(node) || this.reading.without?.has(node) === true) return '';
    const inner = node.children.map((child) => this.of(child)).join('');
    return node.name === 'div' || node.name === 'p' ? `${inner}\n` : inner;
  }
}

function raisedText(element: XmlElement, text: string): string {
  const isRaised = element.name === 'sup';
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  // A note's number stays apart from the word that it stands behind.
  if (isRaised && /^[\d*†‡§]+$/.test(bare) && holdsLink(element)) return `[${bare}]`;
  const signs = raised(text, isRaised ? 'sup' : 'sub');
  if (signs !== text || text === '') return signs;
  // Ordinals and signs read the same when they are not raised.
  if (isRaised && /^(?:st|nd|rd|th|er|re|e|o|a|ª|º|[*†‡§®™©]+|\[.*\])$/i.test(text)) return text;
  return `${isRaised ? '^' : '_'}${[...text].length > 1 ? `(${text})` : text}`;
}

function levelOf({ name, attributes }: XmlElement): number | undefined {
  if (/^h[1-6]$/.test(name)) return Number(name[1]);
  if (attributes['role'] !== 'heading') return undefined;
  return Number(/^[1-6]$/.exec(attributes['aria-level'] ?? '')?.[0] ?? 2);
}

/** Whether an element is made for the caption of something; text of its own has other names. */
function isCaption({ name, attributes }: XmlElement): boolean {
  if (name === 'figcaption') return true;
  return /^(?:p|div|dd)$/.test(name) && /(?:^|[\s_-])(?:wp-caption-text|thumbcaption|gallerytext|(?:image|figure|fig|picture|photo|media|img)?[_-]?caption(?:[_-]?text)?|figcaption)(?:$|[\s_-])/i.test(attributes['class'] ?? '');
}

/** A figure whose picture is called what its caption says has that hidden from those who hear it read: it is read once. */
function saysItsCaption(element: XmlElement): boolean {
  if (element.name !== 'figure') return false;
  const [caption] = descendantsOf(element, 'figcaption');
  return caption !== undefined && isHidden(caption);
}

function isNote({ attributes }: XmlElement): boolean {
  return noteRole.test(attributes['role'] ?? '') || noteType.test(attributes['epub:type'] ?? '') || /(?:^|\s)footnotes(?:\s|$)/.test(attributes['class'] ?? '');
}

function holdsLink(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string' && (child.name === 'a' || holdsLink(child)));
}
