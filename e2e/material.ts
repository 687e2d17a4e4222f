import type { BrowserContext } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

interface Chapter {
  title: string;
  paragraphs: readonly string[];
}

/** What the journeys learn: plain sentences that say what things are, a page each. */
const chapters: readonly Chapter[] = [
  {
    title: 'Cells and their parts',
    paragraphs: [
      'A cell is the smallest unit of life that can copy itself. The cell membrane is a thin double layer of lipids that separates the inside of the cell from its surroundings. The cytoplasm is the fluid that fills the cell and carries its organelles.',
      'The nucleus is the organelle that holds the chromosomes of the cell. A chromosome is a long molecule of DNA that is wound around proteins. The nucleolus is the part of the nucleus in which ribosomes are put together.',
      'Ribosomes are small particles that build proteins from amino acids. Mitochondria are organelles that release energy from sugar by using oxygen. Lysosomes are small sacs that break down worn parts of the cell.',
    ],
  },
  {
    title: 'How cells gain energy',
    paragraphs: [
      'Cellular respiration is the process by which a cell releases energy from glucose. Glycolysis is the first stage of respiration and splits glucose into two molecules of pyruvate. The citric acid cycle is the second stage and takes place in the matrix of the mitochondrion.',
      'Photosynthesis is the process by which plants make glucose from carbon dioxide and water with the energy of light. Chlorophyll is the green pigment that absorbs light in the chloroplast. A chloroplast is the organelle in which photosynthesis takes place.',
      'ATP is the molecule that carries energy from one reaction to another. Fermentation is a way of releasing energy from glucose without oxygen.',
    ],
  },
  {
    title: 'How cells divide',
    paragraphs: [
      'Mitosis is the division of a nucleus into two nuclei with the same chromosomes. Meiosis is a division that halves the number of chromosomes and makes gametes. A gamete is a cell that joins with another one at fertilisation.',
      'Interphase is the part of the cell cycle in which the cell grows and copies its DNA. Cytokinesis is the division of the cytoplasm after the nucleus has divided. A spindle is a set of fibres that pulls the chromosomes apart.',
      'Apoptosis is the orderly death of a cell that is no longer needed. A tumour is a mass of cells that divide without control.',
    ],
  },
];

/** A PDF as `draw` makes it. */
function pdfOf(options: PDFKit.PDFDocumentOptions, draw: (pdf: PDFKit.PDFDocument) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 72, ...options });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    draw(pdf);
    pdf.end();
  });
}

/**
 * A text PDF of three pages. `edition` is printed on it, so that two students' files are not the same bytes.
 * @param password without which it does not open (AES with 256 bits)
 */
export function biologyPdf(edition: string, password?: string): Promise<Buffer> {
  const locked = password === undefined ? {} : { userPassword: password, pdfVersion: '1.7ext3' as const };
  return pdfOf({ info: { Title: 'Cell Biology' }, ...locked }, (pdf) => {
    chapters.forEach((chapter, index) => {
      if (index > 0) pdf.addPage();
      pdf.font('Helvetica-Bold').fontSize(20).text(chapter.title).moveDown();
      pdf.font('Helvetica').fontSize(11);
      for (const paragraph of chapter.paragraphs) pdf.text(paragraph, { align: 'left' }).moveDown();
    });
    pdf.fontSize(9).text(`Edition ${edition}`);
  });
}

/** The caption of the drawing on `figurePdf`. */
export const figureCaption = 'The nucleus lies in the middle of an animal cell and is wrapped in an envelope of its own.';

/** One page with a drawing of a cell, its label and its caption between two paragraphs. */
export function figurePdf(edition: string): Promise<Buffer> {
  return pdfOf({ info: { Title: 'The animal cell' } }, (pdf) => {
    const [chapter] = chapters;
    pdf.font('Helvetica').fontSize(11).text(chapter?.paragraphs[0] ?? '', 72, 72);
    pdf.ellipse(250, 240, 120, 80).fillAndStroke('#f3e2c7', '#8a6d3b').circle(240, 240, 34).fillAndStroke('#7d9cc9', '#2d4a78');
    pdf.moveTo(270, 228).lineTo(390, 190).stroke('#444444').fill('#000000').fontSize(10).text('nucleus', 394, 184, { lineBreak: false });
    pdf.fontSize(10).text(`Figure 1.1: ${figureCaption} (credit: edition ${edition})`, 120, 340, { width: 320 });
    pdf.fontSize(11).text(chapter?.paragraphs[1] ?? '', 72, 400);
  });
}

