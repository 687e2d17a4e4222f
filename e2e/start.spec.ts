import { expect, test } from './fixtures.ts';

test('a visitor sees what it is, and where to go on', async ({ page }) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto('/');
  await expect(page).toHaveTitle(/Studywright/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /sign in/i }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(failures).toEqual([]);
});

test('the API server says that it is ready', async ({ request, addresses }) => {
  const answer = await request.get(`${addresses.api}/health/ready`);
  expect(answer.status()).toBe(200);
});
