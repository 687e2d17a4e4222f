import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { linesAt, makePdf } from '../../test/pdfs.ts';
import { onePage } from '../../test/raw-pdfs.ts';
import { extract } from '../extract.ts';

const read = async (bytes: Uint8Array) => (await extract(bytes, { fileName: 'notes.pdf', limits: limits.ingest })).pages[0];

const sentences = ['Memory is the set of processes used to encode, store and retrieve information.', 'Encoding is the input of information into the memory system.', 'Retrieval gets information out of storage and back into awareness.'];

/** Draws with glyphs of a font that is in the file, by their numbers; what letters they are is told in a table beside it. */
const drawn = (draw: (pdf: Parameters<Parameters<typeof makePdf>[0]>[0]) => void) => makePdf(draw, { compress: false });
const fontFile = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp')), '..', 'fonts', 'NotoSansJP-Regular.otf');
const withoutTable = (pdf: Uint8Array) => Buffer.from(Buffer.from(pdf).toString('latin1').replaceAll('/ToUnicode', '/ToNothing'), 'latin1');

describe('fonts that do not say which letters their signs stand for', () => {
  test('a page in them is read from its picture', async () => {
    const told = await drawn((pdf) => linesAt(pdf.font(fontFile).fontSize(11), 72, 72, sentences));
    expect(await read(told)).toMatchObject({ text: sentences.join(' '), ocr: false });
    expect((await read(told))?.picture).toBeUndefined();
    expect(await read(withoutTable(told))).toMatchObject({ text: '', picture: true });
  });

  test('a line in one of them does not make a picture of a page', async () => {
    const both = await drawn((pdf) => {
      const below = linesAt(pdf, 72, 72, sentences);
      linesAt(pdf.font(fontFile), 72, below + 40, ['Figure of a brain']);
    });
    const page = await read(withoutTable(both));
    expect(page?.picture).toBeUndefined();
    expect(page?.text).toContain(sentences[0]);
  });

  test('where the numbers of the signs are the letters all the same, these are read', async () => {
    const page = await read(numbered(sentences));
    expect(page?.picture).toBeUndefined();
    expect(page?.text).toBe(sentences.join(' '));
  });

  test.each([
    ['OT1', ['The de\x0cnition of an e\x0ecient \x0cgure: a \x0celd is a set with two operations that satisfy nine axioms {', 'o\x0bers \\quoted" words | and more of them, in a \x0dow that su\x0eces.'], 'The definition of an efficient figure: a field is a set with two operations that satisfy nine axioms – offers “quoted” words — and more of them, in a flow that suffices.'],
    ['T1', ['Die Au\x1d\xf6sung eines Gef\xe4\xffes ist gr\xf6\xffer als die \xd6\x1bnung, und eine endliche Gr\xf6\xffe ist eine', 'Menge mit zwei Verkn\xfcpfungen, die neun Axiome erf\xfcllen. Das hei\xfft \x12E\x1ezienz\x10.'], 'Die Auflösung eines Gefäßes ist größer als die Öffnung, und eine endliche Größe ist eine Menge mit zwei Verknüpfungen, die neun Axiome erfüllen. Das heißt „Effizienz“.'],
    ['T2A', ['\xcf\xe0\xec\xff\xf2\xfc \xfd\xf2\xee \xf1\xef\xee\xf1\xee\xe1\xed\xee\xf1\xf2\xfc \xf1\xee\xf5\xf0\xe0\xed\xff\xf2\xfc \xe8\xed\xf4\xee\xf0\xec\xe0\xf6\xe8\xfe, \xe0 \xe7\xe0\xf2\xe5\xec', '\xe2\xee\xf1\xef\xf0\xee\xe8\xe7\xe2\xee\xe4\xe8\xf2\xfc \xe5\xbc \xe8 \xef\xf0\xe8\xec\xe5\xed\xff\xf2\xfc \xe4\xeb\xff \xf0\xe5\xf8\xe5\xed\xe8\xff \xed\xee\xe2\xfb\xf5 \xe7\xe0\xe4\xe0\xf7.'], 'Память это способность сохранять информацию, а затем воспроизводить её и применять для решения новых задач.'],
  ])('numbers of TeX’s encoding %s are read by it', async (_, lines, text) => {
    expect((await read(numbered(lines)))?.text).toBe(text);
  });
});

/** Lines in a font that gives its signs names of its own, as fonts made from pictures of letters do. */
function numbered(lines: readonly string[]): Uint8Array {
  const names = Array.from({ length: 256 }, (__, index) => `/g${index}`).join(' ');
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Drawn /Encoding << /Type /Encoding /Differences [0 ${names}] >> /FirstChar 0 /LastChar 255 /Widths [${'500 '.repeat(256)}] >>`;
  const content = lines.map((line, index) => `BT /D 9 Tf 36 ${700 - 12 * index} Td <${Buffer.from(line, 'latin1').toString('hex')}> Tj ET`).join('\n');
  return onePage(content, { resources: '/Font << /D 6 0 R >>', more: [font] });
}
