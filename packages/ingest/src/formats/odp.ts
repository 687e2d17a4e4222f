import { charBudget, tooManyPages } from '../limits.ts';
import { openOdf } from '../office/odf-parts.ts';
import type { OdfFile } from '../office/odf-parts.ts';
import { OdfText, holdsPicture, isShape } from '../office/odf-text.ts';
import { readingOrder } from '../office/reading-order.ts';
import type { Box } from '../office/reading-order.ts';
import { markCaptions, withFigures } from '../office/slide-figures.ts';
import type { ReadSlide } from '../office/slide-figures.ts';
import { slidePage } from '../office/slide-page.ts';
import { childOf, elementsOf } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import type { Block, MarkedFormat } from './format.ts';

export const odp: MarkedFormat = {
  name: 'OpenDocument presentation (ODP)',
  mediaType: 'application/vnd.oasis.opendocument.presentation',
  matches: ({ zip }) => zip !== null && /opendocument\.presentation(?:-template)?$/.test(zip.mediaType),
  async read(bytes, { limits, onProgress, signal }) {
    const file = await openOdf(bytes, limits, () => onProgress(0, 0));
    const slides = elementsOf(file.body, 'page');
    if (slides.length > limits.maxPages) throw tooManyPages(slides.length, limits);
    const text = new OdfText({ ...file, spend: charBudget(limits) });
    const pages = slides.map((slide, index) => {
      signal?.throwIfAborted();
      const page = pageOf(slide, file, text);
      onProgress(index + 1, slides.length);
      return page;
    });
    return { pages: await withFigures(pages, file.measure), pageKind: 'slide', ...file.title };
  },
};

/** Stands on every slide, and is about none. */
const furniture = new Set(['header', 'footer', 'date-time', 'page-number', 'page']);

function shapesIn(container: XmlElement | undefined): XmlElement[] {
  return container ? elementsOf(container).filter((shape) => isShape(shape) && !furniture.has(shape.attributes['class'] ?? '')) : [];
}

function pageOf(slide: XmlElement, { styles }: OdfFile, text: OdfText): ReadSlide {
  const shapes = shapesIn(slide);
  const said = shapes.map((shape) => withShare(text.blocksOf({ ...shape, name: 'slide', children: [shape] }), shape));
  const read = shapes.map((shape, index) => ({ place: placeOf(shape), blocks: said[index] ?? [] }));
  markCaptions(read, usualHeight);
  const titleAt = shapes.findIndex((shape, index) => shape.attributes['class'] === 'title' && (said[index] ?? []).length > 0);
  const opens = shapes.some((shape) => shape.attributes['class'] === 'subtitle');
  const order = readingOrder(read.map(({ place }) => place)).filter((index) => index !== titleAt);
  return slidePage({
    title: titleAt < 0 ? undefined : { text: (said[titleAt] ?? []).map((block) => block.text).join(' '), level: opens ? 1 : 2 },
    blocks: order.flatMap((index) => said[index] ?? []),
    notes: shapesIn(childOf(slide, 'notes')).flatMap((shape) => text.blocksOf(shape)),
    picture: holdsPicture(slide),
    hidden: styles.hiddenSlide(slide.attributes['style-name']),
  });
}

/** In centimetres: programs differ, and files need not say. */
const [usualWidth, usualHeight] = [28, 17];

function withShare(blocks: readonly Block[], shape: XmlElement): Block[] {
  const place = shape.name === 'frame' ? placeOf(shape) : undefined;
  const share = place && (place.width * place.height) / (usualWidth * usualHeight);
  return blocks.map(({ shown, ...block }) => ({ ...block, ...(shown && { shown: shown.map((one) => ({ ...one, ...(share !== undefined && { share }) })) }) }));
}

function placeOf({ attributes }: XmlElement): Box | undefined {
  const [x, y, width, height] = [attributes['x'], attributes['y'], attributes['width'], attributes['height']].map((length) => centimetres(length));
  return x === undefined || y === undefined || width === undefined || height === undefined ? undefined : { x, y, width, height };
}

const units: Readonly<Record<string, number>> = { cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72, pc: 2.54 / 6, px: 2.54 / 96 };

function centimetres(length: string | undefined): number | undefined {
  const parts = /^(-?[\d.]+)([a-z]{2})$/.exec(length ?? '');
  const unit = units[parts?.[2] ?? ''];
  return parts && unit !== undefined ? Number(parts[1]) * unit : undefined;
}
