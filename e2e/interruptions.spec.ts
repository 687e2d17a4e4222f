import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures.ts';
import { biologyPdf } from './material.ts';
import { dropFile, signUp, withMaterial } from './student.ts';

test('an upload that is cut off goes on by itself', async ({ page, addresses }) => {
  await signUp(page);
  let cut = 0;
  await page.route(`${addresses.api}/uploads/**`, (route) => {
    if (cut >= 2 || route.request().method() !== 'PATCH') return route.continue();
    cut += 1;
    return route.abort('connectionreset');
  });
  await dropFile(page, 'Cell Biology.pdf', await biologyPdf(randomUUID()));
  await expect(page.getByRole('link', { name: 'Added. Open it' })).toBeVisible({ timeout: 30_000 });
  expect(cut).toBe(2);
});

test('a file that cannot be read says why, and is not sent', async ({ page }) => {
  await signUp(page);
  await dropFile(page, 'song.mp3', Buffer.from('no'), 'audio/mpeg');
  await expect(page.getByText(/This kind of file cannot be read/)).toBeVisible();
  await expect(page).toHaveURL(/\/today$/);
  await dropFile(page, 'empty.txt', Buffer.alloc(0), 'text/plain');
  await expect(page.getByText(/This file is empty/)).toBeVisible();
});

test('ratings without a connection are kept and sent later, each once', async ({ page, context }) => {
  test.setTimeout(120_000);
  await signUp(page);
  await withMaterial(page);
  await page.getByRole('link', { name: /^Review \d+ cards/ }).click();
  await expect(page).toHaveURL(/\/review/);
  await page.keyboard.press('Space');
  await expect(page.getByText('Space rates Good.')).toBeVisible();
  await context.setOffline(true);
  await page.keyboard.press('4');
  await expect(page.getByText('Say your answer first, then look.')).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('4');
  await expect(page.getByText('Your answers are safe on this device.')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('studywright.rating/')).length)).toBe(2);
  await context.setOffline(false);
  await expect(page.getByText('Your answers are safe on this device.')).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('studywright.rating/')).length)).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'cards', exact: true }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption('review');
  await expect(page.getByText('2 cards match.')).toBeVisible();
});

test('a rating that dies with its tab is sent by the next one', async ({ page, context }) => {
  test.setTimeout(120_000);
  await signUp(page);
  await withMaterial(page);
  await page.getByRole('link', { name: /^Review \d+ cards/ }).click();
  await expect(page).toHaveURL(/\/review/);
  const question = await page.getByRole('heading', { level: 2 }).first().innerText();
  const address = page.url();
  await page.keyboard.press('Space');
  await context.setOffline(true);
  await page.keyboard.press('4');
  await expect(page.getByText('Your answers are safe on this device.')).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto(address);
  await expect(next.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expect(next.getByRole('heading', { level: 2 }).first()).not.toHaveText(question);
  await expect.poll(() => next.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('studywright.rating/')).length)).toBe(0);
});
