import { limits } from '@studywright/core';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';

const read = (source: string | Buffer) => extract(typeof source === 'string' ? Buffer.from(source, 'latin1') : source, { fileName: 'notes.txt', limits: limits.ingest });
const textOf = async (source: string | Buffer) => (await read(source)).pages.map((page) => page.text).join('\f');
const rtf = (body: string) => `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset2 Symbol;}{\\f2\\fcharset128 MS Mincho;}{\\f3\\fcharset178 Arial;}}${body}}`;
const hex = (bytes: Buffer) => [...bytes].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');

describe('structure', () => {
  test('paragraphs, headings by style and by outline, lists, the title', async () => {
    const { headings, pages, title, pageKind } = await read(
      rtf(
        '{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s2\\sbasedon1 Own;}{\\s3 \\\'dcberschrift 2;}}{\\info{\\title Cell notes}{\\author Somebody}}' +
          '\\pard\\s1 Cells\\par\\pard A {\\b cell} is\\line small.\\par\\pard\\s2 Parts\\par\\pard\\s3 Core\\par\\pard\\outlinelevel2 Deep\\par\\pard{\\listtext\\f1 \\\'b7\\tab}One\\par{\\pntext 2.\\tab}Two\\par 3.\\tab Three\\par \\endash\\tab Four\\par',
      ),
    );
    expect(title).toBe('Cell notes');
    expect(pageKind).toBe('section');
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Cells', '1 Parts', '2 Core', '3 Deep']);
    expect(pages[0]?.text).toBe('Cells\n\nA cell is\nsmall.\n\nParts\n\nCore\n\nDeep\n\n• One\n\n2. Two\n\n3. Three\n\n• Four');
  });

  test('tables row by row, notes after what they belong to', async () => {
    expect(await textOf(rtf('\\trowd\\intbl Kind\\cell Use\\cell\\row\\trowd\\intbl A\\par B\\cell one{\\chftn{\\*\\footnote\\pard\\chftn  A note.}}\\cell\\row\\pard After.\\par'))).toBe('Kind\tUse\nA B\tone[1]\n\n[1] A note.\n\nAfter.');
  });

  test('hidden and deleted text, pictures, headers and instructions are left out; text boxes and what fields show are not', async () => {
    expect(
      await textOf(
        rtf('{\\header Page 1}Seen{\\v  hidden}{\\deleted  gone}{\\pict\\wmetafile8\\bin3 }}}}{\\*\\unknown no}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt  link}} H{\\sub 2}O.\\par{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt Box\\par}}{\\shprslt no}}'),
      ),
    ).toBe('Seen link H₂O.\n\nBox');
  });
});

describe('characters', () => {
  test('Unicode with what stands in for it, in pairs, as signs and as numbers of signs', async () => {
    expect(await textOf(rtf('\\u1047?\\u1085\\\'d7 \\uc2\\u12486\\\'83e\\uc0\\u-10187\\u-9138 \\uc1\\u8212-\\emdash\\~{\\f1 a \\u-3913?}'))).toBe('Зн テ\u{1d44e}—— α •');
  });

  const codePages: readonly [number, string][] = [
    [932, 'タイトルは能力表示'],
    [936, '细胞是生命的单位'],
    [949, '세포는 생명의 단위'],
    [950, '細胞是生命的單位'],
    [1250, 'Příliš žluťoučký kůň'],
    [1251, 'Клетка живёт'],
    [1252, 'Größe „Übung“'],
    [1253, 'Το κύτταρο'],
    [1254, 'Hücre ışık'],
    [1255, 'התא הוא יחידה'],
    [1256, 'الخلية هي وحدة'],
    [1257, 'Ląstelė ė'],
    [1258, 'Tê bào'],
    [437, 'Größe'],
  ];
  test.each(codePages)('code page %i', async (page, text) => {
    expect(await textOf(`{\\rtf1\\ansi\\ansicpg${page} ${hex(iconv.encode(text, `cp${page}`))}\\par}`)).toBe(text);
  });

  test('the second byte of a character may be written as a letter; a font has its own set; what is raised by hand', async () => {
    expect(await textOf(rtf('{\\f2 \\\'83\\\'5e\\\'83C}{\\rtlch\\af3 \\\'c7\\\'e1 \\ltrch\\f0 \\\'e9}'))).toBe('タイال é');
  });
});

describe('harmful files', () => {
  test('groups in groups', async () => {
    await expect(read(`{\\rtf1 ${'{'.repeat(1_000_000)}`)).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('cut off, with lengths that lie, with closings that open nothing', async () => {
    expect(await textOf('{\\rtf1 Some text \\bin99999999999 {\\b more')).toBe('Some text');
    expect(await textOf('{\\rtf1 Some text}}}}} and more')).toBe('Some text and more');
  });
});
