import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { part, pptxOf, shapeOf } from '../../test/office-files.ts';
import { zipOf } from '../../test/zips.ts';
import { extract } from '../extract.ts';
import type { IngestLimits } from '../limits.ts';

const read = (bytes: Uint8Array, bounds: IngestLimits = limits.ingest) => extract(bytes, { fileName: 'lecture.pptx', limits: bounds });
const textOf = async (...slides: Parameters<typeof pptxOf>[0]) => (await read(pptxOf(slides))).pages.map((page) => page.text).join('\f');
const title = (text: string) => shapeOf(text, { type: 'title' });

test('a page is a slide, in the order of the presentation, named and headed by its title; notes come after it', async () => {
  const { pages, pageKind, headings } = await read(
    pptxOf([
      { shapes: shapeOf('Biology', { type: 'ctrTitle' }) + shapeOf('A course', { type: 'subTitle' }) },
      { shapes: shapeOf(['Small.', 'Alive.'], { type: 'body' }) + title('Cells'), notes: shapeOf('3', { type: 'sldNum' }) + shapeOf('', { type: 'sldImg' }) + shapeOf(['Say this.', 'And that.'], { type: 'body' }) },
      { shapes: shapeOf('No title here.') },
    ]),
  );
  expect(pageKind).toBe('slide');
  expect(pages.map(({ label, text }) => [label, text])).toEqual([
    ['Biology', 'Biology\n\nA course'],
    ['Cells', 'Cells\n\nSmall.\n\nAlive.\n\nSay this.\n\nAnd that.'],
    [undefined, 'No title here.'],
  ]);
  expect(headings.map(({ page, level, text }) => [page, level, text])).toEqual([[1, 1, 'Biology'], [2, 2, 'Cells']]);
});

