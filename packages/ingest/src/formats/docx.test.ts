import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { docxOf, part } from '../../test/office-files.ts';
import { zipOf } from '../../test/zips.ts';
import { extract } from '../extract.ts';
import type { IngestLimits } from '../limits.ts';

const read = (bytes: Uint8Array, bounds: IngestLimits = limits.ingest) => extract(bytes, { fileName: 'notes.docx', limits: bounds });
const textOf = async (...file: Parameters<typeof docxOf>) => (await read(docxOf(...file))).pages.map((page) => page.text).join('\f');
const run = (text: string, properties = '') => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, properties = '') => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`;
const styled = (style: string, text: string) => p(text, `<w:pStyle w:val="${style}"/>`);
const style = (id: string, name: string, more = '') => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;

describe('headings', () => {
  const headings = async (body: string, styles: string) => (await read(docxOf(body, { styles }))).headings.map(({ level, text }) => `${level} ${text}`);

  test('by names of styles, also in other languages, by what a style is based on, by outline level, and titles', async () => {
    const styles =
      style('Title', 'Title') + style('Kop', 'heading 1') + style('berschrift2', 'Überschrift 2') + style('H3', '見出し 3') + style('Own', 'Chapter', '<w:basedOn w:val="Kop"/>') +
      style('Out', 'Numbered', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + style('Plain', 'Body of Kop', '<w:basedOn w:val="Kop"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>');
    const body =
      styled('Title', 'Cells') + styled('Kop', 'One') + styled('berschrift2', 'Zwei') + styled('H3', '三') + styled('Own', 'Based') + styled('Out', 'Outlined') + p('Direct', '<w:outlineLvl w:val="3"/>') + styled('Plain', 'Text') + p('More text.');
    expect(await headings(body, styles)).toEqual(['1 Cells', '1 One', '2 Zwei', '3 三', '1 Based', '2 Outlined', '4 Direct']);
  });

  test('styles that hang from each other in a ring end', async () => {
    expect(await headings(styled('A', 'Text of a ring.'), style('A', 'a', '<w:basedOn w:val="B"/>') + style('B', 'b', '<w:basedOn w:val="A"/>'))).toEqual([]);
  });
});

describe('running text', () => {
  test('lists with their marks, by level, going on and starting anew', async () => {
    const level = (depth: number, format: string, text: string) => `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering =
      `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '')}</w:abstractNum><w:abstractNum w:abstractNumId="4">${level(0, 'none', '%1')}</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const item = (list: number, depth: number, text: string) => p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
    const body = item(1, 0, 'Core') + item(1, 1, 'Inner') + item(1, 1, 'Outer') + item(1, 0, 'Wall') + item(2, 0, 'Point') + item(3, 0, 'Anew') + item(4, 0, 'Unmarked');
    expect((await textOf(body, { numbering })).split('\n\n')).toEqual(['1. Core', '1.a) Inner', '1.b) Outer', '2. Wall', '• Point', '1. Anew', 'Unmarked']);
  });

  test('words across runs, breaks, tabs, hyphens, links, fields without their instructions', async () => {
    const body = p(
      `${run('Pho')}${run('to')}<w:r><w:noBreakHyphen/><w:softHyphen/><w:t>synthesis</w:t><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t></w:r><w:hyperlink r:id="x">${run(' link')}</w:hyperlink>` +
        `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF x \\h </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>${run(' shown')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:proofErr/>${run('.')}`,
    );
    expect(await textOf(body)).toBe('Photo-synthesis\tA\nB link shown.');
  });

  test('tracked changes as if accepted: deleted and moved words are gone, a deleted end joins two paragraphs', async () => {
    const deleted = '<w:del><w:r><w:delText>not</w:delText><w:tab/></w:r></w:del>';
    expect(await textOf(p(`${run('It is ')}${deleted}<w:ins>${run('quite ')}</w:ins>${run('small')}<w:moveFrom>${run(' gone')}</w:moveFrom>.`) + p(run('One '), '<w:rPr><w:del/></w:rPr>') + p(run('sentence.')))).toBe('It is quite small\n\nOne sentence.');
  });

  test('hidden text is left out, by its own properties and by its style, and what a style hides may be shown', async () => {
    const styles = style('Note', 'Note', '<w:rPr><w:vanish/></w:rPr>');
    expect(await textOf(p(run('Seen') + run(' hidden', '<w:vanish/>') + run(' too', '<w:vanish w:val="0"/>')) + styled('Note', 'Hidden all.') + p(run('Shown.', '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Note"/>'), { styles })).toBe('Seen too\n\nShown.');
  });

  test('footnotes stand after their paragraph, endnotes at the end, never in the sentence', async () => {
    const notes = (kind: string, id: number, text: string) => `<w:${kind} w:type="separator" w:id="0">${p('---')}</w:${kind}><w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(text)}</w:p></w:${kind}>`;
    const body = p(`${run('Cells')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' divide')}<w:r><w:endnoteReference w:id="5"/></w:r>${run('.')}`) + p('Next.');
    expect(await textOf(body, { footnotes: notes('footnote', 2, 'Most of them.'), endnotes: notes('endnote', 5, 'See Smith.') })).toBe('Cells divide.\n\nMost of them.\n\nNext.\n\nSee Smith.');
  });

  test('text boxes come after the paragraph that they hang from, once, whichever program they are for', async () => {
    const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('In a box.')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('In a box.')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    expect(await textOf(p(`${run('Before')}<w:r>${both}</w:r>${run(' and after.')}`))).toBe('Before and after.\n\nIn a box.');
  });

  test('equations read as a line', async () => {
    const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const formula = `<m:oMath>${t('E=m')}<m:sSup><m:e>${t('c')}</m:e><m:sup>${t('2')}</m:sup></m:sSup>${t('+')}<m:f><m:num>${t('a+b')}</m:num><m:den>${t('2')}</m:den></m:f><m:rad><m:deg/><m:e>${t('x')}</m:e></m:rad></m:oMath>`;
    expect(await textOf(p(`${run('So ')}${formula}${run(' holds.')}`))).toBe('So E=mc²+(a+b)/2√x holds.');
  });

  test('what is raised or lowered stays so where there are signs for it', async () => {
    const aligned = (text: string, how: string) => run(text, `<w:vertAlign w:val="${how}"/>`);
    expect(await textOf(p(`${run('H')}${aligned('2', 'subscript')}${run('O, x')}${aligned('2', 'superscript')}${run(', the 1')}${aligned('st', 'superscript')}${run('.')}`))).toBe('H₂O, x², the 1st.');
  });

  test('signs of symbol fonts, Japanese with readings, right to left in logical order', async () => {
    const ruby = `<w:r><w:ruby><w:rt>${run('さいぼう')}</w:rt><w:rubyBase>${run('細胞')}</w:rubyBase></w:ruby></w:r>`;
    expect(await textOf(p(`${run('a', '<w:rFonts w:ascii="Symbol"/>')}<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>`) + p(`${ruby}${run('は小さい')}`) + p(run('الخلية صغيرة', '<w:rtl/>'), '<w:bidi/>'))).toBe('αβ\n\n細胞は小さい\n\nالخلية صغيرة');
  });
});

describe('tables', () => {
  const cell = (text: string, properties = '') => `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${text.startsWith('<') ? text : p(text)}</w:tc>`;
  const table = (...rows: readonly string[][]) => `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;

  test('row by row; merged cells keep the columns apart', async () => {
    const body = table(
      [cell('Part'), cell('Size'), cell('Use')],
      [cell('Core', '<w:vMerge w:val="restart"/>'), cell('5 µm and more', '<w:gridSpan w:val="2"/>')],
      [cell('not shown', '<w:vMerge/>'), cell('10'), cell(p('line one') + p('line two'))],
    );
    expect(await textOf(body)).toBe('Part\tSize\tUse\nCore\t5 µm and more\n\t10\tline one line two');
  });

  test('one that only arranges text is read as text, cell after cell', async () => {
    expect(await textOf(table([cell(p('A heading', '<w:outlineLvl w:val="0"/>') + p('Left.')), cell('Right.')]))).toBe('A heading\n\nLeft.\n\nRight.');
  });

  test('deleted rows are gone', async () => {
    expect(await textOf(`<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${cell('c')}${cell('d')}</w:tr></w:tbl>`)).toBe('a\tb');
  });
});

