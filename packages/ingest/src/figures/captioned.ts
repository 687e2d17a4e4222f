/** Which of the pictures in a text are figures: those that a caption names which stands beside them. */
import { captionStatement } from '@studywright/core';
import type { EmbeddedPicture } from '@studywright/core';
import type { Block, ShownPicture } from '../formats/format.ts';
import { writtenAlt } from './alt-text.ts';
import type { Measure } from './embedded.ts';

/** Characters of a caption; more is text. */
export const longestCaption = 1_500;
/** Uses of one picture in a document, from which it is an ornament. */
const mostUses = 2;
/** What is named as figures are and is none. */
const otherLabel = /^\s*(?:table|tab|tabelle|tableau|tabla|tabella|tabela|tabel|quadro|listing|code|equation|gleichung|formel|algorithm|algorithmus|box|kasten|таблица|табл|表|표)(?!\p{L})/iu;

interface Caption {
  /** Of the item with its statement. */
  says: number;
  /** Pictures before its first item, behind its last, and in it. */
  before: Seen[];
  after: Seen[];
  own: Seen[];
}

/** A picture; null of one that cannot be shown. */
interface Seen {
  shown: ShownPicture;
  picture: EmbeddedPicture | null;
}

/**
 * Says of each caption in a text which picture it names, and takes all pictures out of it. A caption of several pictures
 * names none, for none alone is what it says. Of a picture without a caption, what its author wrote for those who cannot see it
 * is the caption, and stands in its place.
 * @param items paragraphs in reading order; what stands between them as a string is no paragraph
 * @param uses how often each picture stands in the document, where the items are not all of it
 */
export async function captioned<Item extends Block | string>(items: readonly Item[], measure: Measure, uses: ReadonlyMap<string, number> = usesOf(items)): Promise<(Item | Block)[]> {
  const { figures, taken } = chosen(uses.size === 0 ? [] : await captionsIn(items, measure, uses));
  const described = uses.size === 0 ? new Map<number, Described>() : await describedIn(items, measure, uses, taken);
  return items.flatMap((item, index): (Item | Block)[] => {
    const whole: Block | string = item;
    if (typeof whole === 'string') return [item];
    const { shown = [], caption: _, ...block } = whole;
    const alone = described.get(index);
    if (alone) return [{ ...block, text: alone.text, figure: { picture: alone.picture } }];
    const picture = figures.get(index);
    return block.text === '' && shown.length > 0 ? [] : [picture ? { ...block, figure: { picture } } : block];
  });
}

interface Described {
  text: string;
  picture: EmbeddedPicture;
}

/** Pictures that stand alone and that no caption names, by the index of their item. */
async function describedIn(items: readonly (Block | string)[], measure: Measure, uses: ReadonlyMap<string, number>, taken: ReadonlySet<ShownPicture>): Promise<Map<number, Described>> {
  const found = new Map<number, Described>();
  for (const [index, item] of items.entries()) {
    const [only, ...more] = typeof item !== 'string' && isPicture(item) ? (item.shown ?? []) : [];
    const text = writtenAlt(only?.alt);
    if (!only || more.length > 0 || text === null || taken.has(only) || uses.get(only.source) !== 1) continue;
    const picture = await measure(only);
    if (picture !== null && picture !== 'ornament') found.set(index, { text, picture });
  }
  return found;
}

/** How often each picture stands in a text. */
export function usesOf(items: Iterable<Block | string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const item of items) {
    for (const { source } of typeof item === 'string' ? [] : (item.shown ?? [])) uses.set(source, (uses.get(source) ?? 0) + 1);
  }
  return uses;
}

export const isOrnament = ({ source }: ShownPicture, uses: ReadonlyMap<string, number>) => source !== '' && (uses.get(source) ?? 0) > mostUses;

async function captionsIn(items: readonly (Block | string)[], measure: Measure, uses: ReadonlyMap<string, number>): Promise<Caption[]> {
  const look = async (shown: readonly ShownPicture[]): Promise<Seen[]> => {
    const seen: Seen[] = [];
    for (const one of shown) {
      const picture = isOrnament(one, uses) ? 'ornament' : await measure(one);
      if (picture !== 'ornament') seen.push({ shown: one, picture });
    }
    return seen;
  };
  const captions: Caption[] = [];
  for (const [index, item] of items.entries()) {
    const says = typeof item === 'string' ? null : statementOf(item, index, items[index + 1]);
    if (says === null || typeof item === 'string') continue;
    const [before, after] = [beside(items, index, -1), beside(items, says, 1)];
    captions.push({ says, before: await look(before), after: await look(after), own: await look(item.shown ?? []) });
  }
  return captions;
}

/** The index of the item that holds the statement of the caption that begins here; null of what is no caption. */
function statementOf(block: Block, index: number, next: Block | string | undefined): number | null {
  const { text, level, caption } = block;
  if (level !== undefined || text.length > longestCaption) return null;
  const statement = captionStatement(text);
  if (statement === null) return caption === true && text.trim() !== '' && !otherLabel.test(text) ? index : null;
  if (statement < text.length) return index;
  // Label and statement may be paragraphs of their own.
  const goesOn = caption === true && typeof next === 'object' && next.caption === true && next.text.length <= longestCaption && captionStatement(next.text) === null;
  return goesOn ? index + 1 : null;
}

/** Pictures that stand next to an item with nothing else between. */
function beside(items: readonly (Block | string)[], from: number, step: 1 | -1): ShownPicture[] {
  const found: ShownPicture[] = [];
  for (let index = from + step; ; index += step) {
    const item = items[index];
    if (item === 'turn') continue;
    if (item === undefined || typeof item === 'string' || !isPicture(item)) return found;
    found.push(...(item.shown ?? []));
  }
}

/** Whether it says nothing but what its pictures are called, which may be the caption. */
function isPicture({ text, shown = [], caption }: Block): boolean {
  const words = (said: string) => said.replace(/\s+/g, ' ').trim();
  return shown.length > 0 && caption !== true && (text === '' || words(text) === words(shown.map(({ alt = '' }) => alt).join(' ')));
}

/** For each caption the picture on the side on which the document has them; where there is none, that on the other side, unless another caption names it. */
function chosen(captions: readonly Caption[]): { figures: Map<number, EmbeddedPicture>; taken: Set<ShownPicture> } {
  const only = (one: 'before' | 'after', other: 'before' | 'after') => captions.filter((caption) => caption[one].length > 0 && caption[other].length === 0).length;
  const usual = only('after', 'before') > only('before', 'after') ? 'after' : 'before';
  const other = usual === 'before' ? 'after' : 'before';
  const taken = new Set<ShownPicture>();
  const figures = new Map<number, EmbeddedPicture>();
  const take = ({ says }: Caption, seen: readonly Seen[]) => {
    const [first, ...more] = seen;
    if (!first || more.length > 0 || taken.has(first.shown)) return;
    taken.add(first.shown);
    if (first.picture) figures.set(says, first.picture);
  };
  for (const caption of captions) take(caption, caption.own.length > 0 ? caption.own : caption[usual]);
  for (const caption of captions) if (caption.own.length === 0 && caption[usual].length === 0) take(caption, caption[other]);
  return { figures, taken };
}
