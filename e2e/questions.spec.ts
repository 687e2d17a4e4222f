import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { acceptAll, dropFile, expectAccessible, signUp, watchFailures } from './student.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** A text that lists, orders and explains, so that there is a question of each kind. */
const rocks = `# Rocks

A mineral is a naturally occurring solid with an ordered crystal structure. Magma is molten rock that lies beneath the surface of the Earth. Lava is molten rock that has reached the surface through a volcano. Erosion is the removal of weathered material by wind, water or ice. Weathering is the breakdown of solid material at the place where it stands. A fault is a fracture along which two blocks have moved past each other. A glacier is a mass of ice that flows slowly downhill under its own weight. Sediment is loose material that settles out of water or air. A moraine is a ridge of debris that a melting mass of ice leaves behind. A geyser is a hot spring that throws water and steam into the air.

The main layers of the Earth are the crust, the mantle, and the core. Ocean trenches form where one tectonic plate sinks steeply beneath the edge of its neighbour. The seismograph records ground motion with a heavy pendulum whose inertia keeps its pen at rest. Basalt hardens within days on the cold floor of the ocean. The asthenosphere flows slowly under high pressure and carries the rigid plates above.

# Making Sandstone

First, a river carries sand grains into a shallow basin. Then the weight of younger layers presses the grains together. Finally, minerals from groundwater cement the grains into solid sandstone.
`;

const layers = ['Crust', 'Mantle', 'Core'];
const steps = ['A river carries sand grains', 'The weight of younger layers', 'Minerals from groundwater'];
const meanings: Record<string, RegExp> = {
  mineral: /ordered crystal structure/,
  magma: /beneath the surface/,
  lava: /reached the surface/,
  erosion: /removal of weathered/,
  weathering: /at the place where it stands/,
  fault: /two blocks/,
  glacier: /flows slowly downhill/,
  sediment: /settles out/,
  moraine: /ridge of debris/,
  geyser: /hot spring/,
};

const letter = (index: number) => String.fromCharCode(97 + index);

/** Several right answers, by their letters. */
async function chooseLayers(page: Page): Promise<void> {
  const options = await page.getByRole('checkbox').all();
  const texts = await Promise.all(options.map((option) => option.locator('xpath=..').innerText()));
  for (const [index, text] of texts.entries()) if (layers.some((layer) => text.includes(layer))) await page.keyboard.press(letter(index));
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(layers.length);
}

