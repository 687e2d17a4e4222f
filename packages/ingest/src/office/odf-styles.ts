/** Styles of OpenDocument files, as far as they tell what a paragraph is (OpenDocument 1.3, part 3, 16). */
import { childOf, descendantsOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { numeral } from './numerals.ts';
import type { Numeral } from './numerals.ts';
import { remembered } from './word-styles.ts';

export interface OdfStyles {
  /** 1 or 2 for a title or subtitle, as other headings say their level themselves. */
  titleLevel(style: string | undefined): number | undefined;
  hidden(style: string | undefined): boolean;
  /** Whether it is one of the styles of captions, or made from one. */
  caption(style: string | undefined): boolean;
  /** Whether of a picture of this style only a part is shown. */
  clipped(style: string | undefined): boolean;
  /** Whether words of this style stand above or below the line. */
  raised(style: string | undefined): 'sup' | 'sub' | undefined;
  /** Whether a paragraph of this style begins a page, or ends one. */
  breaks(style: string | undefined): { before: boolean; after: boolean };
  /** Whether a slide is left out when the presentation is shown. */
  hiddenSlide(style: string | undefined): boolean;
  /** The mark of an item: '' where it has none. @param counts how far each depth has counted, this one's included */
  mark(list: string | undefined, depth: number, counts: readonly number[]): string;
  /** What a list of this style begins to count with. */
  start(list: string | undefined, depth: number): number;
}

interface Style {
  parent: string | undefined;
  name: string;
  element: XmlElement;
}

/** @param parts `styles.xml` and `content.xml`; what the later says of a name counts. */
export function readOdfStyles(parts: readonly (XmlElement | null)[]): OdfStyles {
  const styles = new Map<string, Style>();
  const lists = new Map<string, ReadonlyMap<number, XmlElement>>();
  for (const part of parts) {
    for (const group of part ? elementsOf(part).filter(({ name }) => name === 'styles' || name === 'automatic-styles') : []) {
      for (const element of elementsOf(group)) {
        const { name, 'display-name': shown, 'parent-style-name': parent } = element.attributes;
        if (name === undefined) continue;
        if (element.name === 'style') styles.set(name, { parent, name: (shown ?? name).replaceAll('_20_', ' ').toLowerCase(), element });
        if (element.name === 'list-style') lists.set(name, new Map(elementsOf(element).map((level) => [Number(level.attributes['level'] ?? 1) - 1, level])));
      }
    }
  }
  const chain = function* (name: string | undefined): Generator<Style> {
    const seen = new Set<string>();
    for (let at = name; at !== undefined && !seen.has(at); at = styles.get(at)?.parent) {
      seen.add(at);
      const style = styles.get(at);
      if (style) yield style;
    }
  };
  const said = (name: string | undefined, properties: string, attribute: string) => {
    for (const { element } of chain(name)) {
      const value = childOf(element, properties)?.attributes[attribute];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    titleLevel: remembered((style) => {
      const names = [...[...chain(style)].map(({ name }) => name), style?.toLowerCase()];
      return names.includes('title') ? 1 : names.includes('subtitle') ? 2 : undefined;
    }),
    hidden: remembered((style) => said(style, 'text-properties', 'display') === 'none'),
    caption: remembered((style) => [...[...chain(style)].map(({ name }) => name), style?.toLowerCase() ?? ''].some((name) => captionName.test(name))),
    clipped: remembered((style) => /[1-9]/.test(said(style, 'graphic-properties', 'clip') ?? '')),
    raised: remembered((style) => {
      const position = said(style, 'text-properties', 'text-position') ?? '0%';
      if (/^(?:super|0*[1-9]\d*%)/.test(position)) return 'sup';
      return /^(?:sub|-)/.test(position) ? 'sub' : undefined;
    }),
    breaks: remembered((style) => {
      const master = [...chain(style)].map(({ element }) => element.attributes['master-page-name']).find((name) => name !== undefined) ?? '';
      return { before: said(style, 'paragraph-properties', 'break-before') === 'page' || master !== '', after: said(style, 'paragraph-properties', 'break-after') === 'page' };
    }),
    hiddenSlide: (style) => said(style, 'drawing-page-properties', 'visibility') === 'hidden',
    mark: (list, depth, counts) => markOf(lists.get(list ?? '')?.get(depth), depth, counts),
    start: (list, depth) => Number(lists.get(list ?? '')?.get(depth)?.attributes['start-value'] ?? 1) || 1,
  };
}

/** LibreOffice keeps the names of its own styles in English. */
const captionName = /^(?:caption|figure|illustration|drawing|figurecaption)$/;

const kinds: Readonly<Record<string, Numeral>> = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman', '一, 二, 三, ...': 'ideograph', '①, ②, ③, ...': 'circled' };

function markOf(level: XmlElement | undefined, depth: number, counts: readonly number[]): string {
  if (!level) return '';
  const { 'bullet-char': bullet, 'num-format': format, 'num-prefix': prefix = '', 'num-suffix': suffix = '', 'display-levels': levels } = level.attributes;
  if (level.name === 'list-level-style-bullet') return (bullet ?? '').trim() === '' ? '' : '•';
  if (level.name === 'list-level-style-image') return '•';
  if (format === undefined || format === '') return '';
  const shown = counts.slice(Math.max(0, depth + 1 - (Number(levels ?? 1) || 1)), depth + 1);
  return `${prefix}${shown.map((count) => numeral(count, kinds[format] ?? 'decimal')).join('.')}${suffix}`.trim();
}

/** The name of a file's own title, in `meta.xml`. */
export function odfTitle(meta: XmlElement | null): { title?: string } {
  const [title] = meta ? descendantsOf(meta, 'title') : [];
  const text = title?.children.filter((child) => typeof child === 'string').join('');
  return text === undefined ? {} : { title: text };
}
