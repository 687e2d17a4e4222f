/** The marks of lists in a Word document (ECMA-376 part 1, 17.9). */
import { childOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { numeral } from './numerals.ts';
import type { Numeral } from './numerals.ts';

export interface WordLists {
  /** The mark of the next paragraph at that depth of a list (from 0); empty where it has none. Called once a paragraph, in order. */
  next(numId: string, depth: number): string;
  /** The depth that a list gives to paragraphs of a style. */
  depthOf(numId: string, styleId: string): number | undefined;
}

interface Level {
  format: string;
  text: string;
  start: number;
  figures: boolean;
  style: string | undefined;
}

interface List {
  /** Numbers run on in all lists that are made of one definition. */
  counts: (number | undefined)[];
  levels: ReadonlyMap<number, Level>;
  restarts: Map<number, number>;
}

const deepest = 8;

export function readLists(root: XmlElement | null): WordLists {
  const definitions = new Map<string, XmlElement>();
  const byStyle = new Map<string, XmlElement>();
  for (const definition of root ? elementsOf(root, 'abstractNum') : []) {
    definitions.set(definition.attributes['abstractNumId'] ?? '', definition);
    const style = childOf(definition, 'styleLink')?.attributes['val'];
    if (style !== undefined) byStyle.set(style, definition);
  }
  const counts = new Map<string, (number | undefined)[]>();
  const lists = new Map<string, List>();
  for (const num of root ? elementsOf(root, 'num') : []) {
    const abstractId = childOf(num, 'abstractNumId')?.attributes['val'] ?? '';
    const shared = counts.get(abstractId) ?? [];
    counts.set(abstractId, shared);
    const named = definitions.get(abstractId);
    const definition = byStyle.get(childOf(named, 'numStyleLink')?.attributes['val'] ?? '') ?? named;
    lists.set(num.attributes['numId'] ?? '', listOf(num, definition, shared));
  }
  return {
    next: (numId, depth) => {
      const list = lists.get(numId);
      return list ? nextMark(list, Math.min(deepest, Math.max(0, depth || 0))) : '';
    },
    depthOf: (numId, styleId) => [...(lists.get(numId)?.levels ?? [])].find(([, { style }]) => style === styleId)?.[0],
  };
}

function listOf(num: XmlElement, definition: XmlElement | undefined, counts: (number | undefined)[]): List {
  const levels = new Map<number, Level>();
  const restarts = new Map<number, number>();
  for (const level of definition ? elementsOf(definition, 'lvl') : []) levels.set(Number(level.attributes['ilvl']), levelOf(level));
  for (const override of elementsOf(num, 'lvlOverride')) {
    const depth = Number(override.attributes['ilvl']);
    const level = childOf(override, 'lvl');
    if (level) levels.set(depth, levelOf(level));
    const start = childOf(override, 'startOverride')?.attributes['val'];
    if (start !== undefined) restarts.set(depth, Number(start));
  }
  return { counts, levels, restarts };
}

function levelOf(level: XmlElement): Level {
  const value = (name: string) => childOf(level, name)?.attributes['val'];
  return { format: value('numFmt') ?? 'decimal', text: value('lvlText') ?? '', start: Number(value('start') ?? 1), figures: childOf(level, 'isLgl') !== undefined, style: value('pStyle') };
}

function nextMark({ counts, levels, restarts }: List, depth: number): string {
  const level = levels.get(depth);
  if (!level) return '';
  const restart = restarts.get(depth);
  restarts.delete(depth);
  counts[depth] = restart ?? (counts[depth] === undefined ? level.start : counts[depth] + 1);
  counts.length = depth + 1;
  if (level.format === 'bullet') return '•';
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const own = levels.get(at);
    if (own?.format === 'none') return '';
    return numeral(counts[at] ?? own?.start ?? 1, level.figures ? 'decimal' : kindOf(own?.format ?? 'decimal'));
  });
}

function kindOf(format: string): Numeral {
  switch (format) {
    case 'lowerLetter':
    case 'upperLetter':
    case 'lowerRoman':
    case 'upperRoman':
      return format;
    case 'decimalZero':
      return 'zero';
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return 'circled';
    default:
      return /^(?:japanese|chinese|taiwanese|ideograph)/.test(format) ? 'ideograph' : 'decimal';
  }
}