/**
 * Three slides, of which the first shows a picture below its title and nothing else.
 * @param picture a PNG
 */
export function figurePptx(edition: string, title: string, picture: Uint8Array): Buffer {
  const relations = (...all: readonly (readonly [id: string, type: string, target: string])[]) => `<Relationships>${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  const place = (x: number, y: number, width: number, height: number) => `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm></p:spPr>`;
  const shape = (text: string, y: number, height: number, type = '') => `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>${type}</p:nvPr></p:nvSpPr>${place(500, y, 8_000, height)}<p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
  const slide = (heading: string, content: string) => `<p:sld xmlns:p="urn:p" xmlns:a="urn:a" xmlns:r="urn:r"><p:cSld><p:spTree>${shape(heading, 300, 900, '<p:ph type="title"/>')}${content}</p:spTree></p:cSld></p:sld>`;
  const text = (index: number) => chapters[0]?.paragraphs[index] ?? '';
  const shown = `<p:pic><p:nvPicPr><p:cNvPr id="2" name="x"/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/></p:blipFill>${place(2_000, 1_500, 5_000, 3_300)}</p:pic>`;
  const slides = [slide(title, shown), slide('Cells', shape(text(0), 1_500, 4_000)), slide('Organelles', shape(`${text(2)} Edition ${edition}.`, 1_500, 4_000))];
  const parts = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(['r', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst>${slides.map((_, index) => `<p:sldId r:id="s${index}"/>`).join('')}</p:sldIdLst><p:sldSz cx="9000" cy="6000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(...slides.map((_, index) => [`s${index}`, 'slide', `slides/slide${index}.xml`] as const)),
    'ppt/slides/_rels/slide0.xml.rels': relations(['i', 'image', '../media/cell.png']),
    ...Object.fromEntries(slides.map((content, index) => [`ppt/slides/slide${index}.xml`, content])),
  };
  return Buffer.from(zipSync({ ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])), 'ppt/media/cell.png': picture }));
}

/** Of a page; shares of its width and height. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Scan {
  /** One page, which is a picture and has no text of its own. */
  pdf: Buffer;
  /** What is written in the picture, and where. */
  sentences: { text: string; place: Place }[];
}

/** Pixels of an A4 page at 150 dots an inch. */
const a4 = { width: 1240, height: 1754 };

/** Writes the first chapter into a picture of a page, a sentence a paragraph, and puts that into a PDF. */
export async function scannedPdf(context: BrowserContext, edition: string): Promise<Scan> {
  const [chapter] = chapters;
  const texts = chapter?.paragraphs.flatMap((paragraph) => paragraph.split(/(?<=\.) /)) ?? [];
  const paper = await context.newPage();
  await paper.setViewportSize(a4);
  await paper.setContent(
    `<body style="margin: 0; padding: 120px; background: white; color: black; font: 27px/1.5 'DejaVu Serif', 'Liberation Serif', serif">
       <h1>${chapter?.title ?? ''}</h1>${texts.map((text) => `<p><span class="sentence">${text}</span></p>`).join('')}<p>Edition ${edition}</p>`,
  );
  const picture = await paper.screenshot({ type: 'png' });
  const sentences = await paper.locator('.sentence').evaluateAll(
    (spans, { width, height }) =>
      spans.map((span) => {
        const box = span.getBoundingClientRect();
        return { text: span.textContent, place: { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height } };
      }),
    a4,
  );
  await paper.close();
  const pdf = await pdfOf({ margin: 0 }, (document) => document.image(picture, 0, 0, { width: document.page.width, height: document.page.height }));
  return { pdf, sentences };
}
