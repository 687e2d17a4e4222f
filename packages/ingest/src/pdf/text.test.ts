import { limits } from '@studywright/core';
import bidiFactory from 'bidi-js';
import { describe, expect, test } from 'vitest';
import { at, linesAt, makePdf } from '../../test/pdfs.ts';
import { mappedFont, onePage, rawPdf, words } from '../../test/raw-pdfs.ts';
import { extract } from '../extract.ts';
import { openPdf } from './open.ts';

const read = async (bytes: Uint8Array) => (await extract(bytes, { fileName: 'notes.pdf', limits: limits.ingest })).pages;
const textOf = async (bytes: Uint8Array) => (await read(bytes)).map(({ text }) => text).join('\f');

/** Shows some of a font's signs, numbered from 1, at a place in points from the left and bottom. */
const show = (signs: readonly number[], x: number, y: number) => `BT /M 12 Tf 1 0 0 1 ${x} ${y} Tm <${signs.map((sign) => sign.toString(16).padStart(4, '0')).join('')}> Tj ET`;
const withFont = (content: string, texts: readonly string[], options: { width: number; encoding?: string }) =>
  onePage(content, { resources: '/Font << /F 5 0 R /M 6 0 R >>', more: mappedFont(texts, { first: 6, ...options }) });

describe('letters', () => {
  test('right-to-left writing is read in logical order, also where one sign stands for two letters', async () => {
    // As a page shows it, from left to right: meem, lam-alef, seen.
    expect(await textOf(withFont(show([1, 2, 3], 100, 700), ['م', 'لا', 'س'], { width: 600 }))).toBe('سلام');
  });

  test('text that a page gives beside its signs is read as it is given', async () => {
    const given = Buffer.from('سلام قلم', 'utf16le').swap16().toString('hex');
    expect(await textOf(withFont(`/Span << /ActualText <feff${given}> >> BDC ${show([1, 2, 3, 4], 100, 700)} EMC`, ['ﻢ', 'ﺎ', 'ﻠ', 'ﺳ'], { width: 600 }))).toBe('سلام قلم');
  });

  test('a sign that stands for words of two kinds of writing', async () => {
    expect(await textOf(withFont(show([1, 2, 3, 4], 100, 700), ['حبيبي h', 'a', 'b', '\u0003'], { width: 600 }))).toBe('hab حبيبي');
  });

  test('signs of several letters are these letters, and bullets of symbol fonts bullets', async () => {
    expect(await textOf(withFont(show([1, 2, 3, 4, 5, 6], 100, 700), ['ﬁ', 'n', 'e', ' ', '\uF0B7', '𝑎'], { width: 500 }))).toBe('fine •𝑎');
  });

  test('signs that only TeX’s fonts name are read by their places in these fonts', async () => {
    const font = (name: string, code: number) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding << /Type /Encoding /Differences [${code} /onlyheresign] >> /FirstChar ${code} /LastChar ${code} /Widths [600] >>`;
    const content = 'BT /F 12 Tf 72 700 Td (x ) Tj /S 12 Tf (6) Tj /F 12 Tf (= 0 ) Tj /E 12 Tf (X) Tj ET';
    expect(await textOf(onePage(content, { resources: '/Font << /F 5 0 R /S 6 0 R /E 7 0 R >>', more: [font('ABCDEF+CMSY10', 0x36), font('ABCDEF+CMEX10', 0x58)] }))).toBe('x ≠ 0 ∑');
  });

  test('an accent that is drawn on a letter is part of it, whatever is between the two', async () => {
    const signs = ['p', 'e', '´', 'o', 'n', 'ı', ' ', '˛', 'a', 's', '^'];
    // As TeX draws them: the accent, back to where it began, and the letter.
    const inOneObject = 'BT /M 12 Tf 1 0 0 1 100 700 Tm [<000100020003> 600 <00040005>] TJ ET';
    const raised = 'BT /M 12 Tf 1 0 0 1 100 660 Tm <0001> Tj 7.2 3 Td <0003> Tj 0 -3 Td <00060004> Tj ET';
    const behindTheWord = 'BT /M 12 Tf 1 0 0 1 100 620 Tm <0004000900050001> Tj ET BT /M 12 Tf 1 0 0 1 107.6 620.2 Tm <0008> Tj ET';
    const beside = 'BT /M 12 Tf 1 0 0 1 100 580 Tm <0009000b0002> Tj ET';
    const lines = (await textOf(withFont(`${inOneObject} ${raised} ${behindTheWord} ${beside}`, signs, { width: 600 }))).split('\n\n');
    expect(lines).toEqual(['peón', 'pío', 'oąnp', 'a^e']);
  });

  test('a mark that is drawn by itself over a letter parts no word', async () => {
    expect(await textOf(withFont(`${show([2, 1], 120, 700)} ${show([3], 122, 703)} ${show([4], 112.8, 700)}`, ['أ', 'و', '\u0651', 'ل'], { width: 600 }))).toBe('أو\u0651ل');
  });

  test('marks that are drawn over letters part no word, whichever of the two was drawn first', async () => {
    // The font goes on by the width of a letter behind each sign, so a mark has to go back by one and a half.
    const signs = ['م', 'ل', 'ق', '\u064E', '\u0651'];
    const line = (y: number, drawn: string) => `BT /M 12 Tf 1 0 0 1 100 ${y} Tm [${drawn}] TJ ET`;
    const behind = (mark: string) => `900 <${mark}> -300`;
    const before = (mark: string) => `-300 <${mark}> 900`;
    const bytes = withFont([line(700, `<00010002> ${behind('0004')} <0003> ${behind('0004')}`), line(660, `<0001> ${before('0004')} <0002> ${before('0004')} <0003>`)].join(' '), signs, { width: 600 });
    expect((await textOf(bytes)).split('\n\n')).toEqual(['قَلَم', 'قَلَم']);
  });

  test('columns of writing from right to left are read from the right, and so are cells', async () => {
    const signs = ['א', 'ב', 'ג', 'ד', ' '];
    const line = (sign: number, index: number) => Array.from({ length: 20 }, (_, at) => (at === 2 * index + 1 || at === 12 ? 5 : sign));
    const column = (x: number, sign: number) => Array.from({ length: 5 }, (_, index) => show(line(sign, index), x, 700 - 15 * index)).join(' ');
    const columns = await textOf(withFont(`${column(330, 1)} ${column(72, 2)}`, signs, { width: 600 }));
    expect([columns.indexOf('א'), columns.lastIndexOf('א') < columns.indexOf('ב'), columns.includes('\t')]).toEqual([0, true, false]);
    expect(await textOf(withFont(`${show([3, 3, 3, 3], 400, 500)} ${show([4, 4, 4, 4], 72, 500)}`, signs, { width: 600 }))).toBe('גגגג\tדדדד');
  });

  test.each(['asShown', 'asRead'] as const)('words and numbers of other writing in one from right to left, with brackets %s', async (kind) => {
    const texts = ['קרום התא (cell membrane) הוא חלק של התא (אחד) בלבד.', 'בשנת 1665 גילה רוברט את התא הראשון, 75% ממנו מים.', 'מלחמת העולם השנייה (1939-1945) ו-Python 3.12 מאז.'];
    const bidi = bidiFactory();
    const visual = (text: string) => {
      const levels = bidi.getEmbeddingLevels(text, 'rtl');
      if (kind === 'asShown') return bidi.getReorderedString(text, levels);
      return bidi.getReorderedIndices(text, levels).map((place) => text.charAt(place)).join('');
    };
    const signs = [...new Set(texts.join(''))];
    const drawn = texts.map((text, index) => show([...visual(text)].map((sign) => signs.indexOf(sign) + 1), 100, 700 - 40 * index));
    expect((await textOf(withFont(drawn.join(' '), signs, { width: 500 }))).split('\n\n')).toEqual(texts);
  });

  test('right-to-left writing that is drawn letter by letter as it is read, without spaces', async () => {
    const drawn = [1, 2, 3, 0, 4, 2, 5, 3].map((sign) => (sign === 0 ? '400' : `<${String(sign).padStart(4, '0')}> 1200`)).join(' ');
    expect(await textOf(withFont(`BT /M 12 Tf 1 0 0 1 500 700 Tm [${drawn}] TJ ET`, ['ق', 'ل', 'م', 'س', 'ا'], { width: 600 }))).toBe('قلم سلام');
  });

  test('a Latin “i” that a font has for the Ukrainian one is the Ukrainian one', async () => {
    const signs = ['л', 'i', 'с', ' ', 'X'];
    expect(await textOf(withFont(show([1, 2, 3, 4, 2, 4, 1, 2, 1, 4, 5, 2], 100, 700), signs, { width: 600 }))).toBe('ліс і ліл Xi');
  });

  test('text that is not to be seen, as under a scan, is read', async () => {
    expect(await textOf(onePage(`3 Tr ${words}`))).toBe('The cell membrane keeps what is inside apart.');
  });

  test('bold that is drawn as the same text twice is read once', async () => {
    const bytes = await makePdf((pdf) => {
      for (const shift of [0, 0.3]) for (const [index, word] of ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].entries()) at(pdf, 72 + 40 * index + shift, 72, word);
    });
    expect((await textOf(bytes)).split(/\s+/)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  });
});

test('vertical writing is read column by column, from right to left', async () => {
  const content = `${show([1, 2, 3], 300, 700)} ${show([4, 5, 6], 280, 700)}`;
  const [page] = await read(withFont(content, ['学', '習', 'と', '記', '憶', '力'], { width: 1000, encoding: 'Identity-V' }));
  expect(page?.text).toBe('学習と記憶力');
  const [, , left = 0, top = 0, width = 0, height = 0] = page?.boxes ?? [];
  // The first column: half of a sign to each side of 300 points, three signs down from 92.
  expect([left, width].map((value) => Math.round((value * 612) / 10_000))).toEqual([294, 12]);
  expect([top, height].map((value) => Math.round((value * 792) / 10_000))).toEqual([92, 36]);
});

describe('pages', () => {
  test('a page that is missing is said to be damaged, and the others are read', async () => {
    const page = (content: number) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R /Resources << /Font << /F 4 0 R >> >> >>`;
    const content = (text: string) => ({ entries: '', data: Buffer.from(`BT /F 12 Tf 72 400 Td (${text}) Tj ET`) });
    const bytes = rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R 9 0 R 6 0 R] /Count 3 >>', page(5), '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', content('Recall is remembering.'), page(7), content('Sleep helps it.')]);
    const pages = await read(bytes);
    expect(pages.map(({ text }) => text)).toEqual(['Recall is remembering.', '', 'Sleep helps it.']);
    expect(pages[1]?.warning).toMatch(/damaged/);
  });

  test('what lies outside of a page on its sides is no part of it', async () => {
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 72, 72, ['The cell membrane keeps what is inside apart.']);
      at(pdf, 700, 72, 'Notes of whoever drew it');
      at(pdf, -200, 100, 'and more of them');
    });
    expect(await textOf(bytes)).toBe('The cell membrane keeps what is inside apart.');
  });

  test('cells that are shown as one piece of text, with wide steps between them, are cells', async () => {
    const row = (y: number, cells: readonly string[]) => `BT /F 12 Tf 1 0 0 1 72 ${y} Tm [${cells.map((cell) => `(${cell})`).join(' -6000 ')}] TJ ET`;
    expect(await textOf(onePage([row(700, ['Positive', 'Praise']), row(684, ['Negative', 'Alarm'])].join(' ')))).toBe('Positive\tPraise\nNegative\tAlarm');
  });
});

describe('a parser that broke down', () => {
  test('is replaced, and the document goes on', async () => {
    const doc = await openPdf(onePage(words));
    const { pdfium } = doc.parser;
    await doc.recover();
    expect(doc.parser.pdfium).not.toBe(pdfium);
    expect(doc.parser.pdfium.FPDF_GetPageCount(doc.parser.document)).toBe(1);
    doc.close();
  });

  test('is not replaced without end', async () => {
    const doc = await openPdf(onePage(words));
    const breakdowns = async () => {
      for (let count = 0; count < 100; count += 1) await doc.recover();
    };
    await expect(breakdowns()).rejects.toMatchObject({ code: 'UNREADABLE' });
    doc.close();
  });
});