describe('pages', () => {
  const turned = '<w:r><w:lastRenderedPageBreak/></w:r>';

  test('are those of the last time it was laid out', async () => {
    const { pages, pageKind } = await read(docxOf(p('One.') + p(`${turned}${run('Two.')}`) + p(`${run('Three')}<w:r><w:br w:type="page"/></w:r>${run('four.')}`)));
    expect(pageKind).toBe('page');
    expect(pages.map(({ text }) => text)).toEqual(['One.', 'Two.\n\nThree', 'four.']);
  });

  test('one without a word on it keeps its number', async () => {
    const { pages } = await read(docxOf(p('One.') + p(turned) + p(`${turned}${run('Three.')}`)));
    expect(pages.map(({ text }) => text)).toEqual(['One.', '', 'Three.']);
  });

  test('without breaks they are sections, each called what its heading says; headers and footers are on none', async () => {
    const long = 'Cells divide and grow. '.repeat(100);
    const { pages, pageKind, title } = await read(
      docxOf(styled('H', 'Cells') + p(long) + styled('H', 'Tissues') + p(long) + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>', {
        styles: style('H', 'heading 1'),
        more: [['h', 'header', 'header1.xml']],
        files: { 'word/header1.xml': part('w:hdr', p('Running head')), 'docProps/core.xml': '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:title>Histology</dc:title></cp:coreProperties>' },
      }),
    );
    expect([pageKind, title]).toEqual(['section', 'Histology']);
    expect(pages.map(({ label }) => label)).toEqual(['Cells', 'Tissues']);
    expect(pages.map(({ text }) => text).join()).not.toContain('Running head');
  });
});

