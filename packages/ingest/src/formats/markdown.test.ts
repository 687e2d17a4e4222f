import { limits } from '@studywright/core';
import { expect, test } from 'vitest';
import { extract } from '../extract.ts';

const read = (text: string) => extract(new TextEncoder().encode(text), { fileName: 'notes.md', limits: limits.ingest });
const textOf = async (text: string) => (await read(text)).pages.map((page) => page.text).join('\f');

test('markup is gone, words stay', async () => {
  expect(await textOf('A **cell** is the _smallest_ [unit](https://example.org "x") of ~~death~~ `life`,\nso they say.\n\n![A cell](cell.png)')).toBe(
    'A cell is the smallest unit of death life, so they say.\n\nA cell',
  );
});

test('headings keep their levels and give the title', async () => {
  const { headings, title, passages } = await read('# Cells\n\nIntro.\n\n## The *membrane*\n\nIt parts.\n\nTissues\n=======\n\nThey join.');
  expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Cells', '2 The membrane', '1 Tissues']);
  expect(title).toBe('Cells');
  expect(passages.at(-1)?.path).toEqual(['Tissues']);
});

test('front matter is no text, but its title counts', async () => {
  const { title, pages } = await read('---\ntitle: "Cell biology"\ntags: [a, b]\n---\n\n# Chapter one\n\nText here.');
  expect(title).toBe('Cell biology');
  expect(pages[0]?.text).toBe('Chapter one\n\nText here.');
});

test('HTML is dropped, what it wraps stays', async () => {
  expect(await textOf('Before <b onclick="x()">bold</b> after.\n\n<script>alert(1)</script>\n\nEnd.')).toBe('Before bold after.\n\nEnd.');
});

test('code keeps its lines, lists their items, tables their rows', async () => {
  expect(await textOf('```js\nlet a = 1;\n\nlet b = 2;\n```\n\n1. First\n2. Second\n   - Inner\n\n| Kind | Use |\n|---|---|\n| A | one |\n')).toBe(
    'let a = 1;\nlet b = 2;\n\n1. First\n\n2. Second\n\n• Inner\n\nKind\tUse\nA\tone',
  );
});

test('deeply nested markup does no harm', async () => {
  await expect(read(`${'> '.repeat(20_000)}deep`)).rejects.toMatchObject({ code: 'UNREADABLE' });
});
