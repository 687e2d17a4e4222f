import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll, signUp, watchFailures, withMaterial } from './student.ts';

async function makeNote(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Make notes' }).filter({ visible: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Make notes' });
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('checkbox', { name: 'Cell Biology' }).check();
  await dialog.getByRole('button', { name: `Make ${kind.toLowerCase()}` }).click();
  await expect(page).toHaveURL(/\/notes\//);
  await expect(page.getByText(`${kind} · `)).toBeVisible({ timeout: 30_000 });
}

/** How many pages a PDF has: the largest count that a node of its page tree names. */
function pagesOf(pdf: Buffer): number {
  return Math.max(...[...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages/g)].map((match) => Number(match[1] ?? match[2])));
}

test('a document becomes notes whose sentences lead to their page, and a cheat sheet of one page', async ({ page }) => {
  test.setTimeout(180_000);
  const failures = watchFailures(page);
  await signUp(page);
  await withMaterial(page);
  const course = page.url();

  await test.step('notes, and the quote of a sentence', async () => {
    await makeNote(page, 'Notes');
    const margin = page.getByRole('complementary', { name: 'Source' });
    await expect(margin.getByText('Found word for word in your document')).toBeVisible();
    await expectAccessible(page, 'notes');
    const second = page.getByRole('button', { name: 'Source 2', exact: true });
    await second.click();
    await expect(second).toHaveAttribute('aria-pressed', 'true');
    const quote = (await margin.locator('mark').innerText()).replace(/\s+/g, ' ');
    await margin.getByRole('link').click();
    await expect(page).toHaveURL(/\/documents\/.*start=/);
    await expect(page.getByRole('heading', { name: 'Cell Biology' })).toBeAttached();
    expect(quote.length).toBeGreaterThan(20);
  });

  await test.step('what the student writes stays', async () => {
    await page.goBack();
    await page.getByRole('button', { name: 'What can be done with this note' }).filter({ visible: true }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Sentence' }).first().fill('A sentence of my own.');
    await expectAccessible(page, 'the editor of a note');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('A sentence of my own.')).toBeVisible();
    await page.getByRole('button', { name: 'What can be done with this note' }).filter({ visible: true }).click();
    await page.getByRole('menuitem', { name: 'Make a new version' }).click();
    await expect(page.getByText('A new version is made.')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expect(page.getByText('A new version is made.')).toBeHidden();
    await expect(page.getByText('A sentence of my own.')).toBeVisible();
  });

  await test.step('a cheat sheet prints on one page', async () => {
    await page.goto(course);
    await makeNote(page, 'Cheat sheet');
    await expectAccessible(page, 'a cheat sheet');
    for (const format of ['A4', 'Letter'] as const) expect(pagesOf(await page.pdf({ format, preferCSSPageSize: false }))).toBe(1);
  });

  await test.step('a glossary is searched', async () => {
    await page.goto(course);
    await makeNote(page, 'Glossary');
    const terms = page.getByRole('term');
    const all = await terms.count();
    await page.getByRole('searchbox', { name: 'Search the glossary' }).fill('chromosome');
    await expect.poll(() => terms.count()).toBeLessThan(all);
    await expect(terms.first()).toBeVisible();
    await expectAccessible(page, 'a glossary');
  });

  await test.step('a concept map is moved by keys, kept, and read as a list', async () => {
    await page.goto(course);
    await makeNote(page, 'Concept map');
    const node = page.locator('.react-flow__node').first();
    await expect(node).toBeVisible();
    const before = await node.boundingBox();
    await node.focus();
    await page.keyboard.press('Enter');
    const saved = page.waitForResponse((response) => response.url().includes('note.placeNodes') && response.ok());
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await node.boundingBox())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 5);
    await saved;
    await expectAccessible(page, 'a concept map');
    await page.getByRole('radio', { name: 'List' }).check();
    await expect(page.getByRole('button', { name: 'Source 1', exact: true })).toBeVisible();
  });

  await test.step('on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(course);
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect(page.getByRole('link', { name: /Glossary/ }).filter({ visible: true })).toBeVisible();
    await page.getByRole('link', { name: /Cell Biology Notes/ }).filter({ visible: true }).click();
    await page.getByRole('button', { name: 'Source 1', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Source' }).getByText('Found word for word')).toBeVisible();
    await expectNoSidewaysScroll(page, 'notes on a phone');
    await expectAccessible(page, 'notes on a phone');
  });

  expect(failures).toEqual([]);
});
