import { charBudget, tooManyPages } from '../limits.ts';
import { readGraphics } from '../office/graphics.ts';
import { openParts, relationOf, titleOf } from '../office/parts.ts';
import type { Parts } from '../office/parts.ts';
import { withFigures } from '../office/slide-figures.ts';
import type { ReadSlide } from '../office/slide-figures.ts';
import { slidePage, slideWarnings } from '../office/slide-page.ts';
import { notesBlocks, readSlide } from '../office/slide.ts';
import type { SlideParts } from '../office/slide.ts';
import { childOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import type { MarkedFormat, ReadCall } from './format.ts';

export const pptx: MarkedFormat = {
  name: 'PowerPoint (PPTX)',
  mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  matches: ({ zip }) => zip !== null && zip.has('ppt/presentation'),
  async read(bytes, call) {
    const parts = await openParts(bytes, call.limits, 'ppt/presentation.xml', () => call.onProgress(0, 0));
    const slides = await slidesOf(parts);
    if (slides.length > call.limits.maxPages) throw tooManyPages(slides.length, call.limits);
    return { pages: await withFigures(await readSlides(parts, slides, call), parts.measure), pageKind: 'slide', ...(await titleOf(parts)) };
  },
};

/** Names of the slides' parts in the order in which they are shown; '' for one that leads nowhere. */
async function slidesOf(parts: Parts): Promise<string[]> {
  const [presentation, relations] = [await parts.need(parts.main), await parts.relations(parts.main)];
  const listed = elementsOf(childOf(presentation, 'sldIdLst') ?? presentation, 'sldId').map((slide) => relationOf(slide, relations)?.target ?? '');
  if (listed.some((name) => parts.has(name))) return listed;
  const number = (name: string) => Number(/\d+(?=\.xml$)/.exec(name)?.[0] ?? 0);
  return parts.names.filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name)).sort((a, b) => number(a) - number(b));
}

async function slideSize(parts: Parts): Promise<SlideParts['size']> {
  const { cx, cy } = childOf(await parts.need(parts.main), 'sldSz')?.attributes ?? {};
  const [width, height] = [Number(cx), Number(cy)];
  return width > 0 && height > 0 ? { width, height } : null;
}

async function readSlides(parts: Parts, slides: readonly string[], { limits, signal, onProgress }: ReadCall): Promise<ReadSlide[]> {
  const spend = charBudget(limits);
  const size = await slideSize(parts);
  const models = new Map<string, XmlElement | null>();
  const model = async (name: string | undefined) => {
    if (name === undefined) return null;
    const known = models.get(name);
    if (known !== undefined) return known;
    const read = await parts.read(name);
    models.set(name, read);
    return read;
  };
  const pages: ReadSlide[] = [];
  for (const name of slides) {
    signal?.throwIfAborted();
    const page = await pageOf(parts, name, model, size);
    for (const block of page.page.blocks) spend(block.text.length);
    pages.push(page);
    onProgress(pages.length, slides.length);
  }
  return pages;
}

async function pageOf(parts: Parts, name: string, model: (name: string | undefined) => Promise<XmlElement | null>, size: SlideParts['size']): Promise<ReadSlide> {
  const part = await parts.read(name);
  if (!part) return { page: { blocks: [], warning: slideWarnings.broken }, shown: { title: undefined, blocks: [] } };
  const relations = await parts.relations(name);
  const related = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target;
  const layoutName = related('slideLayout');
  const masterName = layoutName === undefined ? undefined : [...(await parts.relations(layoutName)).values()].find(({ type }) => type === 'slideMaster')?.target;
  const slide = readSlide(part, { layout: await model(layoutName), master: await model(masterName), relations, graphics: await readGraphics(parts, relations), size });
  const notes = await parts.read(related('notesSlide'));
  return slidePage({ ...slide, notes: notes ? notesBlocks(notes) : [], hidden: /^(?:0|false)$/.test(part.attributes['show'] ?? '1') });
}
