import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { signUp, withMaterial } from './student.ts';

/** Thousand bytes of JavaScript, gzipped, that the first visit of a page brings before anything is done there. */
const most = 180;

async function scriptsOf(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

test('home and review bring little code', async ({ page, context }) => {
  await signUp(page);
  await withMaterial(page);
  const storageState = await context.storageState();
  const browser = context.browser();
  if (!browser) throw new Error('This journey needs a browser of its own.');
  for (const path of ['/today', '/review']) {
    // Nothing is cached there: a first visit.
    const fresh = await browser.newContext({ storageState, baseURL: new URL(page.url()).origin });
    const weight = await scriptsOf(await fresh.newPage(), path);
    await fresh.close();
    console.log(`${path}: ${weight.toFixed(1)} kB of JavaScript, gzipped`);
    expect(weight, `${path} brings too much`).toBeLessThan(most);
    expect(weight, `${path} was not measured`).toBeGreaterThan(50);
  }
});
