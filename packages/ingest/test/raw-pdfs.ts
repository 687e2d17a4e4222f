/** PDFs object by object, as no program would write them. */
import { deflateSync } from 'node:zlib';

/** An object's body, or a stream with the entries of its dictionary. */
type PdfObject = string | { entries: string; data: Uint8Array };

/** Objects are numbered from 1; the first is the catalogue. */
export function rawPdf(objects: readonly PdfObject[], { startxref }: { startxref?: number } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    add(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') add(Buffer.from(object));
    else add(Buffer.concat([Buffer.from(`<< ${object.entries} /Length ${object.data.length} >>\nstream\n`), object.data, Buffer.from('\nendstream')]));
    add(Buffer.from('\nendobj\n'));
  }
  const table = length;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`));
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${startxref ?? table}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const deflated = (data: string | Uint8Array, entries = '') => ({ entries: `/Filter /FlateDecode ${entries}`, data: deflateSync(data) });

/** One page with that content; `resources` and `more` objects, numbered from 6, are the caller's. */
export function onePage(content: PdfObject | string, { resources = '/Font << /F 5 0 R >>', more = [] }: { resources?: string; more?: readonly PdfObject[] } = {}): Buffer {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << ${resources} >> >>`,
    typeof content === 'string' ? deflated(content) : content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...more,
  ]);
}

export const words = 'BT /F 12 Tf 72 700 Td (The cell membrane keeps what is inside apart.) Tj ET';

const megabyte = 1024 * 1024;

/** A form that draws itself, and two that draw each other. */
export const recursiveForms = () =>
  onePage(`${words} /A Do`, {
    resources: '/Font << /F 5 0 R >> /XObject << /A 6 0 R >>',
    more: [deflated('/A Do /B Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 6 0 R /B 7 0 R >> >>'), deflated('/A Do /B Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 6 0 R /B 7 0 R >> >>')],
  });

/** Ten forms, each drawing the next ten times: ten thousand million drawings of a word. */
export const multiplyingForms = () => {
  const depth = 10;
  const form = (level: number) => deflated(level === depth ? words : `/N Do `.repeat(10), `/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F 5 0 R >> /XObject << /N ${level + 7} 0 R >> >>`);
  return onePage('/N Do', { resources: '/XObject << /N 6 0 R >>', more: Array.from({ length: depth + 1 }, (_, level) => form(level)) });
};

/** A kilobyte or so that unpacks to a gigabyte of blanks: packed twice, so that it is small. */
export const contentBomb = () => onePage({ entries: '/Filter [/FlateDecode /FlateDecode]', data: deflateSync(deflateSync(Buffer.alloc(512 * megabyte, ' '))) });

/** Drawing that goes on and on: text shown without end on one page. */
export const endlessPage = () => onePage(`BT /F 12 Tf 1 0 0 1 72 700 Tm ${'(aaaa bbbb) Tj '.repeat(4_000_000)} ET`);

export const deepArrays = () => onePage(`${'['.repeat(1_000_000)} ${words}`);
export const deepDictionaries = () => onePage(words, { more: [`${'<< /A '.repeat(200_000)} 1 ${'>> '.repeat(200_000)}`] });

/** A tree of pages that contains itself. */
export const circularPages = () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>', '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>']);

/** It claims a hundred million pages. */
export const claimsPages = () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 100000000 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>']);

/** An object stream of a few kilobytes with a million objects in it. */
export const objectStreamBomb = () => {
  const count = 1_000_000;
  const head = Array.from({ length: count }, (_, index) => `${index + 10} 0`).join(' ');
  return onePage(words, { more: [deflated(`${head} ${'1 '.repeat(count)}`, `/Type /ObjStm /N ${count} /First ${head.length}`)] });
};

/** A font that maps its codes to texts by a table of some hundred megabytes. */
export const fontBomb = () => {
  const range = '<0000> <ffff> <0041>\n';
  const map = deflated(`/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n${`100 beginbfrange\n${range.repeat(100)}endbfrange\n`.repeat(200)}endcmap`);
  return onePage('BT /F 12 Tf 72 700 Td <00410042> Tj ET', {
    resources: '/Font << /F 6 0 R >>',
    more: ['<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>', `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [0 [${'500 '.repeat(500_000)}]] >>`, map],
  });
};

const imagePage = (entries: string, data: Uint8Array) =>
  onePage('q 600 0 0 700 0 0 cm /I Do Q', { resources: '/XObject << /I 6 0 R >>', more: [{ entries: `/Type /XObject /Subtype /Image ${entries}`, data }] });

/** Pictures that are large once unpacked: 50,000 by 50,000 pixels. */
export const flateImageBomb = () => imagePage('/Width 50000 /Height 50000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(Buffer.alloc(256 * megabyte))));

export const jbig2ImageBomb = () => {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(50_000, 0);
  page.writeUInt32BE(50_000, 4);
  const header = Buffer.from([0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19]);
  return imagePage('/Width 50000 /Height 50000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode', Buffer.concat([header, page]));
};

/** A table of contents that leads back to itself. */
export const circularOutline = () =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    deflated(words),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /First 7 0 R /Last 7 0 R >>',
    '<< /Title (A) /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>',
  ]);

/** What a program that counts wrongly writes: the table of its objects is not where it says. */
export const wrongTable = () => {
  const right = onePage(words);
  return Buffer.from(right.toString('latin1').replace(/startxref\n\d+/, 'startxref\n17'), 'latin1');
};

/** Every page the same, so that the file is small. */
export const manyPages = (count: number) => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, index) => `${index + 5} 0 R`).join(' ')}] /Count ${count} >>`, deflated(words), '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>')]);

/** A font of two-byte codes, which it maps to these texts from 1 on, each sign `width` thousandths wide; its objects begin at the number `first`. */
export function mappedFont(texts: readonly string[], { first, width, encoding = 'Identity-H' }: { first: number; width: number; encoding?: string }): PdfObject[] {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const lines = texts.map((text, index) => `<${(index + 1).toString(16).padStart(4, '0')}> <${hex(text)}>`);
  const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${lines.length} beginbfchar ${lines.join('\n')} endbfchar endcmap`;
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /${encoding} /DescendantFonts [${first + 1} 0 R] /ToUnicode ${first + 2} 0 R >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW ${width} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${first + 3} 0 R >>`,
    deflated(map),
    '<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ];
}
