import { AppError } from '@studywright/core';
import { Tokenizer } from 'htmlparser2';
import type { IngestLimits } from '../limits.ts';
import type { XmlElement, XmlNode } from '../xml.ts';

interface Growing extends XmlElement {
  attributes: Record<string, string>;
  children: XmlNode[];
}

/** No page that a person reads is made of more; what is costs hundreds of megabytes. */
const mostElements = 1_000_000;

const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const closesParagraph = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul dd dt li'.split(' '),
);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** What an opening tag ends where its author left that out, and what it never reaches beyond. */
const endsBefore: Readonly<Record<string, { ends: ReadonlySet<string>; within: ReadonlySet<string> }>> = {
  li: { ends: new Set(['li']), within: new Set(['ul', 'ol', 'menu', 'td', 'th', 'table']) },
  dt: { ends: new Set(['dt', 'dd']), within: new Set(['dl', 'td', 'th', 'table']) },
  dd: { ends: new Set(['dt', 'dd']), within: new Set(['dl', 'td', 'th', 'table']) },
  tr: { ends: new Set(['tr']), within: new Set(['table']) },
  td: { ends: new Set(['td', 'th']), within: new Set(['tr', 'table']) },
  th: { ends: new Set(['td', 'th']), within: new Set(['tr', 'table']) },
  thead: { ends: new Set(['thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
  tbody: { ends: new Set(['thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
  tfoot: { ends: new Set(['thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
  option: { ends: new Set(['option']), within: new Set(['select', 'datalist']) },
  rt: { ends: new Set(['rt', 'rp']), within: new Set(['ruby']) },
  rp: { ends: new Set(['rt', 'rp']), within: new Set(['ruby']) },
  body: { ends: new Set(['head']), within: new Set() },
};
const cells = new Set(['td', 'th', 'caption', 'table']);

/**
 * Parses HTML as it is found in the wild into a tree whose root stands for the document. Names are in lower case. What is
 * nested deeper than `maxDepth` loses its tags and keeps its text, so that whoever walks the tree may do it by recursion.
 * Takes time in proportion to its length.
 * @param options `xhtml`: `<a/>` is an element that is closed at once, as books write it
 * @throws AppError TOO_LARGE
 */
export function parseHtml(source: string, limits: Pick<IngestLimits, 'maxDepth'>, options: { xhtml?: boolean } = {}): XmlElement {
  const builder = new Builder(limits.maxDepth, options.xhtml === true);
  let name = '';
  let attribute = '';
  let value = '';
  let attributes: Record<string, string> = {};
  // A stretch of text may come in as many pieces as it has characters.
  const stretch = { start: 0, end: 0 };
  const endText = () => {
    if (stretch.end > stretch.start) builder.text(source.slice(stretch.start, stretch.end));
    stretch.start = stretch.end;
  };
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start, end) => {
        if (start !== stretch.end) {
          endText();
          stretch.start = start;
        }
        stretch.end = end;
      },
      ontextentity: (code) => {
        endText();
        builder.text(String.fromCodePoint(code));
      },
      oncdata: (start, end, offset) => {
        endText();
        if (options.xhtml === true || builder.foreign) builder.text(source.slice(start, end - offset));
      },
      onopentagname: (start, end) => {
        endText();
        name = source.slice(start, end).toLowerCase();
        attributes = {};
      },
      onattribname: (start, end) => {
        attribute = source.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += source.slice(start, end);
      },
      onattribentity: (code) => {
        value += String.fromCodePoint(code);
      },
      onattribend: () => {
        // As browsers do: the first of a name counts.
        if (!Object.hasOwn(attributes, attribute)) attributes[attribute] = value;
      },
      onopentagend: () => builder.open(name, attributes, false),
      onselfclosingtag: () => builder.open(name, attributes, true),
      onclosetag: (start, end) => {
        endText();
        builder.close(source.slice(start, end).toLowerCase());
      },
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: endText,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return builder.root;
}

class Builder {
  readonly root: Growing = { name: '', attributes: {}, children: [] };
  private readonly stack: Growing[] = [this.root];
  /** Open elements that are too deep to be kept, by name, so that their closing tags close nothing else. */
  private readonly tooDeep = new Map<string, number>();
  private elements = 0;
  private readonly maxDepth: number;
  private readonly xhtml: boolean;

  constructor(maxDepth: number, xhtml: boolean) {
    this.maxDepth = maxDepth;
    this.xhtml = xhtml;
  }

  /** Within SVG or MathML, where XML's rules hold. */
  get foreign(): boolean {
    return this.stack.some(({ name }) => name === 'svg' || name === 'math');
  }

  text(words: string): void {
    const { children } = this.top;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + words;
    else children.push(words);
  }

  open(name: string, attributes: Record<string, string>, selfClosing: boolean): void {
    this.elements += 1;
    if (this.elements > mostElements) throw new AppError('TOO_LARGE', `This web page is made of more than ${mostElements.toLocaleString('en')} elements. Split it and upload the parts.`);
    this.endImplied(name);
    const closed = voids.has(name) || (selfClosing && (this.xhtml || this.foreign || name === 'svg' || name === 'math'));
    if (this.stack.length > this.maxDepth) {
      if (!closed) this.tooDeep.set(name, (this.tooDeep.get(name) ?? 0) + 1);
      return;
    }
    const element: Growing = { name, attributes, children: [] };
    this.top.children.push(element);
    if (!closed) this.stack.push(element);
  }

  close(name: string): void {
    const deep = this.tooDeep.get(name) ?? 0;
    if (deep > 0) {
      this.tooDeep.set(name, deep - 1);
      return;
    }
    if (name === 'br') return this.open('br', {}, true);
    const at = headings.has(name) ? this.stack.findLastIndex((open) => headings.has(open.name)) : this.stack.findLastIndex((open) => open.name === name);
    if (at < 1) return;
    const reachesOver = !cells.has(name) && !this.partsOfTable.has(name) && this.stack.slice(at + 1).some((open) => cells.has(open.name));
    if (!reachesOver) this.stack.length = at;
  }

  private readonly partsOfTable = new Set(['tr', 'thead', 'tbody', 'tfoot', 'body', 'html']);

  private get top(): Growing {
    return this.stack.at(-1) ?? this.root;
  }

  private endImplied(name: string): void {
    if (closesParagraph.has(name)) this.endWithin((open) => open === 'p', (open) => cells.has(open) || open === 'button' || open === 'object');
    if (headings.has(name) && headings.has(this.top.name)) this.stack.length -= 1;
    const rule = Object.hasOwn(endsBefore, name) ? endsBefore[name] : undefined;
    if (rule) this.endWithin((open) => rule.ends.has(open), (open) => rule.within.has(open));
    // A table's rows end the section before them only by its own tags, but a link never stands in a link.
    if (name === 'a') this.endWithin((open) => open === 'a', (open) => closesParagraph.has(open) || cells.has(open));
  }

  /** Closes the innermost element that is meant, unless a boundary stands before it. */
  private endWithin(isMeant: (name: string) => boolean, isBoundary: (name: string) => boolean): void {
    for (let at = this.stack.length - 1; at > 0; at -= 1) {
      const name = this.stack[at]?.name ?? '';
      if (isMeant(name)) {
        this.stack.length = at;
        return;
      }
      if (isBoundary(name)) return;
    }
  }
}
