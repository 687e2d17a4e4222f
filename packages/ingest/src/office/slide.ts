/** One slide of a presentation in reading order (ECMA-376 part 1, 19.3). */
import type { Block } from '../formats/format.ts';
import { childOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { graphicsIn } from './graphics.ts';
import type { Graphics } from './graphics.ts';
import { chosen } from './parts.ts';
import type { Relation } from './parts.ts';
import { isDecorative, pictureOf, undrawable } from './pictures.ts';
import { readingOrder } from './reading-order.ts';
import type { Box } from './reading-order.ts';
import { markCaptions } from './slide-figures.ts';
import { paragraphText, shapeBlocks } from './slide-text.ts';
import { tableBlocks } from './table.ts';

/** What a slide takes from its layout and the master of that. */
export interface SlideParts {
  layout: XmlElement | null;
  master: XmlElement | null;
  relations: ReadonlyMap<string, Relation>;
  graphics: Graphics;
  /** Of the slides, as their places are told; null where the file does not say. */
  size: { width: number; height: number } | null;
}

export interface Slide {
  title: Block | undefined;
  blocks: Block[];
  /** Whether there is a picture on it. */
  picture: boolean;
}

/** Stands on every slide, and is about none. */
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);

export function readSlide(slide: XmlElement, parts: SlideParts): Slide {
  const shapes = shapesIn(childOf(slide, 'cSld', 'spTree'));
  const title = shapes.find((shape) => isTitle(shape) && titleText(shape) !== '');
  const opens = placeholderOf(title)?.['type'] === 'ctrTitle' || parts.layout?.attributes['type'] === 'secHead';
  return {
    title: title && { text: titleText(title), level: opens ? 1 : 2 },
    blocks: ordered(shapes.filter((shape) => shape !== title), parts),
    picture: shapes.some((shape) => holdsPicture(shape)),
  };
}

/** What its author wrote to say with a slide. */
export function notesBlocks(notes: XmlElement): Block[] {
  return shapesIn(childOf(notes, 'cSld', 'spTree')).flatMap((shape) => {
    const body = childOf(shape, 'txBody');
    const type = placeholderOf(shape)?.['type'];
    return body && !furniture.has(type ?? '') ? shapeBlocks(body, []) : [];
  });
}

function shapesIn(tree: XmlElement | undefined): XmlElement[] {
  const shapes = tree ? elementsOf(tree).flatMap((shape) => (shape.name === 'AlternateContent' ? chosen(shape) : [shape])) : [];
  return shapes.filter((shape) => ['sp', 'grpSp', 'graphicFrame', 'pic', 'contentPart'].includes(shape.name) && !/^(?:1|true)$/.test(namedProperties(shape)?.attributes['hidden'] ?? '0') && !furniture.has(placeholderOf(shape)?.['type'] ?? ''));
}

/** `nvSpPr`, `nvGrpSpPr`, `nvGraphicFramePr`, `nvPicPr`. */
function nonVisual(shape: XmlElement | undefined): XmlElement | undefined {
  return shape && elementsOf(shape).find(({ name }) => name.startsWith('nv') && name.endsWith('Pr'));
}

const namedProperties = (shape: XmlElement) => childOf(nonVisual(shape), 'cNvPr');

function placeholderOf(shape: XmlElement | undefined): Readonly<Record<string, string>> | undefined {
  return childOf(nonVisual(shape), 'nvPr', 'ph')?.attributes;
}

const isTitle = (shape: XmlElement) => /^(?:title|ctrTitle)$/.test(placeholderOf(shape)?.['type'] ?? '');

function titleText(shape: XmlElement): string {
  const body = childOf(shape, 'txBody');
  return body ? elementsOf(body, 'p').map((paragraph) => paragraphText(paragraph).trim()).filter((line) => line !== '').join(' ') : '';
}

function holdsPicture(shape: XmlElement): boolean {
  return shape.name === 'pic' || (shape.name === 'grpSp' && shapesIn(shape).some((child) => holdsPicture(child)));
}

