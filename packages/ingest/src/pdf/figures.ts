/**
 * Which figure a caption names: the pictures and drawings that stand beside it with nothing between them, and the labels
 * in and around these. The rules of position follow C. Clark, S. Divvala: PDFFigures 2.0 (JCDL 2016).
 */
import { captionStatement } from '@studywright/core';
import type { PageBox } from '@studywright/core';
import { clustersOf } from './clusters.ts';
import { join, meet, sizeOf } from './graphics.ts';
import type { Area } from './graphics.ts';
import type { Paragraph } from './paragraphs.ts';
import { areaOfWords } from './words.ts';

export interface PageGraphics {
  width: number;
  height: number;
  graphics: readonly Area[];
}

export interface FigurePage extends PageGraphics {
  paragraphs: readonly Paragraph[];
}

/** In points. */
const least = { width: 48, height: 36 };
/** Of a drawing that a figure grows from; what is smaller is a part of one. */
const leastSeed = { width: 24, height: 18 };
/** Of what is too narrow for that and still no mere stroke. */
const longPart = 60;
/** Of the page: more is its background. */
const mostOfPage = 0.85;
/** Of the page's height, between a figure and its caption above or below it; labels may stand there. */
const reach = 0.12;
/** Share of the shorter side that a figure and its caption have in common; and points by which a caption at the column's edge may miss it. */
const aligned = 0.4;
const offset = 120;
/** Points between a figure and a caption beside it. */
const reachAside = 48;
/** Points between the drawings of one figure, and to what is no more than a stroke. */
const gaps = { drawings: 60, strokes: 10 };
/** Points to a label: beside the figure, as the name of an axis stands; between it and its caption; and on the far side, where text may follow. */
const labelGaps = { beside: 16, between: 30, beyond: 9 };
/** Of the page's height: where running heads and their ornaments stand. */
const edge = 0.07;
/** Points left around a figure. */
const margin = 4;
/** Words from which a paragraph is text to be read in a line, and from which it is so even where it stands in a drawing or names a part of one. */
const prose = { words: 9, sure: 22 };
/** Of a sentence with formulas in it: words, and signs that are no numbers. */
const formal = { words: 3, signs: 10 };
const partLabel = /^\s*[([]?[a-hA-H][)\]]/;
/** Drawings, captions and paragraphs of one page, and captions of a document: no page that is read by people has more, and files may be made to. */
const most = { parts: 80, captions: 24, paragraphs: 600, inAll: 2_000 };
/** A figure has all its parts after a few; each time what is around it is looked at once. */
const mostRounds = 12;

const sides = ['above', 'below', 'right', 'left'] as const;
/** Where a figure stands, seen from its caption. */
type Side = (typeof sides)[number];

/** The figure of each paragraph that is the caption of one. */
export function figuresOf(pages: readonly FigurePage[], isHeading: (paragraph: Paragraph) => boolean): Map<Paragraph, PageBox> {
  const looked: LookedAt[] = [];
  let captions = 0;
  for (const page of pages) {
    if (page.graphics.length === 0 || page.paragraphs.length > most.paragraphs || captions > most.inAll) continue;
    const seen = lookAt(page, isHeading);
    captions += seen.captions.length;
    looked.push(seen);
  }
  const usual = usualSide(looked);
  const found = new Map<Paragraph, PageBox>();
  for (const page of looked) {
    const free = new Set(page.parts);
    for (const { caption, seed, side } of chosen(page, usual)) {
      if (!free.has(seed)) continue;
      const area = grown(page, free, caption, seed, side);
      const box = area && boxOf(area, page);
      if (box) found.set(caption.says, box);
    }
  }
  return found;
}

interface Caption {
  area: Area;
  /** The paragraph with its statement, which stands apart from its label where that is a line of its own. */
  says: Paragraph;
}

interface LookedAt {
  width: number;
  height: number;
  captions: Caption[];
  /** Clusters of graphics. */
  parts: Area[];
  /** Paragraphs that may be labels. */
  labels: Area[];
  /** What no figure reaches into: text, headings, captions. */
  text: Area[];
}

