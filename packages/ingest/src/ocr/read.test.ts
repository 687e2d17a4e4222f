import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, limits } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { linesAt, makePdf } from '../../test/pdfs.ts';
import { askew, drawn, headersOf, opened, saved, savedTogether } from '../../test/pictures.ts';
import { extract } from '../extract.ts';
import { createReader } from '../reader.ts';
import type { DocumentReader } from '../reader.ts';
import { readWhole } from '../whole.ts';
import { turned } from './pixels.ts';
import type { Grey } from './pixels.ts';

// Each reads real pictures, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let folder = '';
let reader: DocumentReader;
let upright: Grey;
let line: Grey;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-pictures-'));
  reader = createReader({ languages: ['eng', 'deu'], pictures: 1 });
  upright = await drawn((pdf) => linesAt(pdf, 36, 36, cells), { size: [400, 120] });
  line = await drawn((pdf) => linesAt(pdf, 36, 36, [sentence]), { size: [320, 90] });
});
afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true, force: true });
});

const cells = [
  'The cell membrane keeps what is inside of a cell apart from what is out-',
  'side. Small molecules such as water and oxygen pass through it freely, but',
  'larger ones need a protein, and this is called facilitated diffusion.',
];
const sentence = 'Osmosis is the diffusion of water through a membrane.';
const paragraph = cells.join(' ').replace('out- side', 'outside');

let files = 0;
async function file(bytes: Uint8Array): Promise<string> {
  files += 1;
  const path = join(folder, String(files));
  await writeFile(path, bytes);
  return path;
}

const whole = async (bytes: Uint8Array): Promise<SourceDocument> => readWhole(await file(bytes), { fileName: 'scan', reader });

