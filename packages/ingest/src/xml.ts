import { AppError } from '@studywright/core';
import { SaxesParser } from 'saxes';
import { decodeText } from './decode.ts';
import type { IngestLimits } from './limits.ts';

/** An element without its namespace's prefix: formats are told apart by their files, and no format read here has two of one name. */
export interface XmlElement {
  /** Local name: `p` of `<w:p>`. */
  name: string;
  /** By local name, as in the elements; the second of one local name (`id` and `r:id`) by its whole name. */
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

interface Growing extends XmlElement {
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
}

const stepChars = 1_000_000;

/** Most elements have no attributes, and millions of empty objects are what a large file would be made of. */
const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Parses XML into a tree. A document type is refused: nothing that is read here has one, entities are how a small file
 * becomes a large one, and external ones lead to other files and machines.
 * @param onStep called now and then, for a long file takes seconds
 * @throws AppError UNREADABLE (not well-formed, a document type, nested too deeply)
 */
export function parseXml(bytes: Uint8Array, limits: Pick<IngestLimits, 'maxDepth'>, onStep: () => void = () => {}): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const root: Growing = { name: '', attributes: {}, children: [] };
  const open: Growing[] = [root];
  parser.on('doctype', () => {
    throw new AppError('UNREADABLE', 'This file declares entities of its own, which can make it do harm, so it is not read. Save it anew in the program that made it, and upload that.');
  });
  parser.on('error', (error) => {
    throw new AppError('UNREADABLE', 'A part of this file is damaged and cannot be read. Open it in the program that made it, save it anew and upload that.', { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > limits.maxDepth) throw new AppError('UNREADABLE', 'This file is nested too deeply to be read. Save it anew in the program that made it, and upload that.');
    const element: Growing = { name: localName(name), attributes: attributesOf(attributes), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    // An array that grew keeps room for more, mostly sixteen places for one child.
    if (closed && closed.children.length < 16) closed.children = closed.children.slice();
  });
  const text = (words: string) => {
    open.at(-1)?.children.push(words);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const source = decodeText(bytes).replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at += stepChars) {
    if (at > 0) onStep();
    parser.write(source.slice(at, at + stepChars));
  }
  parser.close();
  const found = root.children.find((node) => typeof node !== 'string');
  if (found === undefined || typeof found === 'string') throw new AppError('UNREADABLE', 'A part of this file is empty. Open it in the program that made it, save it anew and upload that.');
  return found;
}

function attributesOf(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let found: Record<string, string> | undefined;
  for (const [key, value] of Object.entries(attributes)) {
    found ??= {};
    const local = localName(key);
    found[Object.hasOwn(found, local) ? key : local] = value;
  }
  return found ?? noAttributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function elementsOf(element: XmlElement, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) if (typeof child !== 'string' && (name === undefined || child.name === name)) found.push(child);
  return found;
}

export function childOf(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = at === undefined ? undefined : elementsOf(at, name)[0];
  return at;
}

/** All descendants of that name, in document order. */
export function* descendantsOf(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === name) yield child;
    yield* descendantsOf(child, name);
  }
}

/** All text in an element, as it stands. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
