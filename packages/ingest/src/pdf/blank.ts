import { getResolvedPDFJS } from 'unpdf';
import type { PDFPageProxy } from './open.ts';

/** Whether nothing at all is to be seen on a page that has no text. */
export async function isBlank(page: PDFPageProxy): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const paints = new Set(Object.entries(OPS).flatMap(([name, operation]) => (/^(?:paint|shading|fill|eoFill|stroke|close.*Stroke)/.test(name) ? [operation] : [])));
  const { fnArray, argsArray } = await page.getOperatorList();
  let depth = 0;
  for (const [index, operation] of fnArray.entries()) {
    if (operation === OPS.save) depth += 1;
    else if (operation === OPS.restore) depth -= 1;
    else if (paints.has(operation)) return false;
    // The size of a picture is set inside of a save; the picture itself was left out on opening.
    else if (operation === OPS.transform && depth > 0) return false;
    else if (operation === OPS.constructPath && paints.has(firstOf(argsArray[index]))) return false;
  }
  return true;
}

/** Of a page, covered by one picture: as scanners make them, with a margin left or not. */
const mostOfPage = 0.6;

/** Whether one picture makes up the page. @param area of the page, in square points */
export async function isScan(page: PDFPageProxy, area: number): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  // A picture is one unit wide and high before it is transformed, and so covers what the determinants come to.
  const covered = [1];
  for (const [index, operation] of fnArray.entries()) {
    const now = covered.at(-1) ?? 1;
    if (operation === OPS.save || operation === OPS.paintFormXObjectBegin) covered.push(now);
    if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) covered.pop();
    if (operation !== OPS.transform) continue;
    const [a, b, c, d] = numbersOf(argsArray[index]);
    covered[Math.max(0, covered.length - 1)] = now * Math.abs((a ?? 1) * (d ?? 1) - (b ?? 0) * (c ?? 0));
    if ((covered.at(-1) ?? 0) >= mostOfPage * area) return true;
  }
  return false;
}

function numbersOf(args: unknown): number[] {
  return Array.isArray(args) ? args.filter((value) => typeof value === 'number') : [];
}

function firstOf(args: unknown): number {
  const first: unknown = Array.isArray(args) ? args[0] : undefined;
  return typeof first === 'number' ? first : -1;
}
