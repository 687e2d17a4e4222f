/** What stands before the items of lists. */
import type { XmlElement } from '../xml.ts';

/** @param number of the item in its list, from 1 */
export function listMark(list: XmlElement, item: XmlElement, number: number): string {
  const { type, start, reversed } = list.attributes;
  if (list.name !== 'ol' || /list-style(?:-type)?\s*:\s*none/i.test(list.attributes['style'] ?? '')) return list.name === 'ol' ? '' : '• ';
  const said = Number.parseInt(item.attributes['value'] ?? '', 10);
  const first = Number.parseInt(start ?? '1', 10);
  const items = reversed === undefined ? 0 : list.children.filter((child) => typeof child !== 'string' && child.name === 'li').length;
  const value = Number.isNaN(said) ? (Number.isNaN(first) ? 1 : first) + (reversed === undefined ? number - 1 : (start === undefined ? items - 1 : 0) - (number - 1)) : said;
  return `${counter(value, type ?? '1')}. `;
}

export function counter(value: number, type: string): string {
  if (value < 1 || value > 3999) return `${value}`;
  switch (type) {
    case 'a':
      return letters(value);
    case 'A':
      return letters(value).toUpperCase();
    case 'i':
      return roman(value);
    case 'I':
      return roman(value).toUpperCase();
    default:
      return `${value}`;
  }
}

function letters(value: number): string {
  const rest = (value - 1) % 26;
  const more = Math.floor((value - 1) / 26);
  return (more > 0 ? letters(more) : '') + String.fromCharCode(97 + rest);
}

const romans = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] as const;

function roman(value: number): string {
  let left = value;
  let text = '';
  for (const [worth, sign] of romans) {
    while (left >= worth) {
      text += sign;
      left -= worth;
    }
  }
  return text;
}
