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

/** A text PDF of three pages. `edition` is printed on it, so that two students' files are not the same bytes. */
export function biologyPdf(edition: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 72, info: { Title: 'Cell Biology' } });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    chapters.forEach((chapter, index) => {
      if (index > 0) pdf.addPage();
      pdf.font('Helvetica-Bold').fontSize(20).text(chapter.title).moveDown();
      pdf.font('Helvetica').fontSize(11);
      for (const paragraph of chapter.paragraphs) pdf.text(paragraph, { align: 'left' }).moveDown();
    });
    pdf.fontSize(9).text(`Edition ${edition}`);
    pdf.end();
  });
}
