import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dropFile, expectAccessible, expectNoSidewaysScroll, signUp, watchFailures } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const cell = 'A cell is the smallest unit of life that can copy itself.';
const membrane = 'The cell membrane is a thin double layer of lipids that separates the inside of the cell from its surroundings.';
const cytoplasm = 'The cytoplasm is the fluid that fills the cell and carries its organelles.';
const nucleus = 'The nucleus is the organelle that holds the chromosomes of the cell.';
const ribosome = 'A ribosome is a small particle that builds proteins from amino acids.';
const text = (...paragraphs: string[]) => Buffer.from(['# Cells and their parts', ...paragraphs].join('\n\n'));

/** Beside the topics, where the documents of a course are listed. */
function margin(page: Page) {
  return page.getByRole('complementary', { name: 'Documents, notes and quizzes' });
}

/** Titles of the course's documents, in the order in which they are shown. */
function titles(page: Page) {
  return margin(page).getByRole('listitem').getByRole('link').locator('.font-medium');
}

test('documents are put in order and tagged, and one is replaced by a revised version', async ({ page }) => {
  test.setTimeout(120_000);
  const failures = watchFailures(page);
  const edition = randomUUID();

  await test.step('bring two documents', async () => {
    await signUp(page);
    await dropFile(page, 'Cells.md', text(cell, cytoplasm, nucleus, `Edition ${edition}`, membrane), 'text/markdown');
    await expect(page).toHaveURL(/\/courses\//);
    await dropFile(page, 'Proteins.md', Buffer.from(`# Proteins\n\n${ribosome}\n\nEdition ${edition}`), 'text/markdown');
    await expect(titles(page)).toHaveText(['Cells', 'Proteins']);
    await expect(page.getByText(/^\d+ drafts?$/).filter({ visible: true })).toHaveCount(2, { timeout: 45_000 });
    await page.getByRole('button', { name: 'Close uploads' }).click();
  });

  await test.step('order them by key, by menu, and take it back', async () => {
    const first = margin(page).getByRole('link', { name: /^Cells/ });
    await first.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(titles(page)).toHaveText(['Proteins', 'Cells']);
    await expect(first).toBeFocused();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(titles(page)).toHaveText(['Cells', 'Proteins']);
    await margin(page).getByRole('button', { name: 'More for Proteins' }).click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    await expect(titles(page)).toHaveText(['Proteins', 'Cells']);
    // The server has it by then.
    await expect(page.getByText('Moved: Proteins')).toBeVisible();
    await page.reload();
    await expect(titles(page)).toHaveText(['Proteins', 'Cells']);
    const handle = margin(page).getByRole('button', { name: /^Move Cells/ });
    const target = await margin(page).getByRole('link', { name: /^Proteins/ }).boundingBox();
    await first.hover();
    await handle.hover();
    await page.mouse.down();
    await page.mouse.move(target?.x ?? 0, (target?.y ?? 0) + 2, { steps: 4 });
    await page.mouse.up();
    await expect(titles(page)).toHaveText(['Cells', 'Proteins']);
  });

  await test.step('tag one and show what has the tag', async () => {
    await margin(page).getByRole('button', { name: 'More for Cells' }).click();
    await page.getByRole('menuitem', { name: 'Tags…' }).click();
    await page.getByLabel('Add a tag').fill('week 3');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'week 3', pressed: false }).filter({ visible: true }).click();
    await expect(titles(page)).toHaveText(['Cells']);
    await expectAccessible(page, 'the documents of a course');
    await page.getByRole('button', { name: 'week 3', pressed: true }).filter({ visible: true }).click();
  });

  await test.step('replace a document', async () => {
    await margin(page).getByRole('link', { name: /^Cells/ }).click();
    await expect(page).toHaveURL(/\/documents\//);
    await expect(page.getByRole('article')).toContainText(membrane);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'More for Cells' }).first().click();
    await page.getByRole('menuitem', { name: 'Replace with a new version…' }).click();
    await (await chooser).setFiles({ name: 'Cells 2.md', mimeType: 'text/markdown', buffer: text(cell.replace('that can copy itself', 'that can copy itself alone'), nucleus, ribosome, `Edition ${edition}`) });
    await expect(page.getByText(/items? rests? on text that changed/)).toBeVisible({ timeout: 45_000 });
    await expect(page.getByRole('article')).toContainText('copy itself alone');
    await expect(page.getByRole('article')).not.toContainText(membrane);
  });

  await test.step('compare and decide', async () => {
    await page.getByRole('link', { name: 'Compare' }).click();
    await expect(page).toHaveURL(/\/changes$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d+ items to decide/);
    await expect(page.locator('mark').first()).toBeVisible();
    await expect(page.locator('ins').first()).toHaveText(/alone/);
    await expectAccessible(page, 'what changed');
    const before = await page.getByRole('listitem').filter({ hasText: 'its passage' }).count();
    await page.keyboard.press('k');
    await expect(page.getByText(`1 of ${before} decided`)).toBeVisible();
    // What was moved before may still offer to be taken back.
    await page.getByRole('listitem').filter({ hasText: 'Kept as it is.' }).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(`0 of ${before} decided`)).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page, 'what changed');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /^Delete all \d+ that are gone$/ }).click();
    await expect(page.getByText('its passage is gone')).toHaveCount(0);
    await expect(async () => {
      await page.keyboard.press('r');
      await expect(page.getByRole('heading', { name: 'All decided.' })).toBeVisible({ timeout: 300 });
    }).toPass();
    await page.getByRole('link', { name: 'Open the document' }).click();
    await expect(page.getByRole('article')).toContainText('copy itself alone');
    await expect(page.getByText(/rests? on text that changed/)).toHaveCount(0);
  });

  expect(failures).toEqual([]);
});
