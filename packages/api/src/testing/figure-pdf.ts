/** A PDF of one page with a drawing above its caption, as small as one can be. */

interface Drawn {
  /** Of the figure, in one line; empty: none. */
  caption: string;
  /** What is said below it. */
  text: string;
  /** Red, green and blue of the drawing, 0 to 1. */
  colour?: readonly [number, number, number];
}

export function figurePdf({ caption, text, colour = [0.2, 0.4, 0.7] }: Drawn): Buffer {
  const line = (y: number, words: string) => `BT /F1 11 Tf 72 ${y} Td (${words.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const content = [`${colour.join(' ')} rg 180 560 200 120 re f`, '0 g', ...(caption === '' ? [] : [line(540, caption)]), line(480, text)].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const entries = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
