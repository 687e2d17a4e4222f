import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures.ts';
import { figureCaption, figurePdf } from './material.ts';
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
