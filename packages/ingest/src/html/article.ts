/** Finds what a page is about among what stands around it. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { isHidden } from './hidden.ts';

export interface Article {
  root: XmlElement;
  /** What stands in `root` and is not part of it. */
  without: ReadonlySet<XmlElement>;
  /** Its headline, where that stands outside of `root`. */
  headline: XmlElement | undefined;
}

/** Readability looks at each element many times, and at all that is above it: a page of more is read as a whole. */
const mostElements = 50_000;
const mostAncestors = 1_000_000;
const mostChars = 3_000_000;

const furnitureNames = new Set(['nav', 'footer']);
const furnitureRoles = /^(?:navigation|complementary|contentinfo|search|banner|dialog|alertdialog|alert|menu|menubar|toolbar)$/;
const furnitureWords =
  /^(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|cookies?|consent|gdpr|banner|advert|advertisement|ads?|adsense|promo|sponsor|sponsored|share|sharing|social|comments?|disqus|respond|related|recommended|newsletter|subscribe|signup|popup|modal|overlay|paywall|toolbar|pagination|pager|skip|skiplink)$/i;

/** @param body the element that holds all a reader sees */
export function findArticle(body: XmlElement): Article {
  const { elements, ancestors } = elementsIn(body);
  const all = weigh(body, () => true);
  const isFit = elements.length <= mostElements && ancestors <= mostAncestors && (all.get(body) ?? 0) <= mostChars;
  const survivors = isFit ? readable(body, elements) : new Set<XmlElement>();
  const kept = weigh(body, (element) => survivors.has(element));
  const total = kept.get(body) ?? 0;
  const whole = { root: body, without: furnitureIn(body, kept, total, all), headline: undefined };
  if (total === 0) return whole;
  const root = innermost(body, kept, total);
  const without = furnitureIn(root, kept, total, all);
  // Where what it found is the smaller part of what could be read, it was wrong.
  if (left(root, without, all) < 0.5 * left(body, whole.without, all)) return whole;
  return { root, without, headline: headlineOutside(root, elements) };
}

/** All elements that can be seen, in document order. */
function elementsIn(root: XmlElement): { elements: XmlElement[]; /** Of all of them together. */ ancestors: number } {
  const elements: XmlElement[] = [];
  let ancestors = 0;
  const visit = (element: XmlElement, depth: number) => {
    for (const child of elementsOf(element)) {
      if (isHidden(child)) continue;
      elements.push(child);
      ancestors += depth;
      visit(child, depth + 1);
    }
  };
  visit(root, 1);
  return { elements, ancestors };
}

/** Both libraries speak of a browser's document, which this program has no types of. */
const open: (html: string) => { document: ConstructorParameters<typeof Readability>[0] } = parseHTML;

/** The elements that Readability keeps; each goes through it with its number, for it renames and moves what it likes. */
function readable(body: XmlElement, elements: readonly XmlElement[]): Set<XmlElement> {
  const numbers = new Map(elements.map((element, number) => [element, number]));
  const html = `<!DOCTYPE html><html><head></head><body>${markup(body, numbers)}</body></html>`;
  const found = new Readability(open(html).document, { keepClasses: true, disableJSONLD: true, charThreshold: 200 }).parse();
  const survivors = new Set<XmlElement>();
  // A number stands first in its tag, and neither text nor attributes can look like one: they have no `<` and no `"`.
  for (const [, number] of found?.content?.matchAll(/<[a-z][a-z0-9-]* data-at="(\d+)"/gi) ?? []) {
    const element = elements[Number(number)];
    if (element) survivors.add(element);
  }
  return survivors;
}

