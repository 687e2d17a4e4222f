import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../test/zips.ts';
import { extract } from '../extract.ts';

const chapter = (body: string) => `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
const container = '<?xml version="1.0"?><container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const item = (id: string, href: string, more = '') => `<item id="${id}" href="${href}" media-type="application/xhtml+xml" ${more}/>`;

/** A book of the parts given, in the order of `spine`. */
function book(parts: Readonly<Record<string, string>>, { spine = Object.keys(parts), manifest = '', more = {}, toc = '', after = '' }: { spine?: readonly string[]; manifest?: string; more?: Readonly<Record<string, string>>; toc?: string; after?: string } = {}): Buffer {
  const opf = `<package><metadata><dc:title>Cell Biology</dc:title></metadata><manifest>${Object.keys(parts).map((name, at) => item(`i${at}`, name)).join('')}${manifest}</manifest>
    <spine${toc}>${spine.map((entry) => (entry.startsWith('<') ? entry : `<itemref idref="i${Object.keys(parts).indexOf(entry)}"/>`)).join('')}</spine>${after}</package>`;
  const entries = Object.entries(parts).map(([name, body]) => [`OPS/${decodeURIComponent(name)}`, chapter(body)]);
  return zipOf({ mimetype: 'application/epub+zip', 'META-INF/container.xml': container, 'OPS/book.opf': opf, ...Object.fromEntries(entries), ...more });
}

const read = (bytes: Uint8Array) => extract(bytes, { fileName: 'book.zip', limits: limits.ingest });
const text = '<p>A cell is small, and it is alive.</p>';

describe('chapters', () => {
  test('in the order of the spine, what stands apart from it last, each with its name', async () => {
    const ncx = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap><navPoint><navLabel><text>One: Cells</text></navLabel><content src="one.html#top"/><navPoint><navLabel><text>Parts</text></navLabel><content src="one.html#p"/></navPoint></navPoint><navPoint><navLabel><text>Two</text></navLabel><content src="t%20wo.html"/></navPoint></navMap></ncx>';
    const { pages, pageKind, title, headings } = await read(
      book(
        { 't%20wo.html': `${text}<a id="x"/>`, 'notes.html': '<h1>Answers</h1><p>Yes.</p>', 'one.html': `<h1>Cells</h1>${text}<p class="h">Parts</p><p>Two of them.</p>` },
        { spine: ['<itemref idref="i1" linear="no"/>', 'one.html', 't%20wo.html'], toc: ' toc="ncx"', manifest: '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', more: { 'OPS/toc.ncx': ncx } },
      ),
    );
    expect(title).toBe('Cell Biology');
    expect(pageKind).toBe('chapter');
    expect(pages.map(({ label }) => label)).toEqual(['One: Cells', 'Two', 'Answers']);
    expect(pages[0]?.text).toBe('Cells\n\nA cell is small, and it is alive.\n\nParts\n\nTwo of them.');
    expect(headings.map(({ page, level, text: words }) => `${page} ${level} ${words}`)).toEqual(['1 1 Cells', '1 2 Parts', '2 1 Two', '3 1 Answers']);
  });

  test('a book of one part, which it names as its table of contents too, is that part', async () => {
    for (const href of ['all.html', 'all.html#toc']) {
      const { pages } = await read(book({ 'all.html': `<h1>Cells</h1>${text}` }, { after: `<guide><reference type="toc" href="${href}"/></guide>` }));
      expect(pages.map(({ text: words }) => words)).toEqual(['Cells\n\nA cell is small, and it is alive.']);
    }
    const { pages } = await read(book({ 'toc.html': '<p>Cells</p>', 'a.html': `<h1>Cells</h1>${text}` }, { after: '<guide><reference type="toc" href="toc.html"/></guide>' }));
    expect(pages.map(({ text: words }) => words)).toEqual(['Cells\n\nA cell is small, and it is alive.']);
  });

  test('names from a navigation document, which is no chapter itself; a title page opens the first', async () => {
    const nav = chapter('<nav epub:type="landmarks"><ol><li><a href="a.html">Start</a></li></ol></nav><nav epub:type="toc"><ol><li><a href="a.html">Chapter A</a></li></ol></nav>');
    const { pages } = await read(book({ 'cover.html': '<h1>My Book</h1>', 'a.html': `<h2>A</h2>${text}` }, { spine: ['<itemref idref="nav"/>', 'cover.html', 'a.html'], manifest: item('nav', 'nav.html', 'properties="nav"'), more: { 'OPS/nav.html': nav } }));
    expect(pages.map(({ label, text: words }) => `${label}: ${words}`)).toEqual(['Chapter A: My Book\n\nA\n\nA cell is small, and it is alive.']);
  });

  test('a very long one is cut, notes come after the text', async () => {
    const { pages } = await read(book({ 'a.html': `<h1>Long</h1>${`<p>${'Blood carries oxygen. '.repeat(40)}</p>`.repeat(60)}`, 'b.html': '<h1>B</h1><p>Word<a epub:type="noteref" href="#n">1</a>.</p><aside epub:type="footnote" id="n">1. Note.</aside><p>End.</p>' }));
    expect(pages.map(({ label }) => label)).toEqual(['Long (1)', 'Long (2)', 'Long (3)', 'B']);
    expect(pages.at(-1)?.text).toBe('B\n\nWord[1].\n\nEnd.\n\n1. Note.');
  });
});

describe('what is wrong with a book', () => {
  const encrypted = (algorithm: string, uri: string) => `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;

  test('copy protection is named, veiled fonts are none', async () => {
    const one = { 'a.html': `<h1>A</h1>${text}` };
    await expect(read(book(one, { more: { 'META-INF/encryption.xml': encrypted('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OPS/a.html') } }))).rejects.toMatchObject({ code: 'UNSUPPORTED', detail: expect.stringContaining('copy protection') });
    expect((await read(book(one, { more: { 'META-INF/encryption.xml': encrypted('http://www.idpf.org/2008/embedding', 'OPS/f.otf') } }))).pages).toHaveLength(1);
  });

  test('references that lead out of it or nowhere are passed over', async () => {
    const { pages } = await read(book({ 'a.html': `<h1>A</h1>${text}` }, { spine: ['<itemref idref="x"/>', '<itemref idref="y"/>', '<itemref idref="z"/>', 'a.html'], manifest: item('x', '../../../etc/passwd') + item('y', 'http://127.0.0.1/a.html') + item('z', 'gone.html') }));
    expect(pages).toHaveLength(1);
  });

  test('without what says what it is made of, or without chapters', async () => {
    await expect(read(zipOf({ 'META-INF/container.xml': container, 'a.html': 'x' }))).rejects.toMatchObject({ code: 'UNREADABLE' });
    await expect(read(book({}, { spine: [] }))).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('entities that a book declares mean nothing', async () => {
    const bomb = `<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><h1>A</h1><p>x &b; &eacute;</p></body></html>`;
    const { pages } = await read(book({}, { spine: ['<itemref idref="b"/>'], manifest: item('b', 'b.html'), more: { 'OPS/b.html': bomb } }));
    expect(pages[0]?.text).toContain('x &b; é');
    expect(pages[0]?.text).not.toContain('aaaa');
  });
});
