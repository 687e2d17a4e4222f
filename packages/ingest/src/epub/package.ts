/** What an EPUB says of itself: its parts in reading order, its title and its table of contents. */
import { AppError } from '@studywright/core';
import type { Archive } from '../archive.ts';
import { oneLine } from '../clean.ts';
import { decodeText } from '../decode.ts';
import { declaredCharset } from '../html/charset.ts';
import { parseHtml } from '../html/tree.ts';
import type { IngestLimits } from '../limits.ts';
import { descendantsOf, elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

export interface BookPart {
  /** The entry of the archive. */
  name: string;
  /** What the table of contents calls its beginning. */
  label: string | undefined;
}

export interface Contents {
  /** By entry: what is called so within it, and how deep that stands in the table of contents, from 1. */
  entries: ReadonlyMap<string, readonly { title: string; depth: number }[]>;
}

export interface Book extends Contents {
  title: string | undefined;
  parts: readonly BookPart[];
}

interface Item {
  name: string;
  mediaType: string;
  properties: readonly string[];
  fallback: string | undefined;
}

const readableTypes = new Set(['application/xhtml+xml', 'text/html', 'text/x-oeb1-document', 'application/x-dtbook+xml']);

/** @throws AppError UNREADABLE (not a whole book), UNSUPPORTED (copy protection) */
export async function readPackage(archive: Archive, limits: IngestLimits): Promise<Book> {
  const open = (name: string) => parsePart(archive, name, limits);
  refuseProtection(await open('META-INF/encryption.xml'));
  const path = await packagePath(archive, open);
  const document = path === undefined ? null : await open(path);
  if (path === undefined || !document) throw new AppError('UNREADABLE', 'This EPUB does not say what it is made of: it is damaged or incomplete. Get it again from where it came from, and upload it once more.');
  const items = manifestOf(document, path);
  const contents = await contentsOf(document, items, open);
  const left = new Set([...items.values()].filter(({ properties }) => properties.includes('nav')).map(({ name }) => name));
  for (const reference of all(document, 'reference')) {
    const href = reference.attributes['href'] ?? '';
    // What begins somewhere within a part is not all of it.
    const name = reference.attributes['type'] === 'toc' && !href.includes('#') ? resolve(path, href) : null;
    if (name !== null) left.add(name);
  }
  const spine = [...all(document, 'itemref')];
  const inOrder = [...spine.filter(({ attributes }) => attributes['linear'] !== 'no'), ...spine.filter(({ attributes }) => attributes['linear'] === 'no')];
  const names = inOrder.flatMap(({ attributes }) => shown(attributes['idref'], items)).filter((name) => archive.has(name));
  const chapters = names.filter((name) => !left.has(name));
  const [title] = all(document, 'title');
  return {
    title: title && oneLine(textIn(title)),
    // A book of one part may name that one as its contents.
    parts: [...new Set(chapters.length > 0 ? chapters : names)].map((name) => ({ name, label: contents.entries.get(name)?.[0]?.title })),
    entries: contents.entries,
  };
}

/** Read as HTML is: books in use have document types, which then mean nothing, and no entities but those that all know. */
export async function parsePart(archive: Archive, name: string, limits: IngestLimits): Promise<XmlElement | null> {
  const bytes = await archive.read(name);
  return bytes && parseHtml(decodeText(bytes, declaredCharset(bytes)), limits, { xhtml: true });
}

/** Fonts are often veiled, which hides no word; everything else that is encrypted is. */
const veiledFonts = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

function refuseProtection(document: XmlElement | null): void {
  if (!document) return;
  const isLocked = [...all(document, 'encrypteddata')].some((entry) => [...all(entry, 'encryptionmethod')].every(({ attributes }) => !veiledFonts.has(attributes['algorithm'] ?? '')));
  if (isLocked) throw new AppError('UNSUPPORTED', 'This book has copy protection (DRM): only the program that it was bought for can open it. Upload a version without it, or paste the text that you need.');
}

async function packagePath(archive: Archive, open: (name: string) => Promise<XmlElement | null>): Promise<string | undefined> {
  const container = await open('META-INF/container.xml');
  const files = container ? [...all(container, 'rootfile')] : [];
  const said = files.map(({ attributes }) => resolve('', attributes['full-path'])).find((name) => name !== null && archive.has(name));
  return said ?? archive.names.find((name) => name.toLowerCase().endsWith('.opf'));
}

function manifestOf(document: XmlElement, path: string): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const { attributes } of all(document, 'item')) {
    const name = resolve(path, attributes['href']);
    const { id } = attributes;
    if (id === undefined || name === null) continue;
    items.set(id, { name, mediaType: attributes['media-type'] ?? '', properties: (attributes['properties'] ?? '').split(/\s+/), fallback: attributes['fallback'] });
  }
  return items;
}

