import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll, leaveOutOtherKinds, signUp, watchFailures, withMaterial } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the whole way fits a phone', async ({ page }) => {
  test.setTimeout(150_000);
  const failures = watchFailures(page);
  const check = async (where: string) => {
    await expectNoSidewaysScroll(page, where);
    await expectAccessible(page, `${where} on a phone`);
  };
  await signUp(page);
  await check('the empty home');
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await withMaterialByTab(page);
  await check('a course');

  await page.getByRole('link', { name: /^Review \d+ cards/ }).tap();
  await expect(page).toHaveURL(/\/review/);
  await check('a question');
  await page.getByRole('button', { name: 'Show answer' }).tap();
  await expect(page.getByRole('region', { name: 'Source' })).toBeVisible();
  await check('an answer');
  const first = await page.getByRole('heading', { level: 2 }).first().innerText();
  await page.getByRole('button', { name: /^Easy/ }).filter({ visible: true }).tap();
  await expect(page.getByRole('heading', { level: 2 }).first()).not.toHaveText(first);
  await page.getByRole('button', { name: 'Undo the last rating' }).tap();
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(first);
  await page.getByRole('link', { name: 'End' }).tap();

  await page.getByRole('button', { name: 'Take a quiz' }).tap();
  await leaveOutOtherKinds(page);
  await page.getByRole('button', { name: 'Start' }).tap();
  await expect(page.getByText(/^Question 1 of \d+/)).toBeVisible();
  await page.getByRole('radio').first().check();
  await check('a quiz');
  await page.getByRole('button', { name: 'All questions' }).tap();
  await expect(page.getByRole('dialog', { name: 'All questions' }).getByRole('button', { name: 'Question 1, answered' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('button', { name: 'Hand in' }).first().tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).tap();
  await expect(page).toHaveURL(/\/result$/);
  await check('a result');
  expect(failures).toEqual([]);
});

/** On a phone the documents of a course are behind a tab. */
async function withMaterialByTab(page: Parameters<typeof withMaterial>[0]): Promise<void> {
  await withMaterial(page, async () => {
    await page.getByRole('tab', { name: 'Documents' }).click();
  });
}
