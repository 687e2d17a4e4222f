import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures.ts';
import { figureCaption, figurePdf, figurePptx } from './material.ts';
import { acceptAll, dropFile, expectAccessible, expectNoSidewaysScroll, signUp, watchFailures } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a figure is looked at as a draft, asked in a review, shown large, and answered by its caption', async ({ page }) => {
  test.setTimeout(120_000);
  const failures = watchFailures(page);
  await signUp(page);
  await dropFile(page, 'The animal cell.pdf', await figurePdf(randomUUID()));
  await expect(page).toHaveURL(/\/courses\//);
  await page.getByRole('link', { name: /^Look through \d+ drafts?$/ }).click({ timeout: 45_000 });
  const figure = page.getByRole('img', { name: 'Figure on page 1' });
  await expect(figure).toBeVisible();
  await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  await expect(page.getByText('What does this figure show?')).toBeVisible();
  await expectAccessible(page, 'a draft with a figure');
  await acceptAll(page);

  await page.goto('/review');
  const asked = page.getByRole('heading', { level: 2, name: 'What does this figure show?' });
  await expect(async () => {
    if (await asked.isVisible()) return;
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect(asked).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 30_000, intervals: [50] });
  await expect(figure).toBeVisible();
  await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  // What is asked is not told by the picture's name.
  await expect(page.getByText(figureCaption)).toHaveCount(0);
  await expectAccessible(page, 'a figure that is asked');

  await page.getByRole('button', { name: /Figure on page 1/ }).focus();
  await page.keyboard.press('Enter');
  const large = page.getByRole('dialog', { name: 'Figure on page 1' });
  await expect(large.getByRole('img')).toBeVisible();
  await expectAccessible(page, 'a figure shown large');
  // Keys of the review are not for what lies on top.
  await page.keyboard.press('4');
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(asked).toBeVisible();

  await page.getByRole('button', { name: 'Show answer' }).click();
  await expect(page.getByText(figureCaption).first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, 'a figure with its answer');
  await expect(figure).toBeVisible();
  expect(failures).toEqual([]);
});

test('a picture on a slide is looked at as a draft, and answered by the title of its slide', async ({ page }) => {
  test.setTimeout(120_000);
  const failures = watchFailures(page);
  await signUp(page);
  const title = 'Parts of an animal cell';
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 420];
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('Nothing can be drawn here.');
    pen.fillStyle = '#f3e2c7';
    pen.fillRect(0, 0, 640, 420);
    pen.fillStyle = '#7d9cc9';
    pen.fillRect(240, 150, 160, 120);
    return canvas.toDataURL('image/png');
  });
  const bytes = figurePptx(randomUUID(), title, Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
  await dropFile(page, 'Cells.pptx', bytes, 'application/vnd.openxmlformats-officedocument.presentationml.presentation');
  await expect(page).toHaveURL(/\/courses\//);
  await page.getByRole('link', { name: /^Look through \d+ drafts?$/ }).click({ timeout: 45_000 });
  const figure = page.getByRole('img', { name: 'Figure on slide 1' });
  await expect(page.getByText('What does this figure show?')).toBeVisible();
  await expect(figure).toBeVisible();
  await expect(page.getByText(title).filter({ visible: true }).first()).toBeVisible();
  await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  await expectAccessible(page, 'a draft with a picture of a slide');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, 'a draft with a picture of a slide');
  expect(failures).toEqual([]);
});