test('charts and diagrams say what is written in them', async () => {
  const chart = part('c:chartSpace', '<c:chart><c:title><a:t>Growth</a:t></c:title><c:plotArea><c:ser><c:tx><c:v>Mass</c:v></c:tx><c:cat><c:strRef><c:strCache><c:pt><c:v>Day 1</c:v></c:pt><c:pt><c:v>Day 2</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:plotArea></c:chart>');
  const body = p(`${run('See.')}<w:r><w:drawing><c:chart r:id="c1"/></w:drawing></w:r>`);
  expect(await textOf(body, { more: [['c1', 'chart', 'charts/chart1.xml']], files: { 'word/charts/chart1.xml': chart } })).toBe('See.\n\nGrowth\n\nMass\n\nDay 1, Day 2');
});

describe('what does harm or is broken', () => {
  test('entities, nesting and bombs are refused', async () => {
    const withType = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<!DOCTYPE w [<!ENTITY a "aa">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>' });
    await expect(read(withType)).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('entities') });
    await expect(read(docxOf('<w:tbl><w:tr><w:tc>'.repeat(100_000)))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('nested too deeply') });
    await expect(read(docxOf(p('a'.repeat(2_000_000))), { ...limits.ingest, maxUnpackedBytes: 1_000_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(read(docxOf(p('Cells divide. '.repeat(100)).repeat(100)), { ...limits.ingest, maxChars: 100_000 })).rejects.toMatchObject({ code: 'TOO_LARGE', detail: expect.stringContaining('characters of text') });
  });

  test('notes within notes end', async () => {
    expect(await textOf(p(`${run('Cells.')}<w:r><w:footnoteReference w:id="1"/></w:r>`), { footnotes: `<w:footnote w:id="1">${p(`${run('A note.')}<w:r><w:footnoteReference w:id="1"/></w:r>`)}</w:footnote>` })).toBe('Cells.\n\nA note.');
  });

  test('damaged parts besides the text are left out, a missing text is said', async () => {
    expect(await textOf(p('Cells.'), { files: { 'word/styles.xml': '<w:styles><unclosed>', 'docProps/core.xml': 'no XML' }, more: [['of-styles', 'styles', 'styles.xml'], ['x', 'footnotes', '../../../etc/passwd'], ['y', 'chart', 'gone.xml']] })).toBe('Cells.');
    await expect(read(zipOf({ '[Content_Types].xml': '<Types/>', 'word/document2.xml': 'x' }))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('missing') });
  });
});
