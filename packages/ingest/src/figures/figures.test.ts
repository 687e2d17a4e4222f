/** Figures of documents whose pages cannot be drawn: pictures that lie in the file, and the captions that name them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '@studywright/core';
import type { FigurePlace, SourceDocument } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docxOf, odfOf, pictureRun, pictureShape, pptxOf, relations, shapeOf } from '../../test/office-files.ts';
import { headersOf, opened, saved } from '../../test/pictures.ts';
import { zipOf } from '../../test/zips.ts';
import { extract } from '../extract.ts';
import { webpFigure } from '../ocr/figure-picture.ts';

/** Dark on the left and light on the right, of so many pixels. */
const halves = (width: number, height: number) => ({ width, height, data: Uint8Array.from({ length: width * height }, (_, at) => (at % width < width / 2 ? 40 : 220)) });

let cell: Uint8Array;
let leaf: Uint8Array;
let icon: Uint8Array;
let folder: string;
beforeAll(async () => {
  [cell, leaf, icon] = await Promise.all([saved(halves(300, 200), '.png'), saved(halves(320, 180), '.jpg'), saved(halves(24, 24), '.png')]);
  folder = await mkdtemp(join(tmpdir(), 'studywright-figures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (bytes: Uint8Array | string, fileName: string) => extract(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { fileName, limits: limits.ingest });
const captionsOf = ({ pages, figures = [] }: SourceDocument) => figures.map(({ page, start, end }) => pages[page - 1]?.text.slice(start, end));
const placesOf = ({ figures = [] }: SourceDocument) => figures.map((figure) => ('picture' in figure ? figure.picture : null));

function firstOf({ figures = [] }: SourceDocument): FigurePlace {
  const [figure] = figures;
  if (!figure) throw new Error('There is no figure.');
  return figure;
}

async function cut(bytes: Uint8Array | string, place: FigurePlace, width = 1_200) {
  const path = join(folder, 'document');
  await writeFile(path, bytes);
  return webpFigure(path, 1, { width, place });
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const styled = (style: string, content: string) => p(content, `<w:pStyle w:val="${style}"/>`);
const styles = '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>';
const images = [['r1', 'image', 'media/image1.png'], ['r2', 'image', 'media/image2.jpeg'], ['r3', 'image', 'media/icon.png']] as const;
const word = (body: string, more: Parameters<typeof docxOf>[1] = {}) => docxOf(body, { styles, more: images, files: { 'word/media/image1.png': cell, 'word/media/image2.jpeg': leaf, 'word/media/icon.png': icon }, ...more });
const prose = p(run('A cell is the smallest unit of life, and all that lives is made of it.'));

describe('in Word', () => {
  test('a picture has the caption below it, which begins as captions do, and its pixels and nothing else of it are given', async () => {
    const bytes = word(prose + p(pictureRun('r1')) + p(run('Figure 1: An animal cell')) + prose);
    const source = await read(bytes, 'cells.docx');
    expect(captionsOf(source)).toEqual(['Figure 1: An animal cell']);
    expect(placesOf(source)).toEqual([{ name: 'word/media/image1.png', width: 300, height: 200 }]);
    const webp = await cut(bytes, firstOf(source), 150);
    const { width, height, data, format } = await opened(webp);
    expect({ width, height, format }).toEqual({ width: 150, height: 100, format: 'webpload_buffer' });
    expect([(data[10] ?? 255) < 80, (data[140] ?? 0) > 180]).toEqual([true, true]);
  });

  test('a caption is known by its style or its number too, in whatever language it is; a table’s is none', async () => {
    const numbered = p(`${run('Mynd ')}<w:fldSimple w:instr=" SEQ Mynd \\* ARABIC ">${run('1')}</w:fldSimple>${run(' Laufblað að sumri')}`);
    const source = await read(word(p(pictureRun('r1')) + styled('Beschriftung', run('Der Bau der Zelle')) + prose + p(pictureRun('r2')) + numbered + prose + p(pictureRun('r1')) + styled('Beschriftung', run('Tabelle 1: Zellen'))), 'cells.docx');
    expect(captionsOf(source)).toEqual(['Der Bau der Zelle', 'Mynd 1 Laufblað að sumri']);
    expect(placesOf(source).map((picture) => picture?.name)).toEqual(['word/media/image1.png', 'word/media/image2.jpeg']);
  });

  test('where captions stand above, each names what is below it', async () => {
    const source = await read(word(p(run('Figure 1: An animal cell')) + p(pictureRun('r1')) + p(run('Figure 2: A leaf')) + p(pictureRun('r2')) + prose), 'cells.docx');
    expect(captionsOf(source).map((caption, index) => [caption, placesOf(source)[index]?.name])).toEqual([['Figure 1: An animal cell', 'word/media/image1.png'], ['Figure 2: A leaf', 'word/media/image2.jpeg']]);
  });

  test('in the cells of a table, in a text box and in one paragraph they belong together as well', async () => {
    const tc = (content: string) => `<w:tc>${content}</w:tc>`;
    const table = `<w:tbl><w:tr>${tc(p(pictureRun('r1')))}${tc(p(pictureRun('r2')))}</w:tr><w:tr>${tc(p(run('Figure 1: An animal cell')))}${tc(p(run('Figure 2: A leaf')))}</w:tr></w:tbl>`;
    const box = p(`<w:r><w:drawing><wps:txbx><w:txbxContent>${p(pictureRun('r1'))}${p(run('Figure 3: A cell in a box'))}</w:txbxContent></wps:txbx></w:drawing></w:r>`);
    const together = p(`${pictureRun('r2')}<w:r><w:br/></w:r>${run('Figure 4: A leaf again')}`);
    const source = await read(word(prose + table + prose + box + prose + together), 'cells.docx');
    expect(captionsOf(source).map((caption, index) => [caption, placesOf(source)[index]?.name])).toEqual([
      ['Figure 1: An animal cell', 'word/media/image1.png'],
      ['Figure 2: A leaf', 'word/media/image2.jpeg'],
      ['Figure 3: A cell in a box', 'word/media/image1.png'],
      ['Figure 4: A leaf again', 'word/media/image2.jpeg'],
    ]);
  });

  test('no more is shown than the author left of a picture', async () => {
    const bytes = word(p(pictureRun('r1', '<a:srcRect l="50000" b="25000"/>')) + p(run('Figure 1: The light half')));
    const source = await read(bytes, 'cells.docx');
    expect(placesOf(source)).toEqual([{ name: 'word/media/image1.png', width: 150, height: 150, crop: { x: 5_000, y: 0, width: 5_000, height: 7_500 } }]);
    const grey = await saved({ ...halves(300, 200), data: Uint8Array.from({ length: 60_000 }, (_, at) => at % 251) }, '.png');
    const shown = await opened(await cut(word(p(pictureRun('r1')), { files: { 'word/media/image1.png': grey } }), firstOf(source)));
    expect([shown.width, shown.height]).toEqual([150, 150]);
  });

  test('icons, what is used again and again, charts and captions of several pictures give none', async () => {
    const logo = p(pictureRun('r2')) + p(run('Figure 9: The mark of the school')) + prose;
    const chart = p('<w:r><w:drawing><a:graphic><c:chart r:id="gone"/></a:graphic></w:drawing></w:r>') + p(run('Figure 3: Growth by year'));
    const source = await read(word(p(pictureRun('r3')) + p(run('Figure 1: A sign')) + prose + p(pictureRun('r1') + pictureRun('r1')) + p(run('Figure 2: Two cells')) + prose + logo.repeat(3) + chart + p(pictureRun('r3')) + prose), 'cells.docx');
    expect(captionsOf(source)).toEqual([]);
    expect(source.pages[0]?.text).toContain('Figure 2: Two cells');
  });
});

describe('without a caption', () => {
  const described = (alt: string) => pictureRun('r1').replace('name="x"', `name="x" descr="${alt}"`);

  test('what its author wrote of a picture is its caption, and part of the text where the picture stands', async () => {
    const alt = 'The nucleus lies in the middle of a skin cell.';
    const source = await read(word(prose + p(described(alt)) + p(run('Skin is made of such cells.'))), 'cells.docx');
    expect(captionsOf(source)).toEqual([alt]);
    expect(source.pages[0]?.text.split('\n\n').slice(1)).toEqual([alt, 'Skin is made of such cells.']);
    const captioned = await read(word(p(described(alt)) + p(run('Figure 1: An animal cell'))), 'cells.docx');
    expect(captionsOf(captioned)).toEqual(['Figure 1: An animal cell']);
    expect(captioned.pages[0]?.text).not.toContain(alt);
  });

  test.each(['A picture containing text, clipart&#10;&#10;Description automatically generated', 'Diagram of a cell with many parts&#10;&#10;AI-generated content may be incorrect.', 'Ein Bild, das Text enthält.&#10;&#10;Automatisch generierte Beschreibung', 'cell.png', 'An animal cell', 'The logo of the school of biology', 'https://example.org/the/picture of a cell in the skin'])('what a program wrote, and what says little, is none: %s', async (alt) => {
    const source = await read(word(prose + p(described(alt)) + prose), 'cells.docx');
    expect(source.figures).toBeUndefined();
    expect(source.pages[0]?.text.split('\n\n')).toHaveLength(2);
  });
});

describe('on slides', () => {
  const size = '<p:sldSz cx="9000" cy="6000"/>';
  const image = [['i', 'image', '../media/cell.png']] as const;
  const deck = (...slides: Parameters<typeof pptxOf>[0]) => pptxOf(slides, { 'ppt/media/cell.png': cell, 'ppt/media/leaf.jpg': leaf }, size);
  const large: [number, number, number, number] = [2_000, 1_500, 5_000, 3_300];
  const title = (text: string, type = 'title') => shapeOf(text, { type, at: [500, 200, 8_000, 900] });

  test('the title names the one picture of a slide that shows hardly anything else', async () => {
    const source = await read(deck({ shapes: title('Parts of an animal cell') + pictureShape('i', large), more: image }), 'lecture.pptx');
    expect(captionsOf(source)).toEqual(['Parts of an animal cell']);
    expect(placesOf(source)).toEqual([{ name: 'ppt/media/cell.png', width: 300, height: 200 }]);
  });

  test('what stands close below a picture names it before the title does', async () => {
    const below = shapeOf('A cell of the skin, seen from above', { at: [1_500, 4_900, 6_000, 500] });
    const source = await read(deck({ shapes: title('Cells') + pictureShape('i', large) + below, more: image }), 'lecture.pptx');
    expect(captionsOf(source)).toEqual(['A cell of the skin, seen from above']);
  });

  test.each([
    ['an opening slide', title('Cell biology', 'ctrTitle') + pictureShape('i', large)],
    ['a question', title('What is in a cell?') + pictureShape('i', large)],
    ['what is about the talk', title('Thank you for your attention') + pictureShape('i', large)],
    ['much text beside it', title('Parts of an animal cell') + pictureShape('i', large) + shapeOf('The nucleus holds what the cell is to be. '.repeat(5), { at: [500, 5_000, 8_000, 900] })],
    ['a small picture', title('Parts of an animal cell') + pictureShape('i', [8_000, 5_000, 600, 400])],
    ['two pictures', title('Parts of an animal cell') + pictureShape('i', [500, 1_500, 3_500, 2_300]) + pictureShape('j', [4_500, 1_500, 3_500, 2_300])],
  ])('%s: none', async (_, shapes) => {
    const source = await read(deck({ shapes, more: [...image, ['j', 'image', '../media/leaf.jpg']] }), 'lecture.pptx');
    expect(source.figures).toBeUndefined();
  });

  test('a picture or a title that comes again names nothing', async () => {
    const again = await read(deck({ shapes: title('Parts of an animal cell') + pictureShape('i', large), more: image }, { shapes: title('Cells of the skin') + pictureShape('i', large), more: image }), 'lecture.pptx');
    expect(again.figures).toBeUndefined();
    const other = [['i', 'image', '../media/leaf.jpg']] as const;
    const named = await read(deck({ shapes: title('Parts of an animal cell') + pictureShape('i', large), more: image }, { shapes: title('Parts of an animal cell') + pictureShape('i', large), more: other }), 'lecture.pptx');
    expect(named.figures).toBeUndefined();
  });

  test('in OpenDocument as in PowerPoint', async () => {
    const frame = (content: string, attributes: string) => `<draw:frame ${attributes}>${content}</draw:frame>`;
    const slide = frame('<draw:text-box><text:p>Parts of an animal cell</text:p></draw:text-box>', 'presentation:class="title" svg:x="2cm" svg:y="1cm" svg:width="24cm" svg:height="2cm"') + frame('<draw:image xlink:href="Pictures/cell.png"/>', 'svg:x="6cm" svg:y="4cm" svg:width="16cm" svg:height="10cm"');
    const source = await read(odfOf('presentation', `<draw:page>${slide}</draw:page>`, { files: { 'Pictures/cell.png': cell } }), 'lecture.odp');
    expect(captionsOf(source)).toEqual(['Parts of an animal cell']);
  });
});

test('in OpenDocument text a caption shares a text box with its picture', async () => {
  const image = '<draw:frame draw:style-name="fr1"><draw:image xlink:href="Pictures/cell.png"/></draw:frame>';
  const figure = `<text:p>Before.<draw:frame><draw:text-box><text:p text:style-name="Illustration">${image}Mynd <text:sequence>1</text:sequence>: An animal cell</text:p></draw:text-box></draw:frame></text:p>`;
  const source = await read(odfOf('text', figure, { files: { 'Pictures/cell.png': cell } }), 'cells.odt');
  expect(captionsOf(source)).toEqual(['Mynd 1: An animal cell']);
  const clipped = '<style:style style:name="fr1"><style:graphic-properties fo:clip="rect(0cm, 2cm, 0cm, 0cm)"/></style:style>';
  expect((await read(odfOf('text', figure, { styles: clipped, files: { 'Pictures/cell.png': cell } }), 'cells.odt')).figures).toBeUndefined();
});

describe('in web pages and books', () => {
  const address = () => `data:image/png;base64,${Buffer.from(cell).toString('base64')}`;
  const page = (body: string) => `<!DOCTYPE html><html><head><title>Cells</title></head><body><h1>Cells</h1><p>A cell is the smallest unit of life, and all that lives is made of it.</p>${body}</body></html>`;

  test('a figure has the caption that its page gives it, which is found again in the file', async () => {
    const html = page(`<figure><img src="${address()}" alt="A drawing"><figcaption>An animal cell and its nucleus</figcaption></figure>`);
    const source = await read(html, 'cells.html');
    expect(captionsOf(source)).toEqual(['An animal cell and its nucleus']);
    expect((await opened(await cut(html, firstOf(source)))).width).toBe(300);
  });

  test('a picture and a paragraph that begins as captions do, or is called one; a caption that is not to be heard twice', async () => {
    const source = await read(
      page(`<p><img src="${address()}"></p><p>Fig. 1: An animal cell</p><p>Text.</p><div><img src="${address()}"><p class="wp-caption-text">A cell of the skin</p></div>`),
      'cells.html',
    );
    expect(captionsOf(source)).toEqual(['Fig. 1: An animal cell', 'A cell of the skin']);
    const once = await read(page(`<figure><img src="${address()}" alt="Cells of a root"><figcaption aria-hidden="true">Cells of a root</figcaption></figure>`), 'cells.html');
    expect(captionsOf(once)).toEqual(['Cells of a root']);
    expect(once.pages[0]?.text.match(/Cells of a root/g)).toHaveLength(1);
  });

  test.each(['https://example.org/cell.png', 'cell.png', 'file:///etc/passwd', 'data:image/svg+xml;base64,PHN2Zy8+', 'data:image/png;base64,PGh0bWw+'])('what lies elsewhere or is no picture gives none: %s', async (src) => {
    const source = await read(page(`<figure><img src="${src}"><figcaption>An animal cell</figcaption></figure>`), 'cells.html');
    expect(source.figures).toBeUndefined();
  });

  test('in a book pictures are entries of it, found from the chapter that shows them', async () => {
    const book = (src: string) =>
      zipOf({
        mimetype: 'application/epub+zip',
        'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        'OPS/book.opf': '<package><metadata><title>Cells</title></metadata><manifest><item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        'OPS/text/a.xhtml': page(`<figure><img src="${src}"/><figcaption>An animal cell and its nucleus</figcaption></figure>`),
        'OPS/images/cell.png': cell,
      });
    const source = await read(book('../images/cell.png'), 'cells.epub');
    expect(captionsOf(source)).toEqual(['An animal cell and its nucleus']);
    expect(placesOf(source)).toEqual([{ name: 'OPS/images/cell.png', width: 300, height: 200 }]);
    for (const elsewhere of ['../../../../etc/passwd', '/etc/passwd', 'https://example.org/cell.png', '../images/gone.png']) expect((await read(book(elsewhere), 'cells.epub')).figures).toBeUndefined();
  });
});

describe('what does harm', () => {
  const captioned = p(pictureRun('r1')) + p(run('Figure 1: An animal cell'));
  const figuresOf = async (image: Uint8Array | string) => (await read(word(captioned + prose, { files: { 'word/media/image1.png': image } }), 'cells.docx')).figures;

  test.each([
    ['more pixels than can be drawn', () => headersOf(50_000).PNG],
    ['a web page under a picture’s name', () => '<!DOCTYPE html><script>alert(1)</script>'],
    ['a drawing that is a program', () => '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><script>alert(1)</script></svg>'],
    ['a metafile', () => Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(200)])],
    ['nothing', () => ''],
    ['a picture that breaks off before it says its size', () => cell.slice(0, 15)],
  ])('%s gives none', async (_, image) => {
    expect(await figuresOf(image())).toBeUndefined();
  });

  test('a picture that is damaged further on is said to be, and its document is read', async () => {
    const bytes = word(captioned, { files: { 'word/media/image1.png': cell.slice(0, 120) } });
    const source = await read(bytes, 'cells.docx');
    await expect(cut(bytes, firstOf(source))).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('a picture without anything to be seen is none; one drawn in white on nothing is seen on a dark ground', async () => {
    const place = { picture: { name: 'word/media/image1.png', width: 300, height: 200 } };
    const white = await saved({ width: 300, height: 200, data: new Uint8Array(60_000).fill(255) }, '.png');
    await expect(cut(word(captioned, { files: { 'word/media/image1.png': white } }), place)).rejects.toMatchObject({ code: 'UNREADABLE', detail: expect.stringContaining('nothing to be seen') });
  });

  test('what a relation says lies elsewhere is neither fetched nor read, and no name leads out of the file', async () => {
    const rels = (target: string, mode = '') => relations(['r1', 'image', target]).replace('/></Relationships>', `${mode}/></Relationships>`);
    const said: readonly [string, string?][] = [['http://127.0.0.1:9/cell.png', ' TargetMode="External"'], ['file:///etc/passwd', ' TargetMode="External"'], ['../../../etc/passwd'], ['/etc/passwd'], ['media/gone.png']];
    for (const [target, mode] of said) {
      const bytes = word(captioned + prose, { files: { 'word/_rels/document.xml.rels': rels(target, mode), 'word/media/image1.png': cell } });
      expect((await read(bytes, 'cells.docx')).figures).toBeUndefined();
    }
    for (const name of ['/etc/passwd', '../../etc/passwd', 'word/media/gone.png', `sha256:${'0'.repeat(64)}`]) await expect(cut(word(captioned), { picture: { name, width: 300, height: 200 } })).rejects.toMatchObject({ code: 'UNREADABLE' });
    // Nor is what is no picture given, though it is in the file.
    await expect(cut(word(captioned), { picture: { name: 'word/document.xml', width: 300, height: 200 } })).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('thousands of pictures: so many are looked at, and all is read', async () => {
    const many = Array.from({ length: 4_000 }, (_, at) => at);
    const body = many.map((at) => p(pictureRun(`m${at}`)) + p(run(`Figure ${at}: A cell in its place`))).join('');
    const bytes = word(body, { more: many.map((at) => [`m${at}`, 'image', `media/m${at}.png`] as const), files: Object.fromEntries(many.map((at) => [`word/media/m${at}.png`, cell])) });
    const source = await read(bytes, 'cells.docx');
    expect(source.figures?.length).toBe(2_000);
    expect(source.pages.map(({ text }) => text).join('\n')).toContain('Figure 3999: A cell in its place');
  });

  test('a presentation of one slide with thousands of them is read', async () => {
    const shapes = Array.from({ length: 5_000 }, (_, at) => pictureShape('i', [at, at, 900, 900])).join('');
    const source = await read(pptxOf([{ shapes: shapeOf('Cells', { type: 'title' }) + shapes, more: [['i', 'image', '../media/cell.png']] }], { 'ppt/media/cell.png': cell }, '<p:sldSz cx="9000" cy="6000"/>'), 'lecture.pptx');
    expect(source.figures).toBeUndefined();
  });
});

test('a part of a drawing that only other programs draw does not hide its picture', async () => {
  const drawing = `<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:anchor><a:blip r:embed="r1"/></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:imagedata r:id="r2"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const source = await read(word(p(drawing) + p(run('Figure 1: A leaf'))), 'cells.docx');
  expect(placesOf(source).map((picture) => picture?.name)).toEqual(['word/media/image2.jpeg']);
});
