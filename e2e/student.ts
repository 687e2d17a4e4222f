import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { biologyPdf } from './material.ts';

export interface Student {
  name: string;
  email: string;
  password: string;
}

/** Makes an account in the browser; ends on the empty home. */
export async function signUp(page: Page): Promise<Student> {
  const student: Student = { name: 'Mara', email: `mara-${randomUUID()}@example.org`, password: 'recall before reading' };
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(student.name);
  await page.getByLabel('Email').fill(student.email);
  await page.getByLabel('Password').fill(student.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add the first thing you have to learn');
  return student;
}

export interface DroppedFile {
  name: string;
  bytes: Buffer;
  /** Media type; left out, a PDF. */
  type?: string;
}

/** Drops files on the page, as from a folder beside the window: holds them over the page until the page offers to take them. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, base64, type } of given) transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type }));
      return transfer;
    },
    files.map(({ name, bytes, type = 'application/pdf' }) => ({ name, type, base64: bytes.toString('base64') })),
  );
  await expect(async () => {
    await page.dispatchEvent('body', 'dragenter', { dataTransfer });
    // The page knows by then where they go.
    await expect(page.getByText(/^Drop to (make a course of it|add to )/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

/** The same with one file. */
export function dropFile(page: Page, name: string, bytes: Buffer, type = 'application/pdf'): Promise<void> {
  return dropFiles(page, [{ name, bytes, type }]);
}

/**
 * Drops a chapter on the empty home, waits on its course's page until all of it is worked through, and accepts what was made.
 * @param arrive what has to be done on the course's page to see its documents
 */
export async function withMaterial(page: Page, arrive: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await dropFile(page, 'Cell Biology.pdf', await biologyPdf(randomUUID()));
  await expect(page).toHaveURL(/\/courses\//);
  await expect(page.getByRole('button', { name: 'Close uploads' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close uploads' }).click();
  await arrive();
  await expect(page.getByText(/^\d+ drafts?$/).filter({ visible: true })).toBeVisible({ timeout: 45_000 });
  const course = page.url();
  await page.getByRole('link', { name: /^Look through \d+ drafts?$/ }).click();
  await acceptAll(page);
  await page.goto(course);
  await arrive();
  await expect(page.getByText(/\d+ cards, \d+ questions/).filter({ visible: true })).toBeVisible();
}

/** On the page of a document whose drafts nobody looked at yet. */
export async function acceptAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Accept all \d+$/ }).filter({ visible: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /topics?, \d+ cards?, \d+ questions?$/ })).toBeVisible();
}

/** In the dialog that starts a quiz: asks for one right answer alone, for the other kinds have a journey of their own. */
export async function leaveOutOtherKinds(page: Page): Promise<void> {
  const kinds = page.getByRole('group', { name: 'Kinds' });
  await expect(kinds).toBeVisible();
  const others = kinds.getByRole('checkbox', { checked: true, name: /^(?!One right answer)/ });
  while ((await others.count()) > 0) await others.first().uncheck();
}

/** No violation that axe knows, in the state the page is in. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, `axe on ${where}`).toEqual([]);
}

/** The page is no wider than the window: nothing has to be scrolled to the side. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${where} is wider than the window, in pixels`).toBeLessThanOrEqual(0);
}

/** Errors that reach the page; asked at the end of a journey. */
export function watchFailures(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  return failures;
}
