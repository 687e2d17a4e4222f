/** A page's own plane, and the page as it is shown. */
import type { Parser } from './open.ts';
import type { Matrix } from './runs.ts';

export interface ShownPage {
  /** Of the page as shown, in points. */
  width: number;
  height: number;
  /** From the page's own plane, whose second axis leads up, to points from the left and top as it is shown. */
  view: Matrix;
}

/** @param page as PDFium has it open @returns null of a page without an area */
export function shownPage({ raw, scratch, memory }: Parser, page: number): ShownPage | null {
  if (raw.FPDF_GetPageBoundingBox(page, scratch) === 0) return null;
  const at = (offset: number) => memory().getFloat32(scratch + offset, true);
  const [left, top, right, bottom] = [at(0), at(4), at(8), at(12)];
  // As exact as the file says it: single precision makes 595.2 of it 595.2000122.
  const [width, height] = [right - left, top - bottom].map((length) => Math.round(length * 1000) / 1000);
  if (width === undefined || height === undefined || !(width > 0 && height > 0 && Number.isFinite(width * height))) return null;
  const turned = raw.FPDFPage_GetRotation(page);
  if (turned === 1) return { width: height, height: width, view: [0, 1, 1, 0, -bottom, -left] };
  if (turned === 2) return { width, height, view: [-1, 0, 0, 1, right, -bottom] };
  if (turned === 3) return { width: height, height: width, view: [0, -1, -1, 0, top, right] };
  return { width, height, view: [1, 0, 0, -1, -left, top] };
}

/** How far along the writing something is: `scale` times its first or second coordinate in the page's own plane, and `shift`. */
export interface Axis {
  first: boolean;
  scale: number;
  shift: number;
}

/** By the turn of the writing. */
export type Axes = readonly [Axis, Axis, Axis, Axis];

export function axesOf([a, b, c, d, e, f]: Matrix): Axes {
  const [across, down] = [{ first: a !== 0, scale: a === 0 ? c : a, shift: e }, { first: b !== 0, scale: b === 0 ? d : b, shift: f }];
  return [across, down, backwards(across), backwards(down)];
}

const backwards = ({ first, scale, shift }: Axis): Axis => ({ first, scale: -scale, shift: -shift });
