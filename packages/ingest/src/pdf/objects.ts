/** What is on a page beside text. */
import type { Parser } from './open.ts';

/** PDFium's numbers for kinds of objects. */
const [text, image, form] = [1, 3, 5];

/** An object that is no text, and by how much the forms around it enlarge areas. */
interface Painted {
  object: number;
  type: number;
  enlarged: number;
}

/** Whether nothing at all is to be seen on a page that has no text. */
export function isBlank(parser: Parser, page: number): boolean {
  return painted(parser, page).next().done === true;
}

/** Of the page, covered by one picture: as scanners make them, with a margin left or not. */
const mostOfPage = 0.6;

/** Whether one picture makes up the page. @param area of the page, in square points */
export function isScan(parser: Parser, page: number, area: number): boolean {
  for (const { object, type, enlarged } of painted(parser, page)) {
    // A picture is one unit wide and high before it is transformed.
    if (type === image && enlarged * areaOf(parser, object) >= mostOfPage * area) return true;
  }
  return false;
}

function* painted(parser: Parser, page: number): Generator<Painted> {
  const { pdfium } = parser;
  const count = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) yield* within(parser, pdfium.FPDFPage_GetObject(page, index), 1);
}

/** PDFium itself bounds how deep forms lie within each other. */
function* within(parser: Parser, object: number, enlarged: number): Generator<Painted> {
  const { pdfium } = parser;
  const type = pdfium.FPDFPageObj_GetType(object);
  if (type === text) return;
  if (type !== form) {
    yield { object, type, enlarged };
    return;
  }
  const inside = enlarged * areaOf(parser, object);
  const count = pdfium.FPDFFormObj_CountObjects(object);
  for (let index = 0; index < count; index += 1) yield* within(parser, pdfium.FPDFFormObj_GetObject(object, index), inside);
}

/** Of a unit square, once the object's matrix has been applied to it. */
function areaOf({ pdfium, scratch, memory }: Parser, object: number): number {
  if (!pdfium.FPDFPageObj_GetMatrix(object, scratch)) return 0;
  const view = memory();
  const [a, b, c, d] = [0, 4, 8, 12].map((offset) => view.getFloat32(scratch + offset, true));
  return Math.abs((a ?? 0) * (d ?? 0) - (b ?? 0) * (c ?? 0));
}
