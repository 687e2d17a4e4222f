/** Styles of a Word document (ECMA-376 part 1, 17.7), as far as they tell what a paragraph is. */
import { childOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

export interface WordStyles {
  /** 1 for a title or a top heading; undefined for text. */
  level(styleId: string | undefined): number | undefined;
  /** Whether text of this style is not shown. */
  hidden(styleId: string | undefined): boolean;
  /** The list that paragraphs of this style are part of. */
  list(styleId: string | undefined): { numId: string; depth: number | undefined } | undefined;
  /** Whether it is the style of captions, or made from it. */
  caption(styleId: string | undefined): boolean;
  /** What paragraphs that name no style have. */
  usual: string | undefined;
}

interface Style {
  name: string;
  basedOn: string | undefined;
  properties: XmlElement | undefined;
  runs: XmlElement | undefined;
}

/** Word itself keeps the names of its own styles in English; other programs do not. */
const headingName = /^(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|başlık|заголовок|見出し|标题|標題|제목)\s*([1-9])$/iu;

const captionName = /^(?:caption|image caption|beschriftung|abbildungsbeschriftung|légende|legende|leyenda|epígrafe|descripción|legenda|didascalia|bijschrift|bildtext|billedtekst|bildetekst|kuvan otsikko|kuvaotsikko|legenda|podpis|titulek|popis|название объекта|图表标题|題注|题注|図表番号|캡션)$/u;

export function readStyles(root: XmlElement | null): WordStyles {
  const styles = new Map<string, Style>();
  let usual: string | undefined;
  for (const element of root ? elementsOf(root, 'style') : []) {
    const { styleId, type, default: standard } = element.attributes;
    if (styleId === undefined || styles.has(styleId)) continue;
    styles.set(styleId, {
      name: (childOf(element, 'name')?.attributes['val'] ?? styleId).toLowerCase(),
      basedOn: childOf(element, 'basedOn')?.attributes['val'],
      properties: childOf(element, 'pPr'),
      runs: childOf(element, 'rPr'),
    });
    if (type === 'paragraph' && (standard === '1' || standard === 'true')) usual = styleId;
  }
  const find = <T>(styleId: string | undefined, told: (style: Style, id: string) => T | undefined): T | undefined => {
    const seen = new Set<string>();
    for (let id = styleId; id !== undefined && !seen.has(id); id = styles.get(id)?.basedOn) {
      seen.add(id);
      const style = styles.get(id);
      const found = style === undefined ? undefined : told(style, id);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    level: remembered((styleId) => find(styleId, (style) => outlineLevel(style.properties) ?? levelByName(style.name)) || undefined),
    hidden: remembered((styleId) => find(styleId, ({ runs }) => switched(runs, 'vanish')) ?? false),
    list: remembered((styleId) =>
      find(styleId, ({ properties }) => {
        const list = childOf(properties, 'numPr');
        const numId = childOf(list, 'numId')?.attributes['val'];
        const depth = childOf(list, 'ilvl')?.attributes['val'];
        return numId === undefined ? undefined : { numId, depth: depth === undefined ? undefined : Number(depth) };
      }),
    ),
    caption: remembered((styleId) => find(styleId, ({ name }) => (captionName.test(name) ? true : undefined)) ?? false),
    usual,
  };
}

/** Styles may hang from each other in long chains, and each paragraph asks. */
export function remembered<T>(ask: (name: string | undefined) => T): (name: string | undefined) => T {
  const answers = new Map<string | undefined, { answer: T }>();
  return (name) => {
    const known = answers.get(name) ?? { answer: ask(name) };
    answers.set(name, known);
    return known.answer;
  };
}

/** 0: said to be text. */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const value = childOf(properties, 'outlineLvl')?.attributes['val'];
  if (value === undefined) return undefined;
  return /^[0-8]$/.test(value) ? Number(value) + 1 : 0;
}

function levelByName(name: string): number | undefined {
  if (name === 'title') return 1;
  if (name === 'subtitle') return 2;
  const level = headingName.exec(name)?.[1];
  return level === undefined ? undefined : Number(level);
}

/** A property that is on by being there, unless it says otherwise. */
export function switched(properties: XmlElement | undefined, name: string): boolean | undefined {
  const found = childOf(properties, name);
  return found ? !/^(?:0|false|off|none)$/.test(found.attributes['val'] ?? 'true') : undefined;
}