describe('what stands on a slide', () => {
  test('is read as it stands, not as it was made: columns from left to right, each from the top; a group together', async () => {
    const inGroup = `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="4000"/><a:ext cx="9000" cy="1000"/></a:xfrm></p:grpSpPr>${shapeOf('right', { at: [5000, 0, 900, 900] })}${shapeOf('left', { at: [0, 0, 900, 900] })}</p:grpSp>`;
    expect(
      await textOf({
        shapes: inGroup + shapeOf('B2', { at: [5000, 2000, 4000, 1000] }) + shapeOf('B1', { at: [5000, 1000, 4000, 900] }) + shapeOf('A1', { at: [0, 1000, 4000, 900] }) + shapeOf('A2', { at: [0, 2000, 4000, 1000] }) + title('T'),
      }),
    ).toBe('T\n\nA1\n\nB1\n\nA2\n\nB2\n\nleft\n\nright');
  });

  test('the order of the file counts where places do not speak against it', async () => {
    expect(await textOf({ shapes: shapeOf('first') + shapeOf('second') + shapeOf('third') })).toBe('first\n\nsecond\n\nthird');
  });

  test('lists with marks, line breaks, links; fields that number slides are dropped', async () => {
    const item = (text: string, properties: string) => `<a:p><a:pPr ${properties.startsWith('lvl') ? properties.slice(0, 7) : ''}>${properties.replace(/^lvl="\d"/, '')}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;
    const body = `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr/></p:nvSpPr><p:txBody>${item('Point', '<a:buChar char="•"/>')}${item('One', '<a:buAutoNum type="arabicPeriod"/>')}${item('Two', '<a:buAutoNum type="arabicPeriod"/>')}${item('Deep', 'lvl="1"<a:buAutoNum type="alphaLcParenR"/>')}${item('Plain', '<a:buNone/>')}<a:p><a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>2</a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>`;
    expect((await textOf({ shapes: body })).split('\n\n')).toEqual(['• Point', '1. One', '2. Two', 'a) Deep', 'Plain', 'a\nb²']);
  });

  test('tables row by row, with merged cells apart', async () => {
    const cell = (text: string, attributes = '') => `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const table = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="1" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl><a:tr>${cell('Part')}${cell('Size')}${cell('Use')}</a:tr><a:tr>${cell('Core', 'gridSpan="2"')}${cell('covered', 'hMerge="1"')}${cell('Holds DNA')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    expect(await textOf({ shapes: title('T') + table })).toBe('T\n\nPart\tSize\tUse\nCore\t\tHolds DNA');
  });

  test('dates, footers and numbers are dropped, and what is hidden', async () => {
    const hidden = shapeOf('Hidden.').replace('name="x"', 'name="x" hidden="1"');
    expect(await textOf({ shapes: shapeOf('Seen.') + shapeOf('1 May', { type: 'dt' }) + shapeOf('Dr Who', { type: 'ftr' }) + shapeOf('4', { type: 'sldNum' }) + hidden })).toBe('Seen.');
  });

  test('charts and diagrams say what is written in them, points below the one that they belong to', async () => {
    const frame = (content: string) => `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="1" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`;
    const point = (id: string, text: string) => `<dgm:pt modelId="${id}"><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
    const link = (from: string, to: string, order: number) => `<dgm:cxn modelId="c${from}${to}" srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
    const data = part('dgm:dataModel', `<dgm:ptLst><dgm:pt modelId="0" type="doc"/>${point('2', 'Second')}${point('1', 'First')}${point('3', 'Below first')}</dgm:ptLst><dgm:cxnLst>${link('0', '1', 0)}${link('0', '2', 1)}${link('1', '3', 0)}</dgm:cxnLst>`);
    const chart = part('c:chartSpace', '<c:chart><c:title><a:t>Growth</a:t></c:title><c:plotArea><c:ser><c:tx><c:v>Mass</c:v></c:tx></c:ser></c:plotArea></c:chart>');
    const bytes = pptxOf([{ shapes: frame('<dgm:relIds r:dm="d1"/>') + frame('<c:chart r:id="c1"/>'), more: [['d1', 'diagramData', '../diagrams/data1.xml'], ['c1', 'chart', '../charts/chart1.xml']] }], { 'ppt/diagrams/data1.xml': data, 'ppt/charts/chart1.xml': chart });
    expect((await read(bytes)).pages[0]?.text).toBe('First\n\nBelow first\n\nSecond\n\nGrowth\n\nMass');
  });

  test('pictures alone are told of, and so is a slide that is not shown', async () => {
    const { pages } = await read(pptxOf([{ shapes: '<p:pic><p:nvPicPr><p:cNvPr id="1" name="p"/></p:nvPicPr></p:pic>' }, { shapes: shapeOf('Kept back.'), hidden: true }]));
    expect(pages.map(({ text, warning }) => [text, warning])).toEqual([
      ['', expect.stringContaining('has pictures and no text')],
      ['Kept back.', expect.stringContaining('hidden')],
    ]);
  });
});

describe('what is broken or does harm', () => {
  test('a slide that leads nowhere or is damaged keeps its number, and the others are read', async () => {
    const gone = pptxOf([{ shapes: shapeOf('One.') }, { shapes: shapeOf('Two.'), more: [['n', 'notesSlide', '../notesSlides/gone.xml'], ['l', 'slideLayout', '../../../../etc/passwd']] }], { 'ppt/slides/slide2.xml': '<p:sld><p:cSld>' });
    expect((await read(gone)).pages.map(({ text, warning }) => [text, warning])).toEqual([
      ['', expect.stringContaining('damaged')],
      ['Two.', undefined],
    ]);
  });

  test('without a list of slides they are taken by their numbers', async () => {
    const slide = (text: string) => part('p:sld', `<p:cSld><p:spTree>${shapeOf(text)}</p:spTree></p:cSld>`);
    const bytes = zipOf({ 'ppt/presentation.xml': part('p:presentation', ''), 'ppt/slides/slide10.xml': slide('ten'), 'ppt/slides/slide2.xml': slide('two') });
    expect((await read(bytes)).pages.map(({ text }) => text)).toEqual(['two', 'ten']);
  });

  test('groups in groups, entities and too many slides are refused', async () => {
    await expect(read(pptxOf([{ shapes: '<p:grpSp>'.repeat(100_000) }, { shapes: shapeOf('Two.') }]))).resolves.toMatchObject({ pages: [{ warning: expect.stringContaining('damaged') }, { text: 'Two.' }] });
    await expect(read(zipOf({ 'ppt/presentation.xml': '<!DOCTYPE p [<!ENTITY a "aa">]><p:presentation/>' }))).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('entities') });
    await expect(read(pptxOf(Array.from({ length: 3 }, () => ({ shapes: shapeOf('x') }))), { ...limits.ingest, maxPages: 2 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  test('thousands of shapes on one slide do not hold it up', async () => {
    const { pages } = await read(pptxOf([{ shapes: Array.from({ length: 5000 }, (_, at) => shapeOf(`n${at}`, { at: [0, 5000 - at, 10, 1] })).join('') }]));
    expect(pages[0]?.text.split('\n\n')).toHaveLength(5000);
  });
});
