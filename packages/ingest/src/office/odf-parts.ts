/** The parts of an OpenDocument file (OpenDocument 1.3, part 2). */
import { AppError } from '@studywright/core';
import { openArchive } from '../archive.ts';
import { measureIn } from '../figures/embedded.ts';
import type { Measure } from '../figures/embedded.ts';
import type { Block } from '../formats/format.ts';
import type { IngestLimits } from '../limits.ts';
import { childOf, descendantsOf, elementsOf, parseXml, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { mathmlText } from '../math.ts';
import { odfTitle, readOdfStyles } from './odf-styles.ts';
import type { OdfStyles } from './odf-styles.ts';
import { optional } from './parts.ts';

/** Formulas and charts that lie in folders of their own; asked for by the address that the text has. */
export interface OdfObjects {
  formula(href: string | undefined): string | undefined;
  blocks(href: string | undefined): Block[];
}

export interface OdfFile {
  /** What stands in `office:body`: `text` or `presentation`. */
  body: XmlElement;
  styles: OdfStyles;
  objects: OdfObjects;
  title: { title?: string };
  measure: Measure;
}

/** More formulas and charts than this are not read: each is a file to unpack. */
const mostObjects = 500;

/** @param onStep called now and then while a part is read. @throws AppError as `openArchive`; UNREADABLE also for a file with a password or without content */
export async function openOdf(bytes: Uint8Array, limits: IngestLimits, onStep: () => void): Promise<OdfFile> {
  const archive = await openArchive(bytes, limits);
  const read = async (name: string) => {
    const part = await archive.read(name);
    return part === null ? null : parseXml(withoutMathType(part), limits, onStep);
  };
  const manifest = await optional(() => read('META-INF/manifest.xml'));
  if (manifest && !descendantsOf(manifest, 'encryption-data').next().done) {
    throw new AppError('UNREADABLE', 'This document is protected by a password, and OpenDocument files with one cannot be opened here. Save it without a password in the program that made it, and upload that.');
  }
  const content = await read('content.xml');
  const [body] = elementsOf(childOf(content ?? undefined, 'body') ?? { name: '', attributes: {}, children: [] });
  if (!content || !body) throw new AppError('UNREADABLE', 'A part of this file is missing. Open it in the program that made it, save it anew and upload that.');
  const objects = new Map<string, XmlElement>();
  for (const name of archive.names.filter((entry) => /^[^/]+\/content\.xml$/.test(entry)).slice(0, mostObjects)) {
    const object = await optional(() => read(name));
    if (object) objects.set(name.slice(0, -'/content.xml'.length), object);
  }
  return {
    body,
    styles: readOdfStyles([await optional(() => read('styles.xml')), content]),
    objects: {
      formula: (href) => formulaIn(objects.get(folderOf(href))),
      blocks: (href) => chartBlocks(objects.get(folderOf(href))),
    },
    title: odfTitle(await optional(() => read('meta.xml'))),
    measure: measureIn(archive),
  };
}

/** Formulas of older programs name their document type, with no entities of their own: taken out, it does neither good nor harm. */
function withoutMathType(part: Uint8Array): Uint8Array {
  const head = Buffer.from(part.subarray(0, 500)).toString('latin1');
  const type = /<!DOCTYPE math:math PUBLIC "[^"<>[\]]*" "[^"<>[\]]*">/.exec(head);
  return type ? Buffer.concat([part.subarray(0, type.index), part.subarray(type.index + type[0].length)]) : part;
}

const folderOf = (href = '') => href.replace(/^\.\//, '').replace(/\/$/, '');

function formulaIn(object: XmlElement | undefined): string | undefined {
  if (!object) return undefined;
  const math = object.name === 'math' ? object : [...descendantsOf(object, 'math')][0];
  return math && mathmlText(math);
}

/** Titles of the chart and its axes, then what its rows and columns are called. */
function chartBlocks(object: XmlElement | undefined): Block[] {
  const chart = childOf(object, 'body', 'chart', 'chart');
  if (!chart) return [];
  const lines = (elements: Iterable<XmlElement>) => [...elements].map((element) => textIn(element).replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  const titles = lines([...descendantsOf(chart, 'title'), ...descendantsOf(chart, 'subtitle')]);
  const labels = lines([...descendantsOf(chart, 'table-cell')].filter(({ attributes }) => attributes['value-type'] === 'string'));
  return [...titles, [...new Set(labels)].join(', ')].filter((text) => text !== '').map((text) => ({ text }));
}
