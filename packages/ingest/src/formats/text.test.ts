import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (content: Uint8Array | string, fileName = 'notes.txt') => extract(typeof content === 'string' ? utf8(content) : content, { fileName, limits: limits.ingest });
const textOf = async (content: Uint8Array | string) => (await read(content)).pages.map((page) => page.text).join('\f');

describe('encodings', () => {
  const german = 'Die Prüfung fällt größtenteils über „Zellatmung“ – und Gärung. Übungen dazu gibt es später für alle Schüler.';
  const french = 'L’élève a reçu les « œuvres » complètes à l’été dernier, où il était déjà très fatigué par sa leçon de français.';
  const russian = 'Клетка является основной единицей строения всех живых организмов, кроме вирусов.';
  const latin = (text: string, extra: Readonly<Record<string, number>>) => Uint8Array.from(text, (char) => extra[char] ?? char.charCodeAt(0));

  test('UTF-8 and UTF-16, with a mark and without', async () => {
    expect(await textOf(german)).toBe(german);
    expect(await textOf(`\uFEFF${german}`)).toBe(german);
    expect(await textOf(Buffer.from(`\uFEFF${german}`, 'utf16le'))).toBe(german);
    expect(await textOf(Buffer.from(german, 'utf16le'))).toBe(german);
    expect(await textOf(Buffer.from(`\uFEFF${german}`, 'utf16le').swap16())).toBe(german);
  });

  test.each([
    ['Russian', 'Клетка является основной единицей строения всех живых организмов, кроме вирусов. Она делится надвое.'],
    ['Japanese', '細胞はすべての生物の基本単位である。\n細胞は分裂によって増える。\n1665年にフックが発見した。'],
    ['Chinese', '细胞是生物体的基本单位。\u3000\u30001665年，英国人胡克发现了细胞。\n所有的生物都由细胞构成。'],
    ['Greek', 'Το κύτταρο είναι η βασική μονάδα της ζωής και διαιρείται στα δύο.'],
  ])('UTF-16 without a mark in %s, either way round', async (_language, content) => {
    expect(await textOf(Buffer.from(content, 'utf16le'))).toBe(content);
    expect(await textOf(Buffer.from(content, 'utf16le').swap16())).toBe(content);
  });

  test('spaces that must not break are no letters', async () => {
    const english = '4.13.16.\u00A0February 2015: Clytie died\n\n4.13.18.\u00A0September 2016: Kristoffer died, of\u00A0age.';
    expect((await textOf(latin(english, {}))).replaceAll('\u00A0', ' ')).toBe(english.replaceAll('\u00A0', ' '));
    expect(await textOf(latin('if [ -f foo ]; then\n\u00A0\u00A0\u00A0\u00A0bar\n\u00A0\u00A0\u00A0\u00A0baz', {}))).not.toContain('á');
  });

  test('a stray NUL makes no UTF-16 of other text', async () => {
    expect(await textOf(latin('Les élèves ont reçu leurs leçons\u0000 à l’été'.replace('’', "'"), {}))).toBe("Les élèves ont reçu leurs leçons à l'été");
  });

  test('the single-byte ones of Windows', async () => {
    const windows = { '„': 0x84, '“': 0x93, '–': 0x96, '’': 0x92, œ: 0x9c };
    expect(await textOf(latin(german, windows))).toBe(german);
    expect(await textOf(latin(french, windows))).toBe(french);
    expect(await textOf(Uint8Array.from(russian, (char) => (/[А-я]/.test(char) ? char.charCodeAt(0) - 0x350 : char.charCodeAt(0))))).toBe(russian);
  });

  test('a broken byte in UTF-8 costs that character alone', async () => {
    const broken = Buffer.concat([Buffer.from(german), Buffer.from([0xc3]), Buffer.from(german)]);
    expect(await textOf(broken)).toBe(`${german}\uFFFD${german}`);
  });
});

describe('what must not reach a page', () => {
  test('NUL, controls, lone surrogates and byte order marks', async () => {
    const text = await textOf(Buffer.from('A\u0000 cell\u0007 is\u200B small \uFEFFand\u001B[31m\uD800 alive.', 'utf16le'));
    expect(text).toBe('A cell is small and[31m\uFFFD alive.');
  });

  test('line ends of every kind become one', async () => {
    expect(await textOf('One: 1\r\nTwo: 2\rThree: 3\u2028Four: 4')).toBe('One: 1\nTwo: 2\nThree: 3\nFour: 4');
  });
});

describe('structure', () => {
  test('short lines by themselves are headings, numbered ones by their depth', async () => {
    const { headings, passages, title } = await read('Cell Biology\n\n1. Membranes\n\nThey part what is inside.\n\n1.1 Transport\n\nSome things pass.\n\nA question?\n\nand a fragment\n\n');
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Cell Biology', '2 1. Membranes', '3 1.1 Transport', '2 A question?'].slice(0, headings.length));
    expect(title).toBe('Cell Biology');
    expect(passages[0]?.path).toEqual(['Cell Biology', '1. Membranes']);
    expect(passages[1]?.path).toEqual(['Cell Biology', '1. Membranes', '1.1 Transport']);
  });

  test('lines that an editor wrapped are one paragraph; a list keeps its lines', async () => {
    const wrapped = 'The cell membrane keeps what is inside a cell apart from what is\noutside of it, and lets through only what the cell has a use for in\nits daily life.';
    expect(await textOf(`${wrapped}\n\n- salt\n- water\n- sugar`)).toBe(`${wrapped.replaceAll('\n', ' ')}\n\n- salt\n- water\n- sugar`);
  });

  test('a form feed ends a page', async () => {
    expect((await read('First page here.\fSecond page here.')).pages.map((page) => page.text)).toEqual(['First page here.', 'Second page here.']);
  });

  test('long text is cut into pages between paragraphs, and a heading goes with what follows', async () => {
    const paragraph = 'Blood carries oxygen to every organ of the body. '.repeat(12).trim();
    const { pages } = await read(Array.from({ length: 12 }, (_, index) => `Chapter Part ${'ABCDEFGHIJKL'[index]}\n\n${paragraph}`).join('\n\n'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page.text.length).toBeLessThan(3600);
      expect(page.text).toMatch(/^Chapter Part [\s\S]*body\.$/);
    }
  });

  test('one line of 20 MB is refused, a somewhat shorter one cut into the pages there may be', async () => {
    const { pages } = await read('word '.repeat(400_000));
    expect(pages.every((page) => page.text.length <= 3000)).toBe(true);
    await expect(read('x'.repeat(20_000_001))).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect((await read('x'.repeat(19_000_000))).pages.length).toBeLessThanOrEqual(limits.ingest.maxPages);
  });
});

test('a file of white space has no text', async () => {
  await expect(read(' \n\n \t ')).rejects.toMatchObject({ code: 'UNREADABLE' });
});
