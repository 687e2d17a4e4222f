import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { odfOf } from '../../test/office-files.ts';
import { zipOf } from '../../test/zips.ts';
import { extract } from '../extract.ts';
import type { IngestLimits } from '../limits.ts';

const read = (bytes: Uint8Array, bounds: IngestLimits = limits.ingest) => extract(bytes, { fileName: 'notes.odt', limits: bounds });
const textOf = async (body: string, styles = '') => (await read(odfOf('text', body, { styles }))).pages.map((page) => page.text).join('\f');
const p = (content: string, style = '') => `<text:p${style === '' ? '' : ` text:style-name="${style}"`}>${content}</text:p>`;

test('headings by their levels, titles by their style, the name of the file itself', async () => {
  const styles = '<style:style style:name="Title" style:family="paragraph"/><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>';
  const { headings, title } = await read(odfOf('text', `${p('Biology', 'P1')}<text:h text:outline-level="1">Cells</text:h><text:h text:outline-level="3">Core</text:h>${p('Text.')}`, { styles }));
  expect(title).toBe('Cells and tissues');
  expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Biology', '1 Cells', '3 Core']);
});

describe('running text', () => {
  test('spaces, tabs, breaks, links and white space of the file', async () => {
    expect(await textOf(p('A\n   cell<text:s text:c="2"/>is<text:tab/>small,<text:line-break/><text:a xlink:href="x">alive</text:a><text:span> and</text:span> here.'))).toBe('A cell  is\tsmall,\nalive and here.');
  });

  test('lists with marks, in lists', async () => {
    const styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>';
    const list = `<text:list text:style-name="L"><text:list-item>${p('One')}<text:list><text:list-item>${p('Inner')}</text:list-item></text:list></text:list-item><text:list-item>${p('Two')}${p('goes on')}</text:list-item></text:list>`;
    expect((await textOf(list, styles)).split('\n\n')).toEqual(['1. One', '• Inner', '2. Two', 'goes on']);
  });

  test('a list that goes on counts on, by its id or the one before', async () => {
    const styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>';
    const list = (attributes: string, ...items: string[]) => `<text:list text:style-name="L" ${attributes}>${items.map((item) => `<text:list-item>${p(item)}</text:list-item>`).join('')}</text:list>`;
    const body = list('xml:id="l1"', 'a', 'b') + p('Between.') + list('text:continue-list="l1"', 'c') + list('text:continue-numbering="true"', 'd') + list('', 'e');
    expect((await textOf(body, styles)).split('\n\n')).toEqual(['1. a', '2. b', 'Between.', '3. c', '4. d', '1. e']);
  });

  test('what is raised or lowered stays so', async () => {
    const styles = '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="D"><style:text-properties style:text-position="-33% 58%"/></style:style>';
    expect(await textOf(p('H<text:span text:style-name="D">2</text:span>O, x<text:span text:style-name="U">2</text:span>'), styles)).toBe('H₂O, x²');
  });

  test('footnotes after their paragraph, endnotes at the end', async () => {
    const note = (kind: string, text: string) => `<text:note text:note-class="${kind}"><text:note-citation>1</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
    expect(await textOf(p(`Cells${note('footnote', 'Most.')} divide${note('endnote', 'Smith.')}.`) + p('Next.'))).toBe('Cells divide.\n\nMost.\n\nNext.\n\nSmith.');
  });

  test('what was deleted, commented or hidden is not read', async () => {
    const styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>';
    const changes = `<text:tracked-changes><text:changed-region><text:deletion>${p('Deleted.')}</text:deletion></text:changed-region></text:tracked-changes>`;
    const body = `${changes}${p('Cells <office:annotation><text:p>A remark</text:p></office:annotation>are<text:span text:style-name="H"> not</text:span> <text:change text:change-id="c"/>small.')}${p('Hidden.', 'H')}<text:section text:display="none">${p('A hidden section.')}</text:section><text:section>${p('A section.')}</text:section>`;
    expect(await textOf(body, styles)).toBe('Cells are small.\n\nA section.');
  });

  test('frames come after the paragraph that they hang from', async () => {
    expect(await textOf(p(`Before<draw:frame><draw:text-box>${p('In a frame.')}</draw:text-box></draw:frame> and after.`))).toBe('Before and after.\n\nIn a frame.');
  });

  test('formulas stand in their sentence', async () => {
    const math = '<math xmlns="m"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation>E = m c^2</annotation></semantics></math>';
    const bytes = odfOf('text', p('So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> holds.'), { files: { 'Object 1/content.xml': math } });
    expect((await read(bytes)).pages[0]?.text).toMatch(/^So E ?= ?mc² holds\.$/);
  });
});

test('tables row by row, covered cells keep columns apart', async () => {
  const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`;
  const table = `<table:table><table:table-header-rows><table:table-row>${cell('Part')}${cell('Size')}${cell('Use')}</table:table-row></table:table-header-rows><table:table-row>${cell('Core', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('Holds DNA')}</table:table-row></table:table>`;
  expect(await textOf(table)).toBe('Part\tSize\tUse\nCore\t\tHolds DNA');
});

test('pages are those of the last time it was laid out, and those that its author began', async () => {
  const styles = '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>';
  const { pages, pageKind } = await read(odfOf('text', p('One.') + p('<text:soft-page-break/>Two.') + p('Three.', 'B'), { styles }));
  expect([pageKind, pages.map(({ text }) => text)]).toEqual(['page', ['One.', 'Two.', 'Three.']]);
});

describe('what is broken or does harm', () => {
  test('passwords, entities, nesting and missing content are said', async () => {
    const manifest = '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    await expect(read(odfOf('text', p('x'), { files: { 'META-INF/manifest.xml': manifest } }))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('password') });
    const file = (content: string) => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', ...(content !== '' && { 'content.xml': content }) });
    await expect(read(file('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><office:document-content/>'))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('entities') });
    await expect(read(file(''))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('missing') });
    await expect(read(odfOf('text', '<text:section>'.repeat(100_000)))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('nested too deeply') });
    await expect(read(odfOf('text', p('Cells divide. '.repeat(10)).repeat(100)), { ...limits.ingest, maxChars: 5_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  test('a million spaces in one element are none', async () => {
    expect((await textOf(p('a<text:s text:c="999999999"/>b'))).length).toBeLessThan(200);
  });

  test('damaged styles and names are left out', async () => {
    expect((await read(odfOf('text', p('Cells.'), { files: { 'styles.xml': '<unclosed>', 'meta.xml': 'no XML' } }))).pages[0]?.text).toBe('Cells.');
  });
});