function lookAt({ width, height, graphics, paragraphs }: FigurePage, isHeading: (paragraph: Paragraph) => boolean): LookedAt {
  const areas = paragraphs.map((paragraph) => areaOfWords(paragraph.lines, { width, height }));
  const captions = captionsAmong(paragraphs, areas).slice(0, most.captions);
  const captioned = new Set(captions.map(({ says }) => says));
  const sure = areas.filter((_, index) => wordsIn(textOf(paragraphs[index])) >= prose.sure);
  const page = width * height;
  // A frame around text or around a caption is no figure, nor is a rule across the page.
  const holdsText = (area: Area) => [...sure, ...captions.map(({ area: of }) => of)].some((text) => text && sizeOf(meet(area, text)) > 0.6 * sizeOf(text));
  const isRule = ({ x0, y0, x1, y1 }: Area) => (y1 - y0 < 2 && x1 - x0 > 0.55 * width) || (x1 - x0 < 2 && y1 - y0 > 0.6 * height);
  const drawn = graphics.filter((area) => sizeOf(area) < mostOfPage * page && !isRule(area) && !holdsText(area));
  const parts = clustersOf(drawn, { width, height })
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, most.parts);
  const labels: Area[] = [];
  const text: Area[] = captions.map(({ area }) => area);
  for (const [index, paragraph] of paragraphs.entries()) {
    const area = areas[index];
    if (!area || captioned.has(paragraph)) continue;
    const inside = parts.some((part) => sizeOf(meet(part, area)) > 0.7 * sizeOf(area));
    if (isText(paragraph, inside) || (isHeading(paragraph) && !inside)) text.push(area);
    else labels.push(area);
  }
  return { width, height, captions, parts, labels, text };
}

const textOf = (paragraph: Paragraph | undefined) => paragraph?.lines.map((line) => line.text).join(' ') ?? '';

function isText(paragraph: Paragraph, inside: boolean): boolean {
  const text = textOf(paragraph);
  // Labels on one line are read as a row of a table.
  if (inside || paragraph.preformatted || partLabel.test(text)) return wordsIn(text) >= prose.sure;
  const signs = text.split(/\s+/).filter((sign) => !/^[-\d.,%]+$/.test(sign)).length;
  return wordsIn(text) >= prose.words || (wordsIn(text) >= formal.words && signs >= formal.signs);
}

const wordsIn = (text: string) => text.match(/\p{L}{2,}/gu)?.length ?? 0;

function captionsAmong(paragraphs: readonly Paragraph[], areas: readonly (Area | null)[]): Caption[] {
  const captions: Caption[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    const area = areas[index];
    const text = textOf(paragraph);
    const statement = area ? captionStatement(text) : null;
    if (!area || statement === null) continue;
    const [next, below] = [paragraphs[index + 1], areas[index + 1]];
    if (statement < text.length) captions.push({ area, says: paragraph });
    else if (next && below && below.y0 - area.y1 < 1.2 * next.size && below.y0 > area.y0 && Math.abs(below.x0 - area.x0) < 4 * next.size) captions.push({ area: join(area, below), says: next });
  }
  return captions;
}

interface Option {
  caption: Caption;
  seed: Area;
  side: Side;
  /** Points between them, and by which they are out of line. */
  gap: number;
}

/** The nearest drawing on each side of a caption that has nothing but labels between. */
function optionsOf(page: LookedAt, caption: Caption): Option[] {
  return sides.flatMap((side) => {
    const nearest = page.parts
      .filter(isDrawing)
      .flatMap((seed): Option[] => {
        const between = betweenOf(seed, caption.area, side);
        const far = side === 'above' || side === 'below' ? reach * page.height : reachAside;
        if (!between || between.gap > far) return [];
        return page.text.some((area) => area !== caption.area && overlaps(area, between.strip)) ? [] : [{ caption, seed, side, gap: between.gap + between.missing }];
      });
    return nearest.toSorted((a, b) => a.gap - b.gap).slice(0, 1);
  });
}

function isDrawing({ x0, y0, x1, y1 }: Area): boolean {
  return x1 - x0 >= leastSeed.width && y1 - y0 >= leastSeed.height;
}

/** Also a bar with the colours of a legend. */
function isPart(area: Area): boolean {
  return isDrawing(area) || Math.max(area.x1 - area.x0, area.y1 - area.y0) >= longPart;
}

/** Text may touch a figure's edge by this many points. */
const slack = 3;

function overlaps(a: Area, b: Area): boolean {
  return Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > slack && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > slack;
}

/** The strip that parts a drawing from its caption, and by how much they are out of line; null where it does not stand on that side of it. */
function betweenOf(seed: Area, caption: Area, side: Side): { gap: number; missing: number; strip: Area } | null {
  const across = side === 'above' || side === 'below';
  const [a, b] = across ? [seed, caption] : [flipped(seed), flipped(caption)];
  let [from, to] = [Math.max(a.x0, b.x0), Math.min(a.x1, b.x1)];
  const missing = Math.max(0, aligned * Math.min(a.x1 - a.x0, b.x1 - b.x0) - (to - from));
  if (missing > (across ? offset : 0)) return null;
  if (missing > 0) [from, to] = [Math.min(a.x0, b.x0), Math.max(a.x1, b.x1)];
  const [near, far] = { above: [seed.y1, caption.y0], below: [caption.y1, seed.y0], left: [seed.x1, caption.x0], right: [caption.x1, seed.x0] }[side];
  if (near === undefined || far === undefined || far - near < -2 * slack) return null;
  const strip = across ? { x0: from, x1: to, y0: near, y1: far } : { x0: near, x1: far, y0: from, y1: to };
  return { gap: Math.max(0, far - near), missing, strip };
}