function ordered(shapes: readonly XmlElement[], parts: SlideParts): Block[] {
  const read = shapes.map((shape) => ({ place: placeOf(shape, parts), blocks: blocksOf(shape, parts) }));
  if (parts.size) markCaptions(read, parts.size.height);
  return readingOrder(read.map(({ place }) => place)).flatMap((index) => read[index]?.blocks ?? []);
}

function blocksOf(shape: XmlElement, parts: SlideParts): Block[] {
  if (shape.name === 'grpSp') return ordered(shapesIn(shape), { ...parts, size: null });
  if (shape.name === 'pic') return isDecorative(shape) ? [] : [{ text: '', shown: [{ ...pictureOf(shape, parts.relations), ...shareOf(shape, parts) }] }];
  if (shape.name === 'graphicFrame') {
    const table = childOf(shape, 'graphic', 'graphicData', 'tbl');
    return table ? tableOf(table) : [...graphicsIn(shape, parts.relations, parts.graphics), { text: '', shown: [undrawable] }];
  }
  const body = childOf(shape, 'txBody');
  return body ? shapeBlocks(body, listStyles(shape, parts)) : [];
}

/** Within a group places are told in a measure of its own. */
function shareOf(pic: XmlElement, parts: SlideParts): { share?: number } {
  const place = placeOf(pic, parts);
  return place && parts.size ? { share: (place.width * place.height) / (parts.size.width * parts.size.height) } : {};
}

/** Cells that another one covers are there, marked and without words that are shown. */
function tableOf(table: XmlElement): Block[] {
  const covered = ({ attributes }: XmlElement) => [attributes['hMerge'], attributes['vMerge']].some((value) => value === '1' || value === 'true');
  const rows = elementsOf(table, 'tr').map((row) =>
    elementsOf(row, 'tc').map((cell) => {
      const body = childOf(cell, 'txBody');
      return { blocks: body && !covered(cell) ? shapeBlocks(body, []) : [], span: 1 };
    }),
  );
  return tableBlocks(rows);
}

/** The placeholders that one of a slide fills, in its layout and in the master. */
function models(shape: XmlElement, { layout, master }: SlideParts): XmlElement[] {
  const own = placeholderOf(shape);
  if (!own) return [];
  const { type = 'body', idx } = own;
  const all = (part: XmlElement | null) => elementsOf(childOf(part ?? undefined, 'cSld', 'spTree') ?? nothing, 'sp');
  const inLayout = all(layout).find((candidate) => {
    const other = placeholderOf(candidate);
    return other !== undefined && (idx === undefined ? kindOf(other['type']) === kindOf(type) : other['idx'] === idx);
  });
  const kind = kindOf(placeholderOf(inLayout)?.['type'] ?? type);
  const inMaster = all(master).find((candidate) => {
    const other = placeholderOf(candidate);
    return other !== undefined && kindOf(other['type']) === kind;
  });
  return [inLayout, inMaster].filter((model) => model !== undefined);
}

const nothing: XmlElement = { name: '', attributes: {}, children: [] };

function kindOf(type = 'body'): string {
  return type === 'title' || type === 'ctrTitle' ? 'title' : 'body';
}

function listStyles(shape: XmlElement, parts: SlideParts): (XmlElement | undefined)[] {
  const own = placeholderOf(shape);
  if (!own) return [];
  const styles = models(shape, parts).map((model) => childOf(model, 'txBody', 'lstStyle'));
  const master = childOf(parts.master ?? undefined, 'txStyles', kindOf(own['type']) === 'title' ? 'titleStyle' : 'bodyStyle');
  return [...styles, master];
}

function placeOf(shape: XmlElement, parts: SlideParts): Box | undefined {
  for (const one of [shape, ...models(shape, parts)]) {
    const frame = childOf(one, 'xfrm') ?? childOf(one, 'spPr', 'xfrm') ?? childOf(one, 'grpSpPr', 'xfrm');
    const [offset, extent] = [childOf(frame, 'off')?.attributes, childOf(frame, 'ext')?.attributes];
    if (offset && extent) return { x: Number(offset['x']), y: Number(offset['y']), width: Number(extent['cx']), height: Number(extent['cy']) };
  }
  return undefined;
}
