import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { at, makePdf } from '../../test/pdfs.ts';
import { flateImageBomb, jbig2ImageBomb } from '../../test/raw-pdfs.ts';
import { greyPage } from './page-picture.ts';

async function fileOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'studywright-page-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'document');
  await writeFile(path, bytes);
  return path;
}

it('shows text in the standard fonts, which are not in the file', async () => {
  const shades = async (words: string) => {
    const { data } = await greyPage(await fileOf(await makePdf((pdf) => at(pdf, 72, 72, words))), 1);
    return data.filter((shade) => shade < 128).length;
  };
  const [none, some, more] = [await shades(' '), await shades('A cell'), await shades('A cell is the smallest unit of life')];
  expect(none).toBe(0);
  expect(some).toBeGreaterThan(100);
  expect(more).toBeGreaterThan(2 * some);
});

it.each([flateImageBomb, jbig2ImageBomb])('unpacks no picture of 50,000 by 50,000 pixels: %o', async (make) => {
  const path = await fileOf(make());
  await expect(greyPage(path, 1)).rejects.toMatchObject({ code: 'TOO_LARGE', detail: expect.stringContaining('100 million pixels') });
});