/** Each step is brought to its place with the digit of that place; the last two are swapped back and forth with the arrows. */
async function orderSteps(page: Page): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await page.getByRole('button', { name: new RegExp(`^${step}.* place \\d of 3`) }).focus();
    await page.keyboard.press(String(index + 1));
    await expect(page.getByRole('button', { name: new RegExp(`^${step}.* place ${index + 1} of 3`) })).toBeFocused();
  }
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: new RegExp(`^${steps[2]}.* place 2 of 3`) })).toBeFocused();
  await page.getByRole('button', { name: new RegExp(`^Move down: ${steps[2]}`) }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^${steps[2]}.* place 3 of 3`) })).toBeVisible();
}

/** The first pair by dragging, the others by letters. */
async function match(page: Page): Promise<void> {
  const rights = await page.getByRole('list', { name: 'Meanings' }).getByRole('button').all();
  const texts = await Promise.all(rights.map((right) => right.innerText()));
  const lefts = page.getByRole('list', { name: 'Terms' }).getByRole('listitem');
  for (let at = 0; at < (await lefts.count()); at += 1) {
    const left = lefts.nth(at);
    const name = ((await left.getByRole('button').first().textContent()) ?? '').split(',')[0] ?? '';
    const place = texts.findIndex((text) => meanings[name]?.test(text));
    if (at === 0) {
      // Which meaning it is differs each time; a mouse reaches only what is in view, and not below the bar at the lower edge.
      const { width = 1280, height = 720 } = page.viewportSize() ?? {};
      await page.setViewportSize({ width, height: 2 * height });
      const [from, to] = [await rights[place]?.boundingBox(), await left.boundingBox()];
      if (!from || !to) throw new Error('both are on the page');
      await page.mouse.move(from.x + 40, from.y + 20);
      await page.mouse.down();
      await page.mouse.move(from.x + 20, from.y + 60, { steps: 4 });
      await page.mouse.move(to.x + 60, to.y + 20, { steps: 6 });
      await page.mouse.up();
    } else {
      await page.keyboard.press(String(at + 1));
      await page.keyboard.press(letter(place));
    }
    await expect(left.getByRole('button').first()).toHaveText(new RegExp(`matched with ${letter(place).toUpperCase()}`));
  }
}

/** Answers the question that is shown, and says of which kind it was. */
async function answerIt(page: Page): Promise<string> {
  const line = (await page.getByText(/^Question \d+ of \d+/).first().textContent()) ?? '';
  if (line.includes('several answers')) await chooseLayers(page);
  else if (line.includes('put them in order')) await orderSteps(page);
  else if (line.includes('match the pairs')) await match(page);
  else if (line.includes('true or false')) await page.keyboard.press('a');
  else if (line.includes('gap')) await page.getByRole('textbox').fill('an answer of my own');
  else if (line.includes('own words')) await page.getByRole('textbox').fill('Something that flows slowly downhill.');
  else await page.keyboard.press('a');
  return line.replace(/^.*, /, '');
}

test('questions of every kind are answered, graded and followed up', async ({ page }) => {
  test.setTimeout(150_000);
  const failures = watchFailures(page);
  await signUp(page);
  await dropFile(page, 'Rocks.md', Buffer.from(`${rocks}\n\n${randomUUID()}\n`), 'text/markdown');
  await expect(page).toHaveURL(/\/courses\//);
  await expect(page.getByRole('button', { name: 'Close uploads' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close uploads' }).click();
  const course = page.url();
  await page.getByRole('link', { name: /^Look through \d+ drafts?$/ }).click({ timeout: 45_000 });
  await acceptAll(page);
  await page.goto(course);

  await test.step('choose what is asked', async () => {
    await page.getByRole('button', { name: 'Take a quiz' }).click();
    await expect(page.getByRole('group', { name: 'Kinds' })).toBeVisible();
    await expectAccessible(page, 'the start of a quiz');
    await page.getByRole('checkbox', { name: /^One right answer/ }).uncheck();
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByText(/^Question 1 of \d+/).first()).toBeVisible();
  });

  const asked = new Set<string>();
  await test.step('answer each kind', async () => {
    const count = Number(/of (\d+)/.exec((await page.getByText(/^Question 1 of \d+/).first().textContent()) ?? '')?.[1]);
    for (let number = 1; number <= count; number += 1) {
      await expect(page.getByText(`Question ${number} of ${count}`).first()).toBeVisible();
      const kind = await answerIt(page);
      if (!asked.has(kind)) await expectAccessible(page, kind);
      asked.add(kind);
      if (number < count) await page.getByRole('button', { name: 'Next question' }).click();
    }
    for (const kind of ['several answers are right', 'put them in order', 'match the pairs', 'write what belongs into the gap']) expect([...asked]).toContain(kind);
    await expect(page.getByRole('status').filter({ hasText: 'Every answer is saved as you give it' })).toBeVisible();
  });

  await test.step('see what was right', async () => {
    await page.getByRole('button', { name: 'Hand in' }).first().click();
    await expect(page).toHaveURL(/\/result$/);
    await expectAccessible(page, 'a result of every kind');
    for (const words of ['The main layers', 'What are the main layers', 'Put these steps', 'Match each term']) {
      const row = page.getByRole('button', { name: new RegExp(words) }).first();
      if ((await row.count()) === 0) continue;
      await row.click();
      const open = page.locator('li[aria-current="true"]');
      await expect(open.getByText('Right', { exact: true }).first()).toBeVisible();
      await expect(open.getByText('Found word for word in your document').filter({ visible: true })).toBeVisible();
      await expectAccessible(page, words);
    }
  });

  await test.step('go on from what went wrong', async () => {
    await page.getByRole('button', { name: 'From what I got wrong' }).click();
    await expect(page).toHaveURL(/\/tests\/[^/]+$/);
    await expect(page.getByText(/^Question 1 of \d+, write what belongs|^Question 1 of \d+/).first()).toBeVisible();
  });
  expect(failures).toEqual([]);
});
