/** Makes the PDFs that tests read, so that what is in them stands in the test. */
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

type Options = NonNullable<ConstructorParameters<typeof PDFDocument>[0]>;
export type Pdf = InstanceType<typeof PDFDocument>;

/** Letter pages with margins of an inch, in Times at 11 points unless `draw` says otherwise. */
export async function makePdf(draw: (pdf: Pdf) => void, options: Options = {}): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 72, ...options });
  const bytes = buffer(pdf);
  pdf.font('Times-Roman').fontSize(11);
  draw(pdf);
  pdf.end();
  return bytes;
}

/** One line of text with its baseline where the caller says, in points from the left and top. */
export function at(pdf: Pdf, x: number, y: number, text: string): void {
  pdf.text(text, x, y, { lineBreak: false });
}

/** Lines below each other, 14 points apart; gives where the next would be. */
export function linesAt(pdf: Pdf, x: number, y: number, lines: readonly string[]): number {
  for (const [index, line] of lines.entries()) at(pdf, x, y + index * 14, line);
  return y + lines.length * 14;
}
