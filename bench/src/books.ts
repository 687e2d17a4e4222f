import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { scannedPdf } from '../../packages/ingest/test/scans.ts';
import { zipOf } from '../../packages/ingest/test/zips.ts';

const structures = ['membrane', 'channel', 'vesicle', 'filament', 'receptor', 'ribosome', 'vacuole', 'spindle', 'nucleus', 'capsule'];
const deeds = ['separates the inside from the outside', 'lets small charged particles pass', 'carries proteins from one place to another', 'keeps the shape under pressure', 'binds a signal and passes it on'];
const places = ['at the outer edge', 'between two layers', 'near the centre', 'along the long axis', 'on the surface'];
const syllables = ['ba', 'co', 'du', 'fe', 'ga', 'ho', 'ju', 'ke', 'lo', 'mi', 'no', 'pa', 'qui', 'ra', 'se', 'to', 'u', 've', 'wi', 'zo'];

/** A word for each number. */
function word(number: number): string {
  let rest = number + syllables.length;
  let made = '';
  for (; rest > 0; rest = Math.floor(rest / syllables.length)) made += syllables[rest % syllables.length];
  return `${made}n`;
}

interface Page {
  title: string;
  paragraphs: string[];
}

/** Sentences that explain something, some 300 words; another `seed` gives other words. */
function writtenPage(page: number, seed: number): Page {
  const name = word(seed * 2_000 + page);
  const paragraphs = Array.from({ length: 6 }, (_, index) => {
    const at = page * 7 + index;
    const term = `${name} ${structures[at % structures.length]}`;
    return (
      `The ${term} is a structure of the ${name} that ${deeds[at % deeds.length]} and that is found ${places[(at + 2) % places.length]}. Without the ${term}, the ${name} loses its shape within ${2 + (at % 9)} days. ` +
      `The ${term} was first described in ${1820 + (at % 150)} by observers who compared ${3 + (at % 40)} samples of it.`
    );
  });
  return { title: `The ${name}`, paragraphs };
}

const writtenPages = (count: number, seed: number) => Array.from({ length: count }, (_, page) => writtenPage(page, seed));

/** A PDF of such pages. */
export async function writtenPdf(pages: number, seed: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({ margin: 72 });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  for (const [page, { title, paragraphs }] of writtenPages(pages, seed).entries()) {
    if (page > 0) pdf.addPage();
    pdf.fontSize(16).text(title).fontSize(11);
    for (const paragraph of paragraphs) pdf.moveDown().text(paragraph);
  }
  pdf.end();
  await once(pdf, 'end');
  return Buffer.concat(parts);
}

/** The same as it comes from a scanner: each page a picture. */
export function scannedBook(pages: number, seed: number): Promise<Uint8Array> {
  return scannedPdf(writtenPages(pages, seed).map(({ title, paragraphs }) => ({ text: [title, ...paragraphs].join('\n\n') })));
}

const office = 'http://schemas.openxmlformats.org';
const relations = (inside: string) => `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships">${inside}</Relationships>`;
const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

/** The same as slides (PPTX), as many words on each as on a page. */
export function writtenDeck(slides: number, seed: number): Uint8Array {
  const numbers = Array.from({ length: slides }, (_, index) => index + 1);
  const part = (name: string, type: string) => `<Override PartName="/ppt/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.${type}+xml"/>`;
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('presentation', 'presentation.main')}${numbers.map((number) => part(`slides/slide${number}`, 'slide')).join('')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'ppt/presentation.xml')),
    'ppt/presentation.xml': `<?xml version="1.0"?><p:presentation xmlns:p="${office}/presentationml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><p:sldIdLst>${numbers.map((number) => `<p:sldId id="${255 + number}" r:id="r${number}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(numbers.map((number) => relation(`r${number}`, 'slide', `slides/slide${number}.xml`)).join('')),
    ...Object.fromEntries(writtenPages(slides, seed).map((page, index) => [`ppt/slides/slide${index + 1}.xml`, slide(page)])),
  });
}

function slide({ title, paragraphs }: Page): string {
  const shape = (id: number, type: string, lines: readonly string[]) => `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type}"/><p:cNvSpPr/><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`;
  return `<?xml version="1.0"?><p:sld xmlns:p="${office}/presentationml/2006/main" xmlns:a="${office}/drawingml/2006/main"><p:cSld><p:spTree>${shape(2, 'title', [title])}${shape(3, 'body', paragraphs)}</p:spTree></p:cSld></p:sld>`;
}
