import { limits } from '@studywright/core';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';

const read = (content: string | Uint8Array, fileName = 'page.html') => extract(typeof content === 'string' ? new TextEncoder().encode(content) : content, { fileName, limits: limits.ingest });
const textOf = async (content: string | Uint8Array) => (await read(content)).pages.map((page) => page.text).join('\f');
const body = (inner: string) => textOf(`<!DOCTYPE html><html><body>${inner}</body></html>`);

describe('structure', () => {
  test('headings, paragraphs, breaks, lists', async () => {
    const { headings, pages } = await read('<html><body><h1>Cells</h1><p>A <b>cell</b>\n is small.<p>Two<br>lines.<h2 id=x>Parts <a href="#x">¶</a></h2><ul><li>Membrane<li>Core<ol type=a start=2><li>DNA</ol></ul></body>');
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Cells', '2 Parts']);
    expect(pages[0]?.text).toBe('Cells\n\nA cell is small.\n\nTwo\nlines.\n\nParts\n\n• Membrane\n\n• Core\n\nb. DNA');
  });

  test('tables row by row, spans kept in their columns; tables that lay out a page are read as text', async () => {
    expect(await body('<table><caption>Parts</caption><tr><th>Kind<th>Use</tr><tr><td rowspan=2>A<td>one<br>two</tr><tr><td>three</tr></table>')).toBe('Parts\n\nKind\tUse\nA\tone two\n\tthree');
    expect(await body('<table><tr><td><h2>Left</h2><p>One.</td><td><p>Two.</td></tr></table>')).toBe('Left\n\nOne.\n\nTwo.');
  });

  test('terms with what explains them, quotes, code, captions and names of pictures', async () => {
    expect(await body('<dl><dt>Cell<dd>Unit of <q>life</q>.</dl><blockquote>Said.</blockquote><pre>a = 1\n  b</pre><figure><img src=x alt="A neuron"><figcaption>Figure 1</figcaption></figure>')).toBe(
      'Cell\nUnit of “life”.\n\nSaid.\n\na = 1\n  b\n\nA neuron\n\nFigure 1',
    );
  });

  test('what is raised or lowered, and formulas, stay readable', async () => {
    expect(await body('<p>H<sub>2</sub>O, 10<sup>−3</sup>, 1<sup>st</sup>, e<sup>kt</sup>, word<sup><a href="#n1">1</a></sup>.')).toBe('H₂O, 10⁻³, 1st, e^(kt), word[1].');
    expect(await body('<p>So <math><mi>x</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msup><mi>b</mi><mn>2</mn></msup></mfrac></math> holds.')).toBe('So x = (a + 1)/b² holds.');
  });

  test('Japanese lines join without a space, right-to-left text stays in logical order', async () => {
    expect(await body('<p>細胞は\n生命の単位。</p><p dir=rtl>الخلية هي <b>وحدة</b> الحياة.</p>')).toBe('細胞は生命の単位。\n\nالخلية هي وحدة الحياة.');
  });

  test('notes stand at the end', async () => {
    expect(await body('<p>First<a role="doc-noteref" href="#n">1</a>.</p><aside role="doc-footnote" id=n>1. A note.</aside><p>Second.</p>')).toBe('First[1].\n\nSecond.\n\n1. A note.');
  });
});

const sentence = 'The membrane of a cell, which is thin, parts what is inside from what is outside, and lets some things through. ';
const nav = `<nav><ul>${'<li><a href="/x">Another chapter of this book</a>'.repeat(10)}</ul></nav>`;
const page = (main: string) => `<html><head><title>Membranes | Open Biology</title></head><body><header>${nav}</header><div class="cookie-banner"><p>We use cookies, many of them, and so do our partners.</p></div>
  ${main}<aside class="sidebar"><p>Buy now, for less, while it lasts.</p></aside><div id="comments"><p>I liked this, thank you, it helped me a lot, and I passed.</p></div><footer>Terms of use</footer></body></html>`;

