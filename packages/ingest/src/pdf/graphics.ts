/** Where pictures and drawings stand on a page. */
import { z } from 'zod';
import type { Parser } from './open.ts';
import { times } from './runs.ts';
import type { Matrix } from './runs.ts';

/** Points from the left and top of the page as it is shown. */
export interface Area {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** PDFium's numbers for kinds of objects. */
const [text, path, form] = [1, 2, 5];
/** On one page, and in a document. More is a map with every house in it, and what is left out of that changes nothing of where it stands. */
const mostObjects = { page: 20_000, document: 500_000 };
/** A clipping path of more points is taken for no bound. */
const mostClipPoints = 64;
/** Points; of smaller objects it is not asked how they are clipped, for they reach nowhere. */
const smallStroke = 24;
/** Of the page: a form that covers more is the page itself, and what is in it counts by itself. */
const wholePage = 0.7;
const white = 250;

const call = z.custom<(...args: number[]) => number>((value) => typeof value === 'function');
/** Called without the package's checks around them, which take longer than the answer: a drawing has thousands of strokes. */
const rawCalls = z.object({
  FPDFPage_CountObjects: call,
  FPDFPage_GetObject: call,
  FPDFPageObj_GetType: call,
  FPDFFormObj_CountObjects: call,
  FPDFFormObj_GetObject: call,
  FPDFPath_GetDrawMode: call,
  FPDFPageObj_GetFillColor: call,
  FPDFPageObj_GetBounds: call,
  FPDFPageObj_GetMatrix: call,
  FPDFPageObj_GetClipPath: call,
  FPDFClipPath_CountPaths: call,
  FPDFClipPath_CountPathSegments: call,
  FPDFClipPath_GetPathSegment: call,
  FPDFPathSegment_GetPoint: call,
});

/** How many objects were looked at in the document that a parser has open. */
const lookedAt = new WeakMap<Parser, number>();

interface Shown {
  width: number;
  height: number;
  /** From the page's own plane to points from the left and top as it is shown. */
  view: Matrix;
}

/**
 * The areas of a page that pictures, drawings and charts cover, each object's by itself, clipped as it is shown. What was
 * placed as a whole, such as a chart from another program, counts as one. Invisible and white ones are left out.
 */
export function graphicsOn(parser: Parser, page: number, shown: Shown): Area[] {
  const before = lookedAt.get(parser) ?? 0;
  const reader = new GraphicsReader(parser, shown, Math.min(mostObjects.page, mostObjects.document - before));
  const { raw } = reader;
  reader.readAll(raw.FPDFPage_CountObjects(page), (index) => raw.FPDFPage_GetObject(page, index), shown.view, pageArea(shown));
  lookedAt.set(parser, before + reader.read);
  return reader.areas;
}

const pageArea = ({ width, height }: { width: number; height: number }): Area => ({ x0: 0, y0: 0, x1: width, y1: height });

export function sizeOf({ x0, y0, x1, y1 }: Area): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
}

export function meet(a: Area, b: Area): Area {
  return { x0: Math.max(a.x0, b.x0), y0: Math.max(a.y0, b.y0), x1: Math.min(a.x1, b.x1), y1: Math.min(a.y1, b.y1) };
}

export function join(a: Area, b: Area): Area {
  return { x0: Math.min(a.x0, b.x0), y0: Math.min(a.y0, b.y0), x1: Math.max(a.x1, b.x1), y1: Math.max(a.y1, b.y1) };
}

class GraphicsReader {
  readonly areas: Area[] = [];
  readonly raw: z.infer<typeof rawCalls>;
  readonly #parser: Parser;
  readonly #page: Area;
  /** How many objects were looked at. */
  read = 0;
  readonly #most: number;

  constructor(parser: Parser, shown: Shown, most: number) {
    this.#most = most;
    this.#parser = parser;
    this.raw = rawCalls.parse(parser.pdfium.pdfium.wasmExports);
    this.#page = pageArea(shown);
  }