const flipped = ({ x0, y0, x1, y1 }: Area): Area => ({ x0: y0, y0: x0, x1: y1, y1: x1 });

/** On which side of its captions a document has its figures, told by those captions that have a figure on one side only. */
function usualSide(pages: readonly LookedAt[]): Side {
  const counts = { above: 0, below: 0 };
  for (const page of pages) {
    for (const caption of page.captions) {
      const found = optionsOf(page, caption).map(({ side }) => side);
      if (found.includes('above') !== found.includes('below')) counts[found.includes('above') ? 'above' : 'below'] += 1;
    }
  }
  return counts.below > counts.above ? 'below' : 'above';
}

/** For each caption its figure, the surest first. */
function chosen(page: LookedAt, usual: Side): Option[] {
  const rank = ({ side }: Option) => (side === usual ? 0 : side === 'above' || side === 'below' ? 1 : 2);
  return page.captions
    .flatMap((caption) => optionsOf(page, caption).toSorted((a, b) => rank(a) - rank(b)).slice(0, 1))
    .toSorted((a, b) => rank(a) - rank(b) || a.gap - b.gap);
}

/** The drawing with its other parts and its labels; takes the parts out of what is free. */
function grown(page: LookedAt, free: Set<Area>, caption: Caption, seed: Area, side: Side): Area | null {
  let area = seed;
  free.delete(seed);
  const labels = new Set(page.labels);
  const fits = (part: Area) => {
    const larger = join(area, part);
    return onSide(part, caption.area, side) && !page.text.some((text) => overlaps(text, larger) && !overlaps(text, area));
  };
  for (let [round, before] = [0, -1]; round < mostRounds && before !== free.size + labels.size; round += 1) {
    before = free.size + labels.size;
    for (const part of free) {
      if (apart(area, part) > (isPart(part) ? gaps.drawings : gaps.strokes) || isOrnament(part, page) || !fits(part)) continue;
      area = join(area, part);
      free.delete(part);
    }
    for (const label of labels) {
      if (apart(area, label) > labelGap(label, area, caption.area) || !fits(label)) continue;
      area = join(area, label);
      labels.delete(label);
    }
  }
  return area.x1 - area.x0 >= least.width && area.y1 - area.y0 >= least.height ? outside(area, caption.area, side) : null;
}

function labelGap(label: Area, area: Area, caption: Area): number {
  const middle = (label.y0 + label.y1) / 2;
  if (middle > area.y0 && middle < area.y1) return labelGaps.beside;
  return middle > Math.min(area.y0, caption.y0) && middle < Math.max(area.y1, caption.y1) ? labelGaps.between : labelGaps.beyond;
}

/** Points between two areas, in the direction in which they are further apart. */
function apart(a: Area, b: Area): number {
  return Math.max(0, b.x0 - a.x1, a.x0 - b.x1, b.y0 - a.y1, a.y0 - b.y1);
}

function isOrnament({ y0, y1 }: Area, { height }: LookedAt): boolean {
  return y1 < edge * height || y0 > (1 - edge) * height;
}

function onSide(part: Area, caption: Area, side: Side): boolean {
  if (side === 'above') return part.y1 <= caption.y0 + 2 * slack;
  if (side === 'below') return part.y0 >= caption.y1 - 2 * slack;
  return side === 'left' ? part.x1 <= caption.x0 + 2 * slack : part.x0 >= caption.x1 - 2 * slack;
}

/** With a margin, and without the caption. */
function outside({ x0, y0, x1, y1 }: Area, caption: Area, side: Side): Area {
  return {
    x0: side === 'right' ? Math.max(caption.x1, x0 - margin) : x0 - margin,
    y0: side === 'below' ? Math.max(caption.y1, y0 - margin) : y0 - margin,
    x1: side === 'left' ? Math.min(caption.x0, x1 + margin) : x1 + margin,
    y1: side === 'above' ? Math.min(caption.y0, y1 + margin) : y1 + margin,
  };
}

function boxOf(area: Area, { width, height }: LookedAt): PageBox | null {
  const { x0, y0, x1, y1 } = meet(area, { x0: 0, y0: 0, x1: width, y1: height });
  const [left, top] = [Math.floor((x0 / width) * 10_000), Math.floor((y0 / height) * 10_000)];
  const box = { x: left, y: top, width: Math.ceil((x1 / width) * 10_000) - left, height: Math.ceil((y1 / height) * 10_000) - top };
  return box.width > 0 && box.height > 0 ? box : null;
}