function markup(element: XmlElement, numbers: ReadonlyMap<XmlElement, number>): string {
  return element.children
    .map((child) => {
      // Only where text stands counts here, and each sign that is written as an entity would become a node.
      if (typeof child === 'string') return child.replace(/[<>&]/g, ' ');
      const number = numbers.get(child);
      if (number === undefined || !/^[a-z][a-z0-9-]*$/.test(child.name)) return '';
      const attributes = ['class', 'id', 'role', 'href', 'itemprop', 'rel']
        .flatMap((name) => {
          const value = child.attributes[name];
          return value === undefined ? [] : [` ${name}="${escape(value)}"`];
        })
        .join('');
      return `<${child.name} data-at="${number}"${attributes}>${markup(child, numbers)}</${child.name}>`;
    })
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Letters that stand in each element directly or deeper, of those that count. */
function weigh(root: XmlElement, counts: (element: XmlElement) => boolean): Map<XmlElement, number> {
  const weights = new Map<XmlElement, number>();
  const visit = (element: XmlElement): number => {
    let sum = 0;
    for (const child of element.children) {
      if (typeof child !== 'string') sum += isHidden(child) ? 0 : visit(child);
      else if (element === root || counts(element)) sum += child.trim().length;
    }
    weights.set(element, sum);
    return sum;
  };
  visit(root);
  return weights;
}

const textBlocks = new Set(['p', 'ul', 'ol', 'dl', 'table', 'pre', 'blockquote']);

/**
 * The innermost element that holds nearly all of what was kept: a stray sentence elsewhere must not draw in the page. One long
 * section or chapter of several is not all of it.
 */
function innermost(body: XmlElement, kept: ReadonlyMap<XmlElement, number>, total: number): XmlElement {
  let at = body;
  for (;;) {
    const children = elementsOf(at);
    const next = children.find((child) => (kept.get(child) ?? 0) >= 0.9 * total);
    if (!next || textBlocks.has(next.name) || children.some((child) => child !== next && isAlike(child, next) && !isFurniture(child, at, true))) return at;
    at = next;
  }
}

/** Both by their kind and by the name of their kind, which what surrounds an article seldom shares with it. */
function isAlike(one: XmlElement, other: XmlElement): boolean {
  const of = other.attributes['class'] ?? '';
  return one.name === other.name && (other.name === 'section' || of !== '') && (one.attributes['class'] ?? '') === of;
}

function furnitureIn(root: XmlElement, kept: ReadonlyMap<XmlElement, number>, total: number, all: ReadonlyMap<XmlElement, number>): Set<XmlElement> {
  const found = new Set<XmlElement>();
  const most = 0.5 * (all.get(root) ?? 0);
  const visit = (element: XmlElement) => {
    for (const child of elementsOf(element)) {
      const isMain = (total > 0 && (kept.get(child) ?? 0) > 0.2 * total) || (all.get(child) ?? 0) > most;
      if (!isMain && isFurniture(child, element, (kept.get(child) ?? 0) > 0)) found.add(child);
      else visit(child);
    }
  };
  visit(root);
  return found;
}

function isFurniture(element: XmlElement, parent: XmlElement, wasKept: boolean): boolean {
  const { name, attributes } = element;
  if (furnitureNames.has(name) && parent.name !== 'blockquote') return true;
  if (furnitureRoles.test(attributes['role'] ?? '')) return true;
  if (!/^(?:div|section|aside|ul|ol|p|form|header|span|table|td)$/.test(name)) return false;
  const words = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
  const of = words.filter((word) => furnitureWords.test(word));
  if (of.length > 0 && !(wasKept && name === 'p') && !(of.every((word) => /^sidebar$/i.test(word)) && isBox(element))) return true;
  return !wasKept && (name === 'aside' || name === 'ul' || name === 'div' || name === 'header') && linkDensity(element) > 0.66 && elementsOf(element).length > 1;
}

/** Letters of a paragraph that is meant to be read. */
const fewestOfProse = 150;

/** Textbooks call boxes beside their text sidebars, too: those hold prose, where a site's hold links. */
function isBox(element: XmlElement): boolean {
  const holdsProse = (within: XmlElement): boolean => {
    const inside = elementsOf(within).filter(({ name }) => name === 'div' || name === 'p' || name === 'section');
    return inside.length === 0 ? textIn(within).trim().length >= fewestOfProse : inside.some(holdsProse);
  };
  return holdsProse(element) && linkDensity(element) < 0.25;
}

/** Which part of its letters are links to elsewhere. */
function linkDensity(element: XmlElement): number {
  let links = 0;
  let letters = 0;
  const visit = (node: XmlElement, isLink: boolean) => {
    for (const child of node.children) {
      if (typeof child !== 'string') visit(child, isLink || (child.name === 'a' && 'href' in child.attributes && !child.attributes['href']?.startsWith('#')));
      else {
        letters += child.trim().length;
        if (isLink) links += child.trim().length;
      }
    }
  };
  visit(element, false);
  return letters === 0 ? 0 : links / letters;
}

function left(root: XmlElement, without: ReadonlySet<XmlElement>, all: ReadonlyMap<XmlElement, number>): number {
  let letters = all.get(root) ?? 0;
  for (const element of without) letters -= all.get(element) ?? 0;
  return letters;
}

/** The one main heading of the page, where the article has none of its own. */
function headlineOutside(root: XmlElement, elements: readonly XmlElement[]): XmlElement | undefined {
  const inside = new Set(elementsIn(root).elements);
  const [first, second] = elements.filter(({ name }) => name === 'h1');
  if (!first || second || inside.has(first) || textIn(first).trim() === '') return undefined;
  return first;
}