describe('what stands around an article is left out', () => {
  test.each([
    ['in its own element', `<main><article><h1>Membranes</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}<table><tr><td>Lipid</td><td>Fat</td></tr></table></article></main>`],
    ['in nested divisions', `<div class="wrap"><div class="col"><h1>Membranes</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}<table><tr><td>Lipid</td><td>Fat</td></tr></table></div></div>`],
    ['its headline apart', `<div class="hero"><h1>Membranes</h1></div><div class="text">${`<p>${sentence.repeat(3)}</p>`.repeat(4)}<table><tr><td>Lipid</td><td>Fat</td></tr></table></div>`],
  ])('%s', async (_, main) => {
    const { title, pages } = await read(page(main));
    expect(title).toBe('Membranes');
    expect(pages.map(({ text }) => text).join('\n\n')).toBe(['Membranes', ...Array.from({ length: 4 }, () => sentence.repeat(3).trim()), 'Lipid\tFat'].join('\n\n'));
  });

  test('a short page without an article is read as it is, hidden parts and scripts left out', async () => {
    expect(await body('<h1>Hi</h1><script>alert(1)</script><style>p{}</style><p hidden>no</p><p style="color:red; display: none">no</p><noscript>no</noscript><p>Yes &amp; no&shy;thing</p><template>no</template>')).toBe('Hi\n\nYes & nothing');
  });
});

describe('encodings', () => {
  const german = '<p>Größe, Ärger und „Übung“ fällt schwer.</p>';
  const japanese = '<p>細胞は生命の最小単位である。</p>';
  test.each([
    ['a declaration', iconv.encode(`<html><head><meta charset="windows-1252"></head>${german}`, 'windows-1252'), 'Größe, Ärger und „Übung“ fällt schwer.'],
    ['a declaration in place of a header', iconv.encode(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"></head>${japanese}`, 'shift_jis'), '細胞は生命の最小単位である。'],
    ['a mark, whatever is declared', iconv.encode(`\uFEFF<html><head><meta charset="iso-8859-1"></head>${japanese}`, 'utf-16le'), '細胞は生命の最小単位である。'],
    ['a declaration that is wrong', new TextEncoder().encode(`<html><head><meta charset="iso-8859-1"></head>${german}`), 'Größe, Ärger und „Übung“ fällt schwer.'],
    ['none', iconv.encode(`<html>${german}`, 'windows-1252'), 'Größe, Ärger und „Übung“ fällt schwer.'],
  ])('%s', async (_, bytes, text) => {
    expect(await textOf(bytes)).toBe(text);
  });
});

describe('books as web pages', () => {
  const sentence = 'The membrane of a cell keeps what is inside of it apart from what is outside. ';
  const section = (title: string, times: number) => `<div class="section"><div class="titlepage"><h2>${title}</h2></div><p>${sentence.repeat(times)}</p></div>`;

  test('all sections of a chapter are its text, however long one of them is', async () => {
    const { headings } = await read(`<html><body><div class="navheader"><a href="a">Prev</a> <a href="b">Next</a></div><div class="chapter">${section('Kinds', 1)}${section('Parts', 80)}${section('To remember', 1)}</div></body></html>`);
    expect(headings.map(({ text }) => text)).toEqual(['Kinds', 'Parts', 'To remember']);
  });

  test('boxes beside the text are read, what a site has at its side is not', async () => {
    const box = (inner: string) => `<div class="sidebar"><p class="title"><strong>Background</strong></p><div class="para">${inner}</div></div>`;
    const text = await body(`<div class="chapter">${section('Parts', 10)}${box(`Hooke gave cells their name. ${sentence.repeat(2)}`)}${section('Kinds', 10)}${box('Buy the book')}${box(`<a href="x">${sentence.repeat(3)}</a>`)}</div>`);
    expect(text).toContain('Hooke gave cells their name.');
    expect(text).not.toContain('Buy the book');
    expect(text.match(/Background/g)).toHaveLength(1);
  });

  test('the title of a page is no heading that its whole site has', async () => {
    const page = (title: string) => read(`<html><head><title>${title}</title></head><body><h1>Open Biology 3.2</h1><div class="chapter"><h1>Parts of cells<a class="headerlink" href="#parts">¶</a></h1>${section('Membranes', 10)}</div></body></html>`);
    expect((await page('Parts of cells — Open Biology 3.2')).title).toBe('Parts of cells');
    expect((await page('Open Biology: Parts of cells')).title).toBe('Parts of cells');
  });
});

describe('harmful pages', () => {
  test('a hundred thousand elements in one another', async () => {
    expect(await body(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}<p>After.`)).toBe('deep\n\nAfter.');
  });

  test('millions of signs that open nothing, NUL, tags that are never closed', async () => {
    expect((await body('<'.repeat(2_000_000))).length).toBeGreaterThan(1_000_000);
    expect(await body('a\0b<p>c<a href="')).toBe('ab\n\nc');
    await expect(body('<i>'.repeat(1_000_001))).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
