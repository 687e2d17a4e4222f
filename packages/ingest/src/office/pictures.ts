/** Pictures in drawings of Office files (ECMA-376 part 1, 20.2), and in those of older programs (part 4, 19.1). */
import type { PageBox } from '@studywright/core';
import type { ShownPicture } from '../formats/format.ts';
import { childOf, descendantsOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { chosen, relationOf } from './parts.ts';
import type { Relation } from './parts.ts';

/** What is drawn and cannot be shown: a chart, or a picture that lies elsewhere. */
export const undrawable: ShownPicture = { source: '' };

/** Pictures and charts that an element shows, without those in its text boxes. */
export function* picturesIn(element: XmlElement, relations: ReadonlyMap<string, Relation>): Generator<ShownPicture> {
  const children = element.name === 'AlternateContent' ? chosen(element) : elementsOf(element);
  for (const child of children) {
    if (child.name === 'txbxContent') continue;
    if (child.name === 'pic') yield pictureOf(child, relations);
    else if (child.name === 'imagedata') yield olderPicture(child, relations);
    else if (child.name === 'chart' || child.name === 'relIds') yield undrawable;
    else yield* picturesIn(child, relations);
  }
}

/** Of a `pic`. */
export function pictureOf(pic: XmlElement, relations: ReadonlyMap<string, Relation>): ShownPicture {
  const fill = childOf(pic, 'blipFill');
  const relation = relationOf(childOf(fill, 'blip'), relations, 'embed');
  const named = elementsOf(pic).find(({ name }) => /^nv\w+Pr$/.test(name));
  const { descr } = childOf(named, 'cNvPr')?.attributes ?? {};
  const crop = cropOf(childOf(fill, 'srcRect')?.attributes ?? {});
  // Before a sound or a film stands a picture of it.
  const plays = elementsOf(childOf(named, 'nvPr') ?? pic).some(({ name }) => /^(?:video|audio|wavAudio|quickTime)File$/.test(name));
  if (relation?.type !== 'image' || crop === null || plays) return undrawable;
  return { source: relation.target, ...(crop && { crop }), ...(descr !== undefined && descr.trim() !== '' && { alt: descr }) };
}

function olderPicture(data: XmlElement, relations: ReadonlyMap<string, Relation>): ShownPicture {
  const relation = relationOf(data, relations);
  const isCropped = Object.keys(data.attributes).some((name) => name.startsWith('crop'));
  return relation?.type === 'image' && !isCropped ? { source: relation.target } : undrawable;
}

/** In 1/1,000 of a percent, from each side. Null where nothing is left; undefined where all of it is shown. */
function cropOf({ l, t, r, b }: Readonly<Record<string, string>>): PageBox | null | undefined {
  const share = (value: string | undefined) => Math.min(10_000, Math.max(0, Math.round((Number((value ?? '0').replace('%', '000')) || 0) / 10)));
  const [left, top] = [share(l), share(t)];
  const [width, height] = [10_000 - left - share(r), 10_000 - top - share(b)];
  if (width <= 0 || height <= 0) return null;
  return left + top === 0 && width + height === 20_000 ? undefined : { x: left, y: top, width, height };
}

/** Whether its author said that it is there for looks alone. */
export function isDecorative(drawing: XmlElement): boolean {
  for (const { attributes } of descendantsOf(drawing, 'decorative')) if (attributes['val'] === '1' || attributes['val'] === 'true') return true;
  return false;
}
