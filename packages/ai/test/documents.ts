import { sourceDocument, type Passage, type SourceDocument } from '@studywright/core';

/** A document of one page a section, each paragraph a passage under the section's heading. */
export function makeDocument(title: string, language: string, sections: Record<string, string[]>): SourceDocument {
  const passages: Passage[] = [];
  const pages = Object.entries(sections).map(([heading, paragraphs], index) => {
    let text = heading;
    for (const paragraph of paragraphs) {
      const start = text.length + 2;
      text += `\n\n${paragraph}`;
      passages.push({ page: index + 1, start, end: text.length, text: paragraph, path: [title, heading] });
    }
    return { number: index + 1, text, ocr: false };
  });
  const headings = Object.keys(sections).map((text, index) => ({ page: index + 1, start: 0, end: text.length, level: 2, text }));
  return sourceDocument.parse({ title, mediaType: 'text/plain', pageKind: 'section', language, pages, headings, passages });
}

export const cells = makeDocument('Cell biology', 'en', {
  Osmosis: [
    'Osmosis is the move-\nment of water across a semipermeable membrane.\nIt needs no energy of the cell.',
    'The pressure that would stop it is called osmotic pressure.',
  ],
  Mitosis: [
    'Mitosis is the division of a nucleus into two nuclei with the same chromosomes.',
    'In metaphase the chromosomes stand in the plane of the cell’s equator.',
    'In anaphase the sister chromatids are drawn apart by spindle ﬁbres.',
  ],
});

export const zellen = makeDocument('Zellbiologie', 'de', {
  Zellatmung: [
    'Die Zellatmung ist der Abbau von Glu-\ncose zu Kohlendioxid und Wasser unter Gewinn von „Energieträgern“ wie ATP.',
    'Sie findet bei Eukaryoten größtenteils in den Mitochondrien statt.',
  ],
  Gärung: ['Bei der Gärung wird Glucose ohne Sauerstoff abgebaut; sie liefert nur zwei Moleküle ATP.'],
});
