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

function firstOf(args: unknown): number {
  const first: unknown = Array.isArray(args) ? args[0] : undefined;
  return typeof first === 'number' ? first : -1;
}
