import { describe, expect, it } from 'vitest';
import { courseNameOfFile, saysNothing, titleOfFile } from './file-name.ts';

describe('a file’s name', () => {
  it.each(['IMG_4031.jpg', 'IMG-20261122-WA0007.jpeg', 'PXL_20261122_101500123.jpg', 'Scan 2026-11-22 14.05.pdf', 'scan0001.pdf', 'document (3).pdf', 'Dokument1.docx', 'NewDocument.pdf', 'CamScanner 11-22-2026.pdf', '1-s2.0-S0092867421009934-main.pdf', '3f2a9c81d0e4b7aa.pdf', '550e8400-e29b-41d4-a716-446655440000.pdf', 'Screenshot 2026-11-22 at 10.15.30.png', 'download.pdf', 'v2.pdf', '2.pdf', '.pdf', ''])(
    '“%s” says nothing',
    (name) => {
      expect(saysNothing(name)).toBe(true);
    },
  );

  it.each(['Lecture 3.pdf', 'R-intro.pdf', 'Cell_Biology-notes.v2.pdf', 'bio101.pdf', 'ch06.pdf', 'Zusammenfassung.docx', '細胞.pdf', '第3章.pdf', 'Клетка 1.pdf', 'DNA.pdf', 'Kap 4 Scan.pdf', 'attention is all you need.pdf'])('“%s” says something', (name) => {
    expect(saysNothing(name)).toBe(false);
  });

  it('without its ending is the title of what is in it, and of a course that is made for it', () => {
    expect([titleOfFile('Lecture_6 Retrieval.pdf'), courseNameOfFile('Lecture_6 Retrieval.pdf')]).toEqual(['Lecture_6 Retrieval', 'Lecture 6 Retrieval']);
    expect([titleOfFile('.pdf'), courseNameOfFile('.pdf')]).toEqual(['Untitled', 'New course']);
    expect(titleOfFile(`${'x'.repeat(300)}.pdf`)).toHaveLength(200);
    expect(courseNameOfFile(`${'x'.repeat(300)}.pdf`)).toHaveLength(120);
  });
});
