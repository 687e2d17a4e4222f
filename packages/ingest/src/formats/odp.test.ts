import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { odfOf } from '../../test/office-files.ts';
import { extract } from '../extract.ts';
import type { IngestLimits } from '../limits.ts';

const read = (bytes: Uint8Array, bounds: IngestLimits = limits.ingest) => extract(bytes, { fileName: 'lecture.odp', limits: bounds });
const frame = (text: string, { kind = '', at }: { kind?: string; at?: readonly [number, number, number, number] } = {}) =>
  `<draw:frame ${kind === '' ? '' : `presentation:class="${kind}"`} ${at ? `svg:x="${at[0]}cm" svg:y="${at[1]}cm" svg:width="${at[2]}cm" svg:height="${at[3]}cm"` : ''}><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
const slide = (content: string, attributes = '') => `<draw:page ${attributes}>${content}</draw:page>`;

test('a page is a slide, named and headed by its title; notes come after it, furniture is dropped', async () => {
  const notes = `<presentation:notes><draw:page-thumbnail presentation:class="page"/>${frame('Say this.', { kind: 'notes' })}${frame('3', { kind: 'page-number' })}</presentation:notes>`;
  const { pages, pageKind, headings, title } = await read(
    odfOf('presentation', slide(frame('A course', { kind: 'subtitle' }) + frame('Biology', { kind: 'title' })) + slide(frame('Small and alive.', { kind: 'outline' }) + frame('Cells', { kind: 'title' }) + frame('Dr Who', { kind: 'footer' }) + notes)),
  );
  expect([pageKind, title]).toEqual(['slide', 'Cells and tissues']);
  expect(pages.map(({ label, text }) => [label, text])).toEqual([
    ['Biology', 'Biology\n\nA course'],
    ['Cells', 'Cells\n\nSmall and alive.\n\nSay this.'],
  ]);
  expect(headings.map(({ page, level, text }) => [page, level, text])).toEqual([[1, 1, 'Biology'], [2, 2, 'Cells']]);
});

describe('what stands on a slide', () => {
  test('is read as it stands; groups and tables too', async () => {
    const table = '<draw:frame svg:x="0cm" svg:y="9cm" svg:width="9cm" svg:height="2cm"><table:table><table:table-row><table:table-cell><text:p>Part</text:p></table:table-cell><table:table-cell><text:p>Size</text:p></table:table-cell></table:table-row></table:table></draw:frame>';
    const group = `<draw:g>${frame('in a group')}</draw:g>`;
    const { pages } = await read(odfOf('presentation', slide(table + frame('right', { at: [5, 1, 4, 2] }) + frame('left', { at: [0, 1, 4, 2] }) + frame('below', { at: [0, 4, 9, 2] }) + group)));
    expect(pages[0]?.text.split('\n\n').toSorted()).toEqual(['Part\tSize', 'below', 'in a group', 'left', 'right']);
    const at = (word: string) => pages[0]?.text.indexOf(word) ?? -1;
    expect([at('left') < at('right'), at('right') < at('below'), at('below') < at('Part')]).toEqual([true, true, true]);
  });

  test('without what stands in for the number of the page', async () => {
    const { pages } = await read(odfOf('presentation', slide('<draw:frame><draw:text-box><text:p>Cells in &lt;b&gt; <text:page-number>&lt;number&gt;</text:page-number></text:p></draw:text-box></draw:frame>')));
    expect(pages[0]?.text).toBe('Cells in <b>');
  });

  test('pictures alone are told of, and so is a slide that is not shown', async () => {
    const styles = '<style:style style:name="D"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>';
    const { pages } = await read(odfOf('presentation', slide('<draw:frame><draw:image xlink:href="x.png"/></draw:frame>') + slide(frame('Kept back.'), 'draw:style-name="D"'), { styles }));
    expect(pages.map(({ text, warning }) => [text, warning])).toEqual([
      ['', expect.stringContaining('has pictures and no text')],
      ['Kept back.', expect.stringContaining('hidden')],
    ]);
  });
});

test('too many slides are refused', async () => {
  await expect(read(odfOf('presentation', slide(frame('x')).repeat(4)), { ...limits.ingest, maxPages: 3 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
});
