/** What is written in charts and diagrams (ECMA-376 part 1, 21.2 and 21.4). */
import type { Block } from '../formats/format.ts';
import { childOf, descendantsOf, elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { relationOf } from './parts.ts';
import type { Parts, Relation } from './parts.ts';

/** Parts with words in them, read before the text is gone through; by their name in the file. */
export type Graphics = ReadonlyMap<string, Block[]>;

/** More charts than this are not read: each is a file to unpack. */
const mostGraphics = 500;

export async function readGraphics(parts: Parts, relations: ReadonlyMap<string, Relation>): Promise<Graphics> {
  const read = new Map<string, Block[]>();
  for (const { type, target } of relations.values()) {
    if (read.size >= mostGraphics || read.has(target)) continue;
    if (type !== 'chart' && type !== 'chartEx' && type !== 'diagramData') continue;
    const part = await parts.read(target);
    if (part) read.set(target, type === 'diagramData' ? diagramBlocks(part) : chartBlocks(part));
  }
  return read;
}

/** Charts and diagrams that an element shows, in order. */
export function* graphicsIn(element: XmlElement, relations: ReadonlyMap<string, Relation>, graphics: Graphics): Generator<Block> {
  for (const chart of descendantsOf(element, 'chart')) yield* graphics.get(relationOf(chart, relations)?.target ?? '') ?? [];
  for (const diagram of descendantsOf(element, 'relIds')) yield* graphics.get(relationOf(diagram, relations, 'dm')?.target ?? '') ?? [];
}

/** Titles of the chart and its axes, then what its rows and columns are called. */
function chartBlocks(part: XmlElement): Block[] {
  const titles = [...descendantsOf(part, 'title')].map((title) => words([...descendantsOf(title, 't'), ...descendantsOf(title, 'v')], ' '));
  const series = [...descendantsOf(part, 'ser'), ...descendantsOf(part, 'series')].flatMap((one) => [...descendantsOf(childOf(one, 'tx') ?? one, 'v')].slice(0, 1));
  const [first] = [...descendantsOf(part, 'cat')].filter((labels) => [...descendantsOf(labels, 'strCache'), ...descendantsOf(labels, 'multiLvlStrCache')].length > 0);
  const labels = [first ? [...descendantsOf(first, 'v')] : [], [...descendantsOf(part, 'strDim')].flatMap((dim) => [...descendantsOf(dim, 'pt')])].flat();
  return [...titles, words(series, ', '), words(labels, ', ')].filter((text) => text !== '').map((text) => ({ text }));
}

function words(elements: readonly XmlElement[], between: string): string {
  return elements
    .map((element) => textIn(element).trim())
    .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
    .join(between);
}

/** The points of a diagram, each after the one that it belongs to. */
function diagramBlocks(part: XmlElement): Block[] {
  const points = new Map<string, XmlElement>();
  const below = new Map<string, { child: string; order: number }[]>();
  const inner = new Set<string>();
  for (const point of elementsOf(childOf(part, 'ptLst') ?? part, 'pt')) {
    const { modelId, type = 'node' } = point.attributes;
    if (modelId !== undefined && ['node', 'asst', 'doc'].includes(type)) points.set(modelId, point);
  }
  for (const { attributes } of elementsOf(childOf(part, 'cxnLst') ?? part, 'cxn')) {
    const { srcId, destId, srcOrd, type = 'parOf' } = attributes;
    if (type !== 'parOf' || srcId === undefined || destId === undefined) continue;
    below.set(srcId, [...(below.get(srcId) ?? []), { child: destId, order: Number(srcOrd ?? 0) }]);
    inner.add(destId);
  }
  const blocks: Block[] = [];
  const seen = new Set<string>();
  // A stack and not a recursion: how deep a diagram goes is said by the file.
  const open = [...points.keys()].filter((id) => !inner.has(id)).reverse();
  for (const id of points.keys()) if (inner.has(id)) open.unshift(id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const point = points.get(id);
    if (seen.has(id) || !point) continue;
    seen.add(id);
    const text = [...descendantsOf(point, 'p')].map((paragraph) => [...descendantsOf(paragraph, 't')].map((run) => textIn(run)).join('')).filter((line) => line.trim() !== '').join('\n');
    if (text !== '') blocks.push({ text });
    for (const { child } of (below.get(id) ?? []).sort((a, b) => b.order - a.order)) open.push(child);
  }
  return blocks;
}