async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.detail}` : String(error);
  }
}

/** Where a word stands on a page as shown, in thousandths of it. */
function boxOf({ text, boxes = [] }: SourceDocument['pages'][number], word: string): { x: number; y: number } {
  const start = text.indexOf(word);
  for (let at = 0; at < boxes.length; at += 6) if (boxes[at] === start) return { x: boxes[at + 2] ?? 0, y: boxes[at + 3] ?? 0 };
  throw new Error(`${word} has no box`);
}

describe('reading pictures', () => {
  test('the text of a page, with its hyphens joined, its size and where its words stand', async () => {
    const [page, ...more] = (await whole(await saved(upright, '.png'))).pages;
    expect(more).toEqual([]);
    expect(page).toMatchObject({ text: paragraph, ocr: true, size: { width: upright.width, height: upright.height } });
    expect(page?.confidence).toBeGreaterThan(0.9);
    expect(page).not.toHaveProperty('turn');
    expect(page).not.toHaveProperty('warning');
  });

  test.each([90, 180, 270] as const)('turned by %i degrees, it says how to turn it back', async (by) => {
    const [page] = (await whole(await saved(turned(upright, by), '.png'))).pages;
    expect(page).toMatchObject({ text: paragraph, turn: 360 - by, size: { width: upright.width, height: upright.height } });
  });

  test.each([5, -8])('%i degrees askew, with words where they stand on the page as it is', async (degrees) => {
    const picture = askew(upright, degrees);
    const [page] = (await whole(await saved(picture, '.png'))).pages;
    expect(page?.text).toBe(paragraph);
    expect(page).toMatchObject({ size: { width: picture.width, height: picture.height } });
    if (!page) return;
    // The line falls to the right, or rises: its last word lies lower, or higher, than its first.
    const [first, last] = [boxOf(page, 'The'), boxOf(page, 'apart')];
    expect(Math.sign(last.y - first.y)).toBe(Math.sign(degrees));
  });

  test('two columns, one after the other', async () => {
    const left = ['Memory is the faculty by', 'which information is kept', 'over time. Encoding takes', 'it in, storage holds it, and', 'retrieval brings it back.', 'Attention decides what of', 'it is encoded at all.'];
    const right = ['Forgetting is not always a', 'failure. What is retrieved', 'seldom gives way to what', 'is retrieved often, and so', 'the useful stays at hand.', 'Sleep helps to make new', 'memories last.'];
    const picture = await drawn((pdf) => {
      linesAt(pdf, 36, 48, left);
      linesAt(pdf, 226, 48, right);
    });
    const text = (await whole(await saved(picture, '.png'))).pages.map((page) => page.text).join('\n');
    expect(text.replace(/\s+/g, ' ')).toBe(`${left.join(' ')} ${right.join(' ')}`);
  });

  test('a heading above its text', async () => {
    const picture = await drawn((pdf) => {
      pdf.fontSize(24);
      linesAt(pdf, 36, 40, ['The Cell Membrane']);
      pdf.fontSize(11);
      linesAt(pdf, 36, 96, cells);
    }, { size: [400, 170] });
    const { headings, title } = await whole(await saved(picture, '.png'));
    expect(headings).toMatchObject([{ text: 'The Cell Membrane', page: 1 }]);
    expect(title).toBe('The Cell Membrane');
  });

  test('in the language that it turns out to be in', async () => {
    const german = ['Die Zelle ist die kleinste lebende Einheit aller Organismen. Sie ist von', 'einer Hülle umgeben, die regelt, welche Stoffe hinein- und hinausgelangen.', 'Größere Lebewesen bestehen aus vielen Zellen für verschiedene Aufgaben.'];
    const { pages, language } = await whole(await saved(await drawn((pdf) => linesAt(pdf, 36, 48, german)), '.png'));
    expect(pages[0]?.text).toBe(german.join(' '));
    expect(language).toBe('de');
  });

  test.each(['.jpg', '.webp', '.tif'] as const)('as %s', async (as) => {
    expect((await whole(await saved(line, as))).pages.map(({ text }) => text)).toEqual([sentence]);
  });

  test('a photograph that says how it is shown', async () => {
    const lying = 6;
    const [page] = (await whole(await saved(turned(line, 270), '.jpg', lying))).pages;
    expect(page).toMatchObject({ text: sentence, size: { width: line.width, height: line.height } });
    expect(page).not.toHaveProperty('turn');
  });

  test('light letters on a dark page, under uneven light', async () => {
    const { data, width, height } = upright;
    const shaded = data.map((value, at) => 30 + (255 - value) * (0.45 + (0.4 * (at % width)) / width));
    expect((await whole(await saved({ data: shaded, width, height }, '.png'))).pages[0]?.text).toBe(paragraph);
  });

  test('a TIFF of several pages', async () => {
    const second = await drawn((pdf) => linesAt(pdf, 36, 36, ['Diffusion evens out what is dissolved.']), { size: [320, 90] });
    const { pages } = await whole(await savedTogether([line, second]));
    expect(pages.map(({ number, text }) => [number, text])).toEqual([[1, sentence], [2, 'Diffusion evens out what is dissolved.']]);
  });

  test('scanned pages of a PDF, beside pages of text', async () => {
    const scan = Buffer.from(await saved(line, '.jpg'));
    const written = 'Diffusion goes from where there is much of a substance to where there is little.';
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 36, 36, [written]);
      pdf.addPage({ size: [320, 90], margin: 0 }).image(scan, 0, 0, { width: 320 });
    }, { size: [460, 260], margin: 36 });
    const { pages } = await whole(bytes);
    expect(pages.map(({ text, ocr }) => ({ text, ocr }))).toEqual([{ text: written, ocr: false }, { text: sentence, ocr: true }]);
  });

  test('says when there is nothing to be read', async () => {
    const path = await file(await saved({ data: new Uint8Array(400 * 300).fill(255), width: 400, height: 300 }, '.png'));
    const { page } = await reader.recognize(path, 1, { fileName: 'scan' });
    expect(page).toMatchObject({ text: '', ocr: true, warning: expect.stringMatching(/^Nothing could be read on this page\./) });
    expect(await failure(readWhole(path, { fileName: 'scan', reader }))).toMatch(/^UNREADABLE: /);
  });

  test('takes dust off a page, and makes no words of it', async () => {
    const dusty = (picture: Grey, share: number): Grey => {
      let seed = 1;
      const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
      return { ...picture, data: picture.data.map((value) => (random() < share ? 0 : value)) };
    };
    expect((await whole(await saved(dusty(upright, 0.03), '.png'))).pages[0]?.text).toBe(paragraph);
    const specks = dusty({ data: new Uint8Array(120 * 90).fill(255), width: 120, height: 90 }, 0.08);
    const { page } = await reader.recognize(await file(await saved(specks, '.png')), 1, { fileName: 'scan' });
    expect(page).toMatchObject({ text: '', warning: expect.stringMatching(/^Nothing could be read/) });
  });

  test('warns of what it is not sure of', async () => {
    const coarse = await drawn((pdf) => linesAt(pdf, 36, 36, cells), { size: [400, 120], dpi: 45 });
    const { page } = await reader.recognize(await file(await saved(coarse, '.png')), 1, { fileName: 'scan' });
    expect(page.text).not.toBe('');
    expect(page.warning).toMatch(/^Read with little confidence \(\d\d %\)\. Compare with the picture\.$/);
  });

  test.each(Object.entries({ ...headersOf(50_000), WebP: headersOf(16_384).WebP }))('a %s picture of too many pixels is refused by what it says in front', async (name, bytes) => {
    const detail = await failure(extract(bytes, { fileName: 'scan', limits: limits.ingest }));
    expect(detail).toMatch(/^TOO_LARGE: This picture has [\d,]+ × [\d,]+ pixels; 100 million is the most\. /);
    expect(detail).toContain(name === 'WebP' ? '16,384 × 16,384' : '50,000 × 50,000');
  });

  test.each(['.jpg', '.png', '.webp'] as const)('a %s that is cut off is refused', async (as) => {
    const bytes = await saved(line, as);
    expect(await failure(extract(bytes.subarray(0, Math.floor(bytes.length / 2)), { fileName: 'scan', limits: limits.ingest }))).toMatch(/^UNREADABLE: This \w+ picture is cut off before its end\. Get it again/);
  });

  test('a picture that is damaged within is refused, and the next one read', async () => {
    const bytes = await saved(line, '.png');
    const middle = Math.floor(bytes.length / 2);
    expect(await failure(reader.recognize(await file(bytes.map((value, at) => (Math.abs(at - middle) < 50 ? 0 : value))), 1, { fileName: 'scan' }))).toMatch(/^UNREADABLE: This picture is damaged or cut off\./);
    expect((await reader.recognize(await file(bytes), 1, { fileName: 'scan' })).page.text).toBe(sentence);
  });
});

describe('drawing pages', () => {
  const inkOf = ({ data, width, height }: Grey, half: 'left' | 'right') => {
    let dark = 0;
    for (let at = 0; at < width * height; at += 1) if ((data[at] ?? 255) < 128 && at % width < width / 2 === (half === 'left')) dark += 1;
    return dark;
  };
  const marked = (draw: (text: (text: string) => void) => void) => makePdf((pdf) => draw((text) => linesAt(pdf, 36, 48, [text])), { size: [420, 260], margin: 36 });

  test('a page of a PDF as WebP, as wide as asked for', async () => {
    const path = await file(await marked((text) => text('Left')));
    const picture = await opened(await reader.render(path, 1, { fileName: 'a.pdf', width: 840, turn: 0 }));
    expect(picture).toMatchObject({ width: 840, height: 520, format: expect.stringContaining('webp') });
    expect(inkOf(picture, 'left')).toBeGreaterThan(50);
    expect(inkOf(picture, 'right')).toBe(0);
  });

  test('turned, and no wider than 2,400 pixels', async () => {
    const path = await file(await marked((text) => text('Left')));
    const lying = await opened(await reader.render(path, 1, { fileName: 'a.pdf', width: 520, turn: 90 }));
    expect([lying.width, lying.height]).toEqual([520, 840]);
    const around = await opened(await reader.render(path, 1, { fileName: 'a.pdf', width: 840, turn: 180 }));
    expect([inkOf(around, 'left'), inkOf(around, 'right') > 50]).toEqual([0, true]);
    expect((await opened(await reader.render(path, 1, { fileName: 'a.pdf', width: 100_000, turn: 0 }))).width).toBe(2_400);
  });

  test.each(['.png', '.jpg', '.webp', '.tif'] as const)('a %s picture', async (as) => {
    const picture = await opened(await reader.render(await file(await saved(upright, as)), 1, { fileName: 'a', width: 500, turn: 0 }));
    expect(picture).toMatchObject({ width: 500, format: expect.stringContaining('webp') });
    expect(inkOf(picture, 'left')).toBeGreaterThan(500);
  });

  test('letters of fonts that are not in the file', async () => {
    // The fonts of the PDF standard never are.
    const path = await file(await marked((text) => text('WWWWWWWW')));
    expect(inkOf(await opened(await reader.render(path, 1, { fileName: 'a.pdf', width: 840, turn: 0 })), 'left')).toBeGreaterThan(300);
  });

  test('a file that is no document has no picture', async () => {
    expect(await failure(reader.render(await file(Buffer.from('text')), 1, { fileName: 'a', width: 500, turn: 0 }))).toMatch(/^UNSUPPORTED: /);
    expect(await failure(reader.render(await file(Buffer.from('%PDF-1.7 and nothing more')), 1, { fileName: 'a', width: 500, turn: 0 }))).toMatch(/^UNREADABLE: This PDF is damaged/);
  });
});

test('a language without its model is named, with what to install', () => {
  expect(() => createReader({ languages: ['eng', 'xho'], pictures: 1 })).toThrow('Install it with: pnpm --filter @studywright/ingest add @tesseract.js-data/xho');
});
