import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { biologyPdf, type Place, scannedPdf } from './material.ts';
import { dropFile, dropFiles, expectAccessible, expectNoSidewaysScroll, signUp, watchFailures } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What came of a document that is done. */
const outcome = /\d+ topics?, [1-9]\d* drafts?/;

/** What is marked on the picture now: its words, and where it stands on the page. */
async function marked(page: Page): Promise<{ words: string; place: Place }> {
  return page.getByRole('article').evaluate((article) => {
    const box = article.querySelector('img')?.getBoundingClientRect() ?? new DOMRect();
    const boxes = [...article.querySelectorAll('[data-highlight="active"]')].map((each) => each.getBoundingClientRect());
    const left = Math.min(...boxes.map((each) => each.left));
    const top = Math.min(...boxes.map((each) => each.top));
    const inside = [...article.querySelectorAll<HTMLElement>('[data-marks]')].filter((word) => {
      const { left: x, top: y, width, height } = word.getBoundingClientRect();
      return boxes.some((each) => x + width / 2 >= each.left && x + width / 2 <= each.right && y + height / 2 >= each.top && y + height / 2 <= each.bottom);
    });
    return {
      words: inside.map((word) => word.textContent.trim()).join(' '),
      place: {
        x: (left - box.left) / box.width,
        y: (top - box.top) / box.height,
        width: (Math.max(...boxes.map((each) => each.right)) - left) / box.width,
        height: (Math.max(...boxes.map((each) => each.bottom)) - top) / box.height,
      },
    };
  });
}

test('a scan is read, and what is cited is marked where it stands on the page', async ({ page, context }) => {
  test.setTimeout(120_000);
  const failures = watchFailures(page);
  const scan = await scannedPdf(context, randomUUID());
  await signUp(page);
  await dropFile(page, 'Cells, scanned.pdf', scan.pdf);
  await page.getByRole('link', { name: 'Added. Open it' }).click();
  await expect(page.getByRole('status').filter({ hasText: outcome })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'Read pictures' })).toContainText('done');
  await expect(page.getByText(/^Read from a picture, \d+% sure$/)).toBeVisible();

  await test.step('on the picture', async () => {
    const paper = page.getByRole('article', { name: 'Page 1 of 1' });
    await expect.poll(() => paper.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
    await expect(paper.locator('[data-highlight="active"]').first()).toBeVisible();
    const { words, place } = await marked(page);
    const cited = scan.sentences.find(({ text }) => text === words);
    expect(cited, `“${words}” is a sentence of the page`).toBeDefined();
    // Within half a line of where it was written.
    expect(Math.abs(place.x - (cited?.place.x ?? 1))).toBeLessThan(0.015);
    expect(Math.abs(place.y - (cited?.place.y ?? 1))).toBeLessThan(0.012);
    expect(Math.abs(place.width - (cited?.place.width ?? 1))).toBeLessThan(0.03);
    expect(Math.abs(place.height - (cited?.place.height ?? 1))).toBeLessThan(0.024);
    await expectAccessible(page, 'a page as a picture');
  });

  await test.step('an item further on marks another place', async () => {
    const { words } = await marked(page);
    // Several items may rest on one sentence.
    await expect(async () => {
      await page.keyboard.press('j');
      expect((await marked(page)).words).not.toBe(words);
    }).toPass({ timeout: 10_000 });
  });

  await test.step('larger, and back to the width', async () => {
    const width = () => page.locator('.picture-paper').evaluate((sheet) => sheet.getBoundingClientRect().width);
    const fitting = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeCloseTo(fitting * 1.25, 0);
    await expectNoSidewaysScroll(page, 'an enlarged page');
    await page.keyboard.press('0');
    await expect.poll(width).toBeCloseTo(fitting, 0);
  });

  await test.step('as text, and so from now on', async () => {
    const { words } = await marked(page);
    await page.keyboard.press('t');
    await expect(page.locator('mark[data-active]')).toHaveText(words);
    await expect(page.getByRole('article').locator('img')).toHaveCount(0);
    await page.reload();
    await expect(page.locator('mark[data-active]').first()).toBeVisible();
    await expect(page.getByRole('article').locator('img')).toHaveCount(0);
    await page.keyboard.press('t');
    await expect(page.locator('[data-highlight="active"]').first()).toBeVisible();
  });

  expect(failures).toEqual([]);
});

test('of several files one is refused by name, and a protected one is opened with its password', async ({ page }) => {
  test.setTimeout(120_000);
  const failures = watchFailures(page);
  const edition = randomUUID();
  await signUp(page);

  await test.step('drop three', async () => {
    await dropFiles(page, [
      { name: 'Cell Biology.pdf', bytes: await biologyPdf(edition, 'mitochondrion') },
      { name: 'lecture.mp4', bytes: Buffer.from('no document'), type: 'video/mp4' },
      { name: 'Notes.md', bytes: Buffer.from(`# Enzymes\n\nAn enzyme is a protein that speeds up a reaction.\n\nEdition ${edition}`), type: 'text/markdown' },
    ]);
    await expect(page).toHaveURL(/\/courses\//);
    const tray = page.getByRole('region', { name: 'Uploads' });
    await expect(tray.getByRole('listitem').filter({ hasText: 'lecture.mp4' })).toContainText('This kind of file cannot be read. Save it as PDF');
    await expect(tray.getByRole('link', { name: 'Added. Open it' })).toHaveCount(2, { timeout: 30_000 });
    await expect(tray.getByRole('listitem').filter({ hasText: /\.(pdf|md)/ }).getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Close uploads' }).click();
  });

  await test.step('the protected one waits', async () => {
    const row = page.getByRole('link', { name: /^Cell Biology/ }).filter({ visible: true, hasText: 'Waits for its password' });
    await expect(row).toBeVisible({ timeout: 30_000 });
    await row.click();
    await expect(page.getByText('It is used once to open the document and not kept.')).toBeVisible();
    await expectAccessible(page, 'a protected document');
  });

  await test.step('a wrong password, then the right one', async () => {
    const field = page.getByLabel('Password of the document');
    await field.fill('chloroplast');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'password' })).toHaveText(/does not open/);
    await expect(field).toHaveAttribute('type', 'password');
    await page.getByRole('button', { name: 'Show the password' }).click();
    await expect(field).toHaveAttribute('type', 'text');
    await field.fill('mitochondrion');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: outcome })).toBeVisible({ timeout: 45_000 });
    await expect(field).toHaveCount(0);
    await expect(page.locator('[data-highlight="active"]').first()).toBeVisible();
  });

  expect(failures).toEqual([]);
});
