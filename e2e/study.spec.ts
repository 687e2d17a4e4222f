import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { biologyPdf } from './material.ts';
import { acceptAll, dropFile, expectAccessible, leaveOutOtherKinds, signUp, watchFailures } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function showAnswer(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await expect(page.getByRole('group', { name: 'How well did you know it?' }).filter({ visible: true })).toBeVisible();
}

/** The question that is asked, as text. */
function question(page: Page) {
  return page.getByRole('heading', { level: 2 }).first();
}

async function reviewWithTheKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/review/);
  const first = await question(page).innerText();
  await expectAccessible(page, 'a question');
  await showAnswer(page);
  await expect(page.getByText('Found word for word in your document').filter({ visible: true })).toBeVisible();
  await expectAccessible(page, 'an answer');
  await page.keyboard.press('1');
  await expect(question(page)).not.toHaveText(first);
  await page.keyboard.press('z');
  await expect(question(page)).toHaveText(first);
  await page.keyboard.press('4');
  await expect(question(page)).not.toHaveText(first);
  // Everything that is left of today, however many cards that are.
  await expect(async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect(page.getByRole('heading', { name: 'Done for today' })).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 45_000, intervals: [50] });
  await expect(page.getByText(/The next .*comes? /)).toBeVisible();
  await expectAccessible(page, 'the end of a review');
}

async function takeQuiz(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take a quiz' }).click();
  await leaveOutOtherKinds(page);
  await page.getByLabel('Length').selectOption('5');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('Question 1 of 5')).toBeVisible();
  await expectAccessible(page, 'a quiz');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Question 2 of 5')).toBeVisible();
  await page.keyboard.press('b');
  await page.keyboard.press('m');
  await expect(page.getByRole('status').filter({ hasText: 'Every answer is saved as you give it' })).toBeVisible();
  await page.reload();
  // It goes on with the first open question, and what was given is there.
  await expect(page.getByText('Question 3 of 5')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Question 2, answered, marked' })).toBeVisible();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Hand in' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Hand in with 2 open questions?' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await expect(page).toHaveURL(/\/result$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d of 5$/);
  await expect(page.getByText('Right answer').first()).toBeVisible();
  await expectAccessible(page, 'a result');
  // The last two were left open, so there is a mistake to go to.
  await page.keyboard.press('j');
  await expect(page.locator('[aria-current="true"]').getByText(/Wrong|Not answered/).first()).toBeVisible();
}

test('a PDF becomes reviews, a quiz and progress', async ({ page }) => {
  test.setTimeout(180_000);
  const failures = watchFailures(page);
  const pdf = await biologyPdf(randomUUID());

  await test.step('sign up', async () => {
    await signUp(page);
    await expectAccessible(page, 'the empty home');
  });

  await test.step('drop a PDF and watch it being worked on', async () => {
    await dropFile(page, 'Cell Biology.pdf', pdf);
    await expect(page).toHaveURL(/\/courses\//);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cell Biology');
    await page.getByRole('link', { name: 'Added. Open it' }).click();
    await expect(page).toHaveURL(/\/documents\//);
    await expect(page.getByRole('status').filter({ hasText: /topics?, \d+ drafts/ })).toBeVisible({ timeout: 45_000 });
    await page.getByRole('textbox', { name: 'Page' }).fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: 'Page 1 of 3' })).toContainText('smallest unit of life');
    await expect(page.locator('[data-highlight="active"]').first()).toBeVisible();
    await expectAccessible(page, 'a document');
  });

  await test.step('look through the drafts', async () => {
    const accepted = page.getByText('Accepted', { exact: true });
    await page.keyboard.press('a');
    await expect(accepted).toHaveCount(1);
    await page.keyboard.press('r');
    await expect(page.getByRole('button', { name: 'Put back' })).toHaveCount(1);
    await page.keyboard.press('e');
    await page.getByRole('form', { name: 'Edit the card' }).getByRole('textbox').last().fill('What I would say myself');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('What I would say myself')).toBeVisible();
    await page.locator('[data-front="true"]').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Put back' })).toHaveCount(0);
    await acceptAll(page);
    await expectAccessible(page, 'a document that was looked through');
  });

  await test.step('the same file again adds nothing', async () => {
    await page.getByRole('link', { name: 'Cell Biology', exact: true }).first().click();
    await expect(page).toHaveURL(/\/courses\//);
    await dropFile(page, 'Another name.pdf', pdf);
    await expect(page.getByText(/This is the same file as “Cell Biology”/)).toBeVisible();
    await expect(page.getByText('3 pages').filter({ visible: true })).toHaveCount(1);
    await page.getByRole('button', { name: 'Close uploads' }).click();
    await expectAccessible(page, 'a course');
  });

  await test.step('review with the keyboard', () => reviewWithTheKeyboard(page));

  await test.step('take a quiz', async () => {
    await page.getByRole('link', { name: 'Back to the course' }).click();
    await takeQuiz(page);
  });

  await test.step('find it in the cards, and see the passage on its page', async () => {
    await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Cell Biology' }).click();
    await page.getByRole('link', { name: 'cards', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Words in the cards' }).fill('chlorophyll');
    await expect(page).toHaveURL(/search=chlorophyll/);
    await expect(page.getByText('green pigment').filter({ visible: true }).first()).toBeVisible();
    await expectAccessible(page, 'the cards');
    await page.getByRole('link', { name: /^Cell Biology, p\. \d$/ }).filter({ visible: true }).first().click();
    await expect(page).toHaveURL(/page=2&start=\d+&end=\d+/);
    await expect(page.locator('[data-highlight="active"]').first()).toBeInViewport();
  });

  await test.step('see progress', async () => {
    await page.getByRole('link', { name: 'Progress' }).first().click();
    await expect(page).toHaveURL(/\/progress/);
    await expect(page.getByText('Cell Biology').filter({ visible: true }).first()).toBeVisible();
    await expectAccessible(page, 'progress');
  });

  expect(failures).toEqual([]);
});