/** The entry that stands for an item, or what it falls back on where it is a picture. */
function shown(id: string | undefined, items: ReadonlyMap<string, Item>): string[] {
  const seen = new Set<string>();
  for (let at = id; at !== undefined && !seen.has(at); at = items.get(at)?.fallback) {
    seen.add(at);
    const item = items.get(at);
    if (item && readableTypes.has(item.mediaType)) return [item.name];
  }
  return [];
}

async function contentsOf(document: XmlElement, items: ReadonlyMap<string, Item>, open: (name: string) => Promise<XmlElement | null>): Promise<Contents> {
  const entries = new Map<string, { title: string; depth: number }[]>();
  const add = (base: string, href: string | undefined, title: string, depth: number) => {
    const name = resolve(base, href);
    if (name === null || title === '') return;
    const list = entries.get(name);
    if (list) list.push({ title, depth });
    else entries.set(name, [{ title, depth }]);
  };
  const nav = [...items.values()].find(({ properties }) => properties.includes('nav'));
  const page = nav && (await open(nav.name));
  const lists = page ? [...all(page, 'nav')] : [];
  const toc = lists.find(({ attributes }) => /\btoc\b/.test(attributes['epub:type'] ?? attributes['role'] ?? '')) ?? lists[0];
  if (nav && toc) walkList(toc, 0, (href, title, depth) => add(nav.name, href, title, depth));
  if (entries.size > 0) return { entries };
  const [spine] = all(document, 'spine');
  const ncx = items.get(spine?.attributes['toc'] ?? '') ?? [...items.values()].find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml');
  const map = ncx && (await open(ncx.name));
  if (ncx && map) walkPoints(map, 0, (href, title, depth) => add(ncx.name, href, title, depth));
  return { entries };
}

type Found = (href: string | undefined, title: string, depth: number) => void;

function walkList(element: XmlElement, depth: number, found: Found): void {
  for (const child of elementsOf(element)) {
    if (child.name === 'a') found(child.attributes['href'], oneLine(textIn(child)), depth);
    else walkList(child, child.name === 'ol' ? depth + 1 : depth, found);
  }
}

function walkPoints(element: XmlElement, depth: number, found: Found): void {
  for (const child of elementsOf(element)) {
    if (local(child) !== 'navpoint') {
      walkPoints(child, depth, found);
      continue;
    }
    const own = elementsOf(child);
    const label = own.find((part) => local(part) === 'navlabel');
    found(own.find((part) => local(part) === 'content')?.attributes['src'], label ? oneLine(textIn(label)) : '', depth + 1);
    walkPoints(child, depth + 1, found);
  }
}

/** The entry that a reference means; null where it leads elsewhere: out of the book, or to another machine. */
export function resolve(base: string, href: string | undefined): string | null {
  if (href === undefined || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return null;
  const path = decoded(href.replace(/[#?].*$/s, ''));
  const parts = path.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.length === 0 ? null : parts.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function* all(root: XmlElement, name: string): Generator<XmlElement> {
  for (const child of elementsOf(root)) {
    if (local(child) === name) yield child;
    yield* all(child, name);
  }
}

function local({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The body of a part, or all of it where it has none. */
export function bodyOf(document: XmlElement): XmlElement {
  const [body = document] = descendantsOf(document, 'body');
  return body;
}
