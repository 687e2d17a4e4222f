/** Text of shapes (ECMA-376 part 1, 21.1.2). */
import type { Block } from '../formats/format.ts';
import { raisedText } from '../raised.ts';
import { childOf, elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { ommlText } from '../math.ts';
import { numeral } from './numerals.ts';
import type { Numeral } from './numerals.ts';
import { chosen } from './parts.ts';
import { sign, signs } from './symbols.ts';

/** Elements that hold `lvl1pPr` to `lvl9pPr`, nearest first: what paragraphs have that say nothing themselves. */
export type ListStyles = readonly (XmlElement | undefined)[];

/** The paragraphs of a `txBody`, each a block, with the marks of lists. */
export function shapeBlocks(body: XmlElement, inherited: ListStyles): Block[] {
  const counts: (number | undefined)[] = [];
  const styles = [childOf(body, 'lstStyle'), ...inherited];
  const blocks: Block[] = [];
  for (const paragraph of elementsOf(body, 'p')) {
    const text = paragraphText(paragraph).trim();
    if (text === '') continue;
    const properties = childOf(paragraph, 'pPr');
    const depth = Math.min(8, Math.max(0, Number(properties?.attributes['lvl'] ?? 0) || 0));
    const mark = markOf([properties, ...styles.map((style) => childOf(style, `lvl${depth + 1}pPr`))], depth, counts);
    blocks.push({ text: mark === '' ? text : `${mark} ${text}` });
  }
  return blocks;
}

export function paragraphText(paragraph: XmlElement): string {
  return elementsOf(paragraph).map((run) => runText(run)).join('');
}

function runText(run: XmlElement): string {
  switch (run.name) {
    case 'r':
      return letters(run);
    case 'fld':
      return /^(?:slidenum|datetime\w*|footer|header)$/.test(run.attributes['type'] ?? '') ? '' : letters(run);
    case 'br':
      return '\n';
    case 'm':
    case 'oMath':
    case 'oMathPara':
      return (run.name === 'm' ? elementsOf(run) : [run]).map((formula) => ommlText(formula)).join(' ');
    case 'AlternateContent':
      return chosen(run).map((child) => runText(child)).join('');
    default:
      return '';
  }
}

function letters(run: XmlElement): string {
  const properties = childOf(run, 'rPr');
  const symbol = childOf(properties, 'sym')?.attributes['typeface'];
  const text = elementsOf(run, 't').map((part) => textIn(part)).join('').replaceAll('\u00AD', '').replaceAll('\u000B', '\n');
  const shift = Number(properties?.attributes['baseline'] ?? 0) || 0;
  if (shift !== 0) return raisedText(text, shift > 0 ? 'sup' : 'sub');
  return symbol === undefined ? signs(text, childOf(properties, 'latin')?.attributes['typeface']) : text.replace(/[\uF000-\uF0FF]/g, (char) => sign(char.charCodeAt(0).toString(16), symbol));
}

function markOf(properties: readonly (XmlElement | undefined)[], depth: number, counts: (number | undefined)[]): string {
  counts.length = depth + 1;
  const kinds = ['buNone', 'buChar', 'buAutoNum', 'buBlip'];
  const told = properties.flatMap((one) => (one ? elementsOf(one).filter(({ name }) => kinds.includes(name)) : []))[0];
  if (told?.name === 'buAutoNum') {
    const start = Number(told.attributes['startAt'] ?? 1) || 1;
    counts[depth] = counts[depth] === undefined ? start : counts[depth] + 1;
    return numbered(counts[depth], told.attributes['type'] ?? 'arabicPeriod');
  }
  counts[depth] = undefined;
  return told === undefined || told.name === 'buNone' ? '' : '•';
}

/** @param type such as `alphaLcParenR` (ECMA-376 part 1, 20.1.10.61) */
function numbered(count: number, type: string): string {
  const kinds: readonly [RegExp, Numeral][] = [[/^alphaLc/, 'lowerLetter'], [/^alphaUc/, 'upperLetter'], [/^romanLc/, 'lowerRoman'], [/^romanUc/, 'upperRoman'], [/^circle/, 'circled'], [/^ea1(?:Chs|Cht|Jpn)/, 'ideograph']];
  const written = numeral(count, kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'decimal');
  if (type.endsWith('ParenBoth')) return `(${written})`;
  if (type.endsWith('ParenR')) return `${written})`;
  return type.endsWith('Plain') ? written : `${written}.`;
}