  readAll(count: number, object: (index: number) => number, view: Matrix, within: Area): void {
    for (let index = 0; index < count && this.read < this.#most; index += 1) this.#look(object(index), view, within);
  }

  #look(object: number, view: Matrix, within: Area): void {
    const { raw } = this;
    const type = raw.FPDFPageObj_GetType(object);
    this.read += 1;
    if (type === text) return;
    if (type === form) return this.#readForm(object, view, meet(within, this.#clipOf(object, view)));
    if (type === path && this.#isUnseen(object)) return;
    const area = this.#boundsOf(object, view);
    if (!area) return;
    const large = Math.max(area.x1 - area.x0, area.y1 - area.y0) > smallStroke;
    this.#add(meet(meet(area, within), large ? this.#clipOf(object, view) : this.#page));
  }

  #readForm(object: number, view: Matrix, visible: Area): void {
    const { raw } = this;
    const matrix = this.#matrixOf(object);
    const from = this.areas.length;
    this.readAll(raw.FPDFFormObj_CountObjects(object), (index) => raw.FPDFFormObj_GetObject(object, index), times(view, matrix), visible);
    const inside = this.areas.slice(from);
    if (inside.length < 2) return;
    const whole = inside.reduce(join);
    if (sizeOf(whole) < wholePage * sizeOf(this.#page)) this.areas.splice(from, inside.length, whole);
  }

  /** A line has no size in one direction and is seen all the same. */
  #add(area: Area): void {
    const { x0, y0, x1, y1 } = meet(area, this.#page);
    if (x1 >= x0 && y1 >= y0 && x1 - x0 + y1 - y0 > 0) this.areas.push({ x0, y0, x1, y1 });
  }

  #isUnseen(object: number): boolean {
    const { scratch, memory } = this.#parser;
    const { raw } = this;
    if (raw.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0) return false;
    const [fill, stroke] = [memory().getInt32(scratch, true), memory().getInt32(scratch + 4, true)];
    if (stroke !== 0) return false;
    if (fill === 0) return true;
    if (raw.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return false;
    const [red = 0, green = 0, blue = 0, alpha = 0] = [0, 4, 8, 12].map((offset) => memory().getUint32(scratch + offset, true));
    return alpha === 0 || Math.min(red, green, blue) >= white;
  }

  #boundsOf(object: number, view: Matrix): Area | null {
    const { scratch, memory } = this.#parser;
    const { raw } = this;
    if (raw.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return null;
    const at = (offset: number) => memory().getFloat32(scratch + offset, true);
    const [left, bottom, right, top] = [at(0), at(4), at(8), at(12)];
    return areaAround([left, bottom, right, bottom, left, top, right, top], view);
  }

  #matrixOf(object: number): Matrix {
    const { scratch, memory } = this.#parser;
    const { raw } = this;
    if (raw.FPDFPageObj_GetMatrix(object, scratch) === 0) return [1, 0, 0, 1, 0, 0];
    const at = (offset: number) => memory().getFloat32(scratch + offset, true);
    return [at(0), at(4), at(8), at(12), at(16), at(20)];
  }

  /** What an object is cut to, by the box around each of its clipping paths. */
  #clipOf(object: number, view: Matrix): Area {
    const { scratch, memory } = this.#parser;
    const { raw } = this;
    const clip = raw.FPDFPageObj_GetClipPath(object);
    const count = clip === 0 ? 0 : raw.FPDFClipPath_CountPaths(clip);
    let visible = this.#page;
    for (let index = 0; index < count; index += 1) {
      const segments = raw.FPDFClipPath_CountPathSegments(clip, index);
      if (segments < 2 || segments > mostClipPoints) continue;
      const points: number[] = [];
      for (let at = 0; at < segments; at += 1) {
        if (raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, index, at), scratch, scratch + 4) !== 0) points.push(memory().getFloat32(scratch, true), memory().getFloat32(scratch + 4, true));
      }
      const area = areaAround(points, view);
      if (area) visible = meet(visible, area);
    }
    return visible;
  }
}

/** @param points x and y of each, in turn */
function areaAround(points: readonly number[], [a, b, c, d, e, f]: Matrix): Area | null {
  const area = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [px = 0, py = 0] = [points[at], points[at + 1]];
    const [x, y] = [a * px + c * py + e, b * px + d * py + f];
    area.x0 = Math.min(area.x0, x);
    area.x1 = Math.max(area.x1, x);
    area.y0 = Math.min(area.y0, y);
    area.y1 = Math.max(area.y1, y);
  }
  return Number.isFinite(sizeOf(area)) ? area : null;
}
