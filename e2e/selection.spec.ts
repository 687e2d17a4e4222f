import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll, signUp, watchFailures, withMaterial } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Marks words on the page that is open as text, wherever they stand in it. */
async function mark(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('article')).toContainText(words);
  await page.getByRole('article').evaluate((article, wanted) => {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) nodes.push(node);
    // Lines of a page break where they like.
    const found = new RegExp(wanted.split(' ').join('\\s+'), 'u').exec(nodes.map(({ data }) => data).join(''));
    if (found === null) throw new Error('These words are not on the page.');
    const { index: at, 0: { length } } = found;
    const point = (offset: number): [Text, number] => {
      let left = offset;
      for (const node of nodes) {
        if (left <= node.length) return [node, left];
        left -= node.length;
      }
      throw new Error('The words end behind the page.');
    };
    const range = document.createRange();
    range.setStart(...point(at));
    range.setEnd(...point(at + length));
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }, words);
}

test('marked words become a card and a question, and are explained by the document', async ({ page }) => {
  test.setTimeout(150_000);
  const failures = watchFailures(page);
  await signUp(page);
  await withMaterial(page);
  await page.getByRole('main').locator('a[href^="/documents/"]').filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/\/documents\//);
  await page.getByRole('radio', { name: 'Text' }).check();
  const bar = page.getByRole('toolbar', { name: 'Marked words' });
  const sentence = 'The nucleus is the organelle that holds the chromosomes of the cell.';

  await test.step('Escape leaves them alone', async () => {
    await mark(page, sentence);
    await expect(bar).toBeVisible();
    await expectAccessible(page, 'a page with marked words');
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
  });

  await test.step('C makes a card', async () => {
    await mark(page, sentence);
    await expect(bar).toBeVisible();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Make a card' });
    await dialog.getByLabel('Question').fill('What did I mark?');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('listitem').filter({ hasText: 'What did I mark?' })).toBeVisible();
  });

  await test.step('Q offers questions, of which one is taken, and taken back', async () => {
    await mark(page, sentence);
    await expect(bar).toBeVisible();
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Make a question' });
    await dialog.getByRole('button', { name: /^Choose: / }).first().click({ timeout: 30_000 });
    await expectAccessible(page, 'a question while it is written');
    const stem = dialog.getByRole('textbox', { name: /^(Question|Statement)$/ });
    const asked = `${await stem.inputValue()} (mine)`;
    await stem.fill(asked);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('listitem').filter({ hasText: asked })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(page.getByRole('listitem').filter({ hasText: asked })).toHaveCount(0);
  });

  await test.step('one can be written by hand', async () => {
    await mark(page, sentence);
    await expect(bar).toBeVisible();
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Make a question' });
    await dialog.getByRole('button', { name: 'Short answer' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Write the question.');
    await dialog.getByRole('textbox', { name: 'Question' }).fill('What is it that I wrote?');
    await dialog.getByRole('textbox', { name: 'What a full answer says' }).fill('That it happens in the membrane');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'What is it that I wrote?' })).toBeVisible();
  });

  await test.step('X explains them, each sentence with its page', async () => {
    await mark(page, sentence);
    await expect(bar).toBeVisible();
    await page.keyboard.press('x');
    const margin = page.getByRole('complementary', { name: 'Explanation' });
    await expect(margin).toBeFocused();
    await expect(margin.getByRole('listitem').first()).toBeVisible({ timeout: 30_000 });
    await expect(margin.getByRole('link', { name: /^Cell Biology, p\./ }).first()).toBeVisible();
    await expectAccessible(page, 'an explanation in the margin');
    await margin.getByRole('button', { name: /^Make a card: / }).first().click();
    await expect(margin.getByText('Card added')).toBeVisible();
    await margin.getByRole('link', { name: /^Cell Biology, p\./ }).first().click();
    await expect(page).toHaveURL(/start=/);
    await page.keyboard.press('Escape');
    await expect(margin).toBeHidden();
  });

  await test.step('on a phone all of it is at the lower edge', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${page.url().split('?')[0]}?page=1`);
    await mark(page, sentence);
    await expect(bar).toBeInViewport({ ratio: 1 });
    await bar.getByRole('button', { name: 'Explain' }).click();
    const margin = page.getByRole('complementary', { name: 'Explanation' });
    await expect(margin.getByRole('listitem').first()).toBeVisible({ timeout: 30_000 });
    await expectNoSidewaysScroll(page, 'an explanation on a phone');
    await expectAccessible(page, 'an explanation on a phone');
    await margin.getByRole('button', { name: 'Close the explanation' }).click();
    await expect(margin).toBeHidden();
  });
  expect(failures).toEqual([]);
});
