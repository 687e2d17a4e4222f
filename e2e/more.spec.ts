import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { biologyPdf } from './material.ts';
import { dropFile, expectAccessible, expectNoSidewaysScroll, signUp, watchFailures } from './student.ts';

test('a student has a document read, and chooses what is made of it', async ({ page }) => {
  test.setTimeout(150_000);
  const failures = watchFailures(page);
  await signUp(page);

  await test.step('nothing is made before it is asked for', async () => {
    await page.goto('/settings');
    await page.getByRole('checkbox', { name: 'Make cards and questions as soon as a document is read' }).uncheck();
    const study = page.locator('form').filter({ hasText: 'as soon as a document is read' });
    await study.getByRole('button', { name: 'Save' }).click();
    await expect(study.getByText('Saved')).toBeVisible();
    await page.goto('/today');
    await dropFile(page, 'Cell Biology.pdf', await biologyPdf(randomUUID()));
    await expect(page).toHaveURL(/\/courses\//);
    await page.getByRole('button', { name: 'Close uploads' }).click();
    await expect(page.getByRole('button', { name: 'Make cards and questions' })).toBeVisible({ timeout: 45_000 });
  });

  await test.step('what, how many and of which kinds, and what it takes', async () => {
    await page.getByRole('button', { name: 'Make cards and questions' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make more' });
    await expect(dialog.getByText('The built-in engine makes it, on your server. It costs nothing.')).toBeVisible();
    await expectAccessible(page, 'the request for more');
    await dialog.getByLabel('Cards', { exact: true }).selectOption('5');
    await dialog.getByLabel('Questions', { exact: true }).selectOption('0');
    await dialog.getByRole('checkbox', { name: 'Sentence with a gap' }).uncheck();
    await dialog.getByRole('button', { name: 'Make up to 5 cards' }).click();
    await expect(page.getByText(/^Made 5 cards of \d+ topics?\./)).toBeVisible({ timeout: 45_000 });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText(/^Made 5 cards/)).toBeHidden();
  });

  await test.step('and more beside it, on a phone', async () => {
    await page.getByRole('link', { name: 'Look through 5 drafts' }).click();
    await expect(page.getByText(/\d+ to decide/)).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Make more', exact: true }).filter({ visible: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Make more' });
    await dialog.getByLabel('Cards', { exact: true }).selectOption('0');
    await dialog.getByLabel('Questions', { exact: true }).selectOption('5');
    await expectNoSidewaysScroll(page, 'the request for more on a phone');
    await answerOnceDone(page);
    await dialog.getByRole('button', { name: 'Make up to 5 questions' }).click();
    await expect(page.getByText(/^Made 5 questions of \d+ topics?\./)).toBeVisible({ timeout: 45_000 });
    await expect(page.getByRole('button', { name: 'Accept all 10' }).filter({ visible: true })).toBeVisible();
  });
  expect(failures).toEqual([]);
});

/** Holds the answer to a request back until all is made, as where making is quicker than the answer's way. */
async function answerOnceDone(page: Page): Promise<void> {
  await page.route(/generation\.start/, async (route) => {
    const answer = await route.fetch();
    const courseId = /"courseId":"([^"]+)"/.exec(await answer.text())?.[1];
    const latest = `/api/trpc/generation.list?input=${encodeURIComponent(JSON.stringify({ courseId, limit: 1 }))}`;
    await expect.poll(async () => (await page.request.get(latest)).text(), { timeout: 45_000 }).toContain('"status":"ready"');
    await route.fulfill({ response: answer });
  });
}
