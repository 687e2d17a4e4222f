/** Files made to do harm, and what must become of each: a named refusal, or text without harm. Made anew whenever they are asked for. */
import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { limits } from '@studywright/core';
import Vips from 'wasm-vips';
import { linesAt, makePdf } from './pdfs.ts';
import * as raw from './raw-pdfs.ts';
import { zipOf } from './zips.ts';

export interface Hostile {
  name: string;
  make(): Uint8Array | Promise<Uint8Array>;
  /** Codes of refusals that name what is wrong; `TEXT` where it may be read. */
  becomes: readonly ('TEXT' | 'BAD_INPUT' | 'TOO_LARGE' | 'UNSUPPORTED' | 'UNREADABLE' | 'PASSWORD_NEEDED')[];
  /** In the refusal's words. */
  says?: RegExp;
  /** In the text, or nowhere in it. */
  holds?: RegExp;
  lacks?: RegExp;
}

const megabyte = 1024 * 1024;
const refused = ['UNSUPPORTED', 'UNREADABLE', 'TOO_LARGE'] as const;
const damaged = ['UNSUPPORTED', 'UNREADABLE'] as const;
const harmless = ['TEXT', ...refused] as const;

const text = (content: string) => () => Buffer.from(content);
const half = async (bytes: Uint8Array | Promise<Uint8Array>) => {
  const whole = await bytes;
  return whole.subarray(0, Math.floor(whole.length * 0.6));
};

// Word's smallest document, with parts of the caller's.
const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const rels = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
type Parts = Parameters<typeof zipOf>[0];
const docx = (document: Parts[string], more: Parts = {}) => zipOf({ '[Content_Types].xml': types, '_rels/.rels': rels, 'word/document.xml': document, ...more });
const body = (words: string, prolog = '') => `<?xml version="1.0"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`;

const container = '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const opf = (href: string) => `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" href="${href}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`;
const epub = (chapter: Parts[string], href = 'a.xhtml', name = 'a.xhtml') => zipOf({ mimetype: 'application/epub+zip', 'META-INF/container.xml': container, 'content.opf': opf(href), [name]: chapter });
const odt = (content: Parts[string]) => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'META-INF/manifest.xml': '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>', 'content.xml': content });
const odf = (words: string) => `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>${words}</text:p></office:text></office:body></office:document-content>`;

const pptx = (slide: string) =>
  zipOf({
    '[Content_Types].xml': types.replaceAll('/word/document.xml', '/ppt/presentation.xml').replace('wordprocessingml.document', 'presentationml.presentation'),
    '_rels/.rels': rels.replace('word/document.xml', 'ppt/presentation.xml'),
    'ppt/presentation.xml': '<?xml version="1.0"?><p:presentation xmlns:p="p"/>',
    'ppt/slides/slide1.xml': slide,
  });
const slide = (words: string, prolog = '') => `<?xml version="1.0"?>${prolog}<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
const xhtml = (words: string, prolog = '') => `<?xml version="1.0"?>${prolog}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>${words}</p></body></html>`;

const laughs = `<!DOCTYPE w:document [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')}]>`;
const quadratic = `<!DOCTYPE w:document [<!ENTITY a "${'a'.repeat(100_000)}">]>`;

/** All entries of its directory lead to the same packed data, so that little holds much. */
function overlapping(entries: number): Buffer {
  const data = Buffer.alloc(20 * megabyte);
  const packed = deflateRawSync(data);
  const head = (name: string, extra: number) => {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    return Buffer.concat([fields, Buffer.alloc(extra), Buffer.from(name)]);
  };
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), head('word/document.xml', 0), packed]);
  const directory = Array.from({ length: entries }, (_, index) => Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), head(index === 0 ? 'word/document.xml' : `word/a${index}.xml`, 14)]));
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(100 * megabyte);
  for (let level = 0; level < depth; level += 1) inner = zipOf({ 'a.zip': inner, 'b.zip': inner });
  return docx(inner, { 'word/embeddings/a.zip': inner });
}

const side = 50_000;

function png(): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const typed = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(typed), 4);
    return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(megabyte))), chunk('IEND', Buffer.alloc(0))]);
}

function jpeg(): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(side, 5);
  frame.writeUInt16BE(side, 7);
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), frame, Buffer.from('ffd9', 'hex')]);
}

function tiff(): Buffer {
  const tags = [
    [256, 4, side],
    [257, 4, side],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, side],
    [279, 4, 0xffffffff],
  ];
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length, 0);
  for (const [index, [tag = 0, type = 0, value = 0]] of tags.entries()) {
    directory.writeUInt16LE(tag, 2 + 12 * index);
    directory.writeUInt16LE(type, 4 + 12 * index);
    directory.writeUInt32LE(1, 6 + 12 * index);
    directory.writeUInt32LE(value, 10 + 12 * index);
  }
  return Buffer.concat([Buffer.from('49492a0008000000', 'hex'), directory]);
}

function webp(): Buffer {
  const canvas = Buffer.alloc(10);
  // WebP holds 16,384 at most; its extended form claims 24 bits.
  canvas.writeUIntLE(side - 1, 4, 3);
  canvas.writeUIntLE(side - 1, 7, 3);
  const chunk = Buffer.concat([Buffer.from('VP8X\x0A\0\0\0'), canvas]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + chunk.length, 0);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunk]);
}

/** Noise, which no encoder makes small. @param suffix of the kind of file, such as `.jpg` */
async function picture(suffix: string): Promise<Uint8Array> {
  const vips = await Vips({ dynamicLibraries: [] });
  const grey = vips.Image.gaussnoise(400, 400, { mean: 128, sigma: 60, seed: 1 }).cast('uchar');
  return grey.copy({ interpretation: 'b-w' }).writeToBuffer(suffix);
}

const script = '<script>fetch("http://127.0.0.1:9/")</script><img src=x onerror=alert(1)>';
const html = (inside: string) => `<!DOCTYPE html><html><head><title>Notes</title></head><body>${inside}</body></html>`;
const simplePdf = () => makePdf((pdf) => void linesAt(pdf, 72, 72, ['The cell membrane keeps what is inside a cell apart from what is outside.', 'It is made of two layers of lipids.']));

const plain: Hostile[] = [
  { name: 'empty.pdf', make: text(''), becomes: ['BAD_INPUT'], says: /empty/ },
  { name: 'empty.docx', make: text(''), becomes: ['BAD_INPUT'], says: /empty/ },
  { name: 'empty.txt', make: text(''), becomes: ['BAD_INPUT'], says: /empty/ },
  { name: 'blank.txt', make: text(' \n\t\n '), becomes: ['UNREADABLE'], says: /no text/ },
  { name: 'noise.pdf', make: () => randomBytes(65_536), becomes: ['UNREADABLE'], says: /not a PDF/ },
  { name: 'noise.txt', make: () => randomBytes(65_536), becomes: ['UNSUPPORTED'], says: /Studywright reads/ },
  { name: 'over-size.txt', make: () => Buffer.alloc(limits.upload.maxBytes + 1, 'a '), becomes: ['TOO_LARGE'], says: /larger than 50 MB/ },
  { name: 'one-line.txt', make: () => Buffer.alloc(20 * megabyte, 'word '), becomes: ['TOO_LARGE'], says: /characters/ },
  { name: 'one-line-within-limits.txt', make: () => Buffer.alloc(8 * megabyte, 'word '), becomes: ['TEXT'], holds: /word word/ },
  { name: 'one-word.txt', make: () => Buffer.alloc(8 * megabyte, 'a'), becomes: ['TEXT'], holds: /aaaa/ },
  { name: 'nul.txt', make: text('Mem\0ory\0 is what remains.\0'), becomes: ['TEXT'], holds: /Memory is what remains/, lacks: /\0/ },
  { name: '"><img src=x onerror=alert(1)>.txt', make: text(`${script}\n\nRecall is remembering.`), becomes: ['TEXT'], holds: /Recall is remembering/ },
  { name: '..\\..\\etc\\passwd.txt', make: text('Recall is remembering.'), becomes: ['TEXT'], holds: /Recall/, lacks: /root:/ },
];

const markup: Hostile[] = [
  { name: 'script.md', make: text(`# Memory\n\n${script}\n\n[click](javascript:alert(1)) ![](http://127.0.0.1:9/x.png)\n\nRecall is remembering.`), becomes: ['TEXT'], holds: /Recall is remembering/, lacks: /javascript:|onerror/ },
  { name: 'script.html', make: text(html(`${script}<iframe src="http://127.0.0.1:9/"></iframe><p onclick="alert(1)">Recall is remembering what was learned before.</p>`)), becomes: ['TEXT', 'UNSUPPORTED'], lacks: /fetch\(|onerror|onclick/ },
  { name: 'script.svg', make: text(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><image href="http://127.0.0.1:9/x.png"/></svg>`), becomes: harmless, lacks: /alert/ },
  { name: 'divs.html', make: text(html(`${'<div>'.repeat(1_000_000)}Recall${'</div>'.repeat(1_000_000)}`)), becomes: harmless },
  { name: 'attributes.html', make: text(html(`<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}=1`).join(' ')}>Recall is remembering.</p>`)), becomes: harmless },
  { name: 'groups.rtf', make: text(`{\\rtf1 ${'{'.repeat(1_000_000)}Recall${'}'.repeat(1_000_000)}}`), becomes: harmless },
  { name: 'lengths.rtf', make: text(`{\\rtf1 {\\pict\\bin2147483647 x}${'\\u-99999999999999?'.repeat(10_000)} Recall is remembering.}`), becomes: harmless },
  { name: 'quotes.md', make: text(`${'>'.repeat(100_000)} Recall`), becomes: ['UNREADABLE'], says: /nested too deeply/ },
  { name: 'lists.md', make: text(Array.from({ length: 3_000 }, (_, index) => `${' '.repeat(2 * index)}- a`).join('\n')), becomes: harmless },
  { name: 'brackets.md', make: text('['.repeat(200_000)), becomes: harmless },
  { name: 'links.md', make: text('[a]('.repeat(100_000)), becomes: harmless },
  { name: 'emphasis.md', make: text(`${'*a _b '.repeat(100_000)}`), becomes: harmless },
  { name: 'backticks.md', make: text(Array.from({ length: 3_000 }, (_, index) => '`'.repeat(index)).join(' a ')), becomes: harmless },
  { name: 'references.md', make: text(`${Array.from({ length: 50_000 }, (_, index) => `[a${index}]: b`).join('\n')}\n\n${'[a1]'.repeat(50_000)}`), becomes: harmless },
  { name: 'comments.md', make: text('<!--'.repeat(200_000)), becomes: harmless },
  { name: 'table.md', make: text(`|${'a|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}\n${'|\n'.repeat(20_000)}`), becomes: harmless },
  { name: 'addresses.md', make: text('www.a@a.a@'.repeat(60_000)), becomes: harmless },
  { name: 'footnotes.md', make: text('[^a]: '.repeat(50_000)), becomes: ['UNREADABLE'], says: /nested too deeply/ },
  { name: 'rule.md', make: text(`Recall is remembering.\n\n${'* '.repeat(5_000)}`), becomes: ['TEXT'], holds: /Recall/ },
];

/** @param url what a document tries to reach, at a server of the caller's that counts who comes */
const archives = (url: string): Hostile[] => [
  { name: 'bomb.docx', make: () => docx(Buffer.alloc(300 * megabyte, ' ')), becomes: refused },
  { name: 'lying.docx', make: () => docx({ data: Buffer.alloc(300 * megabyte, ' '), says: 100 }), becomes: refused },
  { name: 'nested.docx', make: () => nested(3), becomes: refused },
  { name: 'overlapping.docx', make: () => overlapping(1000), becomes: refused },
  { name: 'entries.docx', make: () => docx(body('Recall'), Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`word/a${index}`, '']))), becomes: refused },
  { name: 'bomb.epub', make: () => epub(Buffer.alloc(300 * megabyte, ' ')), becomes: refused },
  { name: 'bomb.odt', make: () => odt(Buffer.alloc(300 * megabyte, ' ')), becomes: refused },
  { name: 'laughs.docx', make: () => docx(body('&l9;', laughs)), becomes: damaged },
  { name: 'laughs.pptx', make: () => pptx(slide('&l9;', laughs)), becomes: damaged },
  { name: 'laughs.epub', make: () => epub(xhtml('&l9;', laughs)), becomes: harmless, lacks: /lollol/ },
  { name: 'laughs.odt', make: () => odt(odf('&l9;').replace('?>', `?>${laughs}`)), becomes: damaged },
  { name: 'quadratic.docx', make: () => docx(body('&a;'.repeat(20_000), quadratic)), becomes: damaged },
  { name: 'file-entity.docx', make: () => docx(body('&x;', '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), becomes: damaged, lacks: /root:/ },
  { name: 'web-entity.docx', make: () => docx(body('&x;', `<!DOCTYPE w:document [<!ENTITY x SYSTEM "${url}x">]>`)), becomes: damaged },
  { name: 'web-entity.epub', make: () => epub(`<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "${url}dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Recall is remembering.</p><img src="${url}a.png"/></body></html>`), becomes: harmless },
  { name: 'web-links.docx', make: () => docx(body('Recall is remembering.'), { 'word/_rels/document.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${url}t.dotm" TargetMode="External"/></Relationships>` }), becomes: harmless },
  { name: 'web-links.html', make: text(html(`<link rel=stylesheet href="${url}a.css"><img src="${url}a.png"><script src="${url}a.js"></script><p>Recall is remembering what was learned before.</p>`)), becomes: harmless },
  { name: 'web-links.md', make: text(`![](${url}a.png) Recall is remembering.`), becomes: ['TEXT'] },
  { name: 'deep.docx', make: () => docx(body(`${'<w:r>'.repeat(300_000)}Recall${'</w:r>'.repeat(300_000)}`)), becomes: damaged },
  { name: 'traversal.epub', make: () => epub('<html><body><p>Recall</p></body></html>', '../../../../etc/passwd', '../../../../etc/passwd'), becomes: harmless, lacks: /root:/ },
  { name: 'traversal.docx', make: () => docx(body('Recall is remembering.'), { '../../../../tmp/studywright-was-here': 'x' }), becomes: harmless },
  { name: 'cut-off.docx', make: () => half(docx(body('Recall is remembering. '.repeat(2000)))), becomes: damaged },
  { name: 'cut-off.pptx', make: () => half(pptx(slide('Recall is remembering. '.repeat(2000)))), becomes: damaged },
  { name: 'cut-off.epub', make: () => half(epub(xhtml('Recall is remembering. '.repeat(2000)))), becomes: damaged },
  { name: 'cut-off.odt', make: () => half(odt(odf('Recall is remembering. '.repeat(2000)))), becomes: damaged },
  { name: 'cut-off.rtf', make: () => half(Buffer.from(`{\\rtf1 ${'Recall is remembering. '.repeat(2000)}}`)), becomes: harmless },
  { name: 'cut-off.html', make: () => half(Buffer.from(html(`<p>${'Recall is remembering. '.repeat(2000)}</p>`))), becomes: harmless },
  { name: 'no-document.docx', make: () => zipOf({ '[Content_Types].xml': types, 'word/other.xml': 'x' }), becomes: damaged, says: /damaged Word document/ },
];

const pictures: Hostile[] = [
  { name: 'vast.png', make: png, becomes: refused },
  { name: 'vast.jpg', make: jpeg, becomes: refused },
  { name: 'vast.tiff', make: tiff, becomes: refused },
  { name: 'vast.webp', make: webp, becomes: refused },
  { name: 'cut-off-vast.png', make: () => half(png()), becomes: refused },
  ...['.png', '.jpg', '.tiff', '.webp'].map((suffix): Hostile => ({ name: `cut-off${suffix}`, make: () => half(picture(suffix)), becomes: harmless })),
];

const pdfs: Hostile[] = [
  { name: 'cut-off.pdf', make: () => half(simplePdf()), becomes: ['UNREADABLE'], says: /damaged or cut off|no text/ },
  { name: 'header.pdf', make: text('%PDF-1.7\n%%EOF'), becomes: ['UNREADABLE'], says: /damaged or cut off/ },
  { name: 'wrong-table.pdf', make: raw.wrongTable, becomes: ['TEXT'], holds: /cell membrane/ },
  { name: 'pages.pdf', make: () => raw.manyPages(5_000), becomes: ['TOO_LARGE'], says: /5,000 pages; 2,000 is the most/ },
  { name: 'claims-pages.pdf', make: raw.claimsPages, becomes: ['TOO_LARGE', 'UNREADABLE'] },
  { name: 'circular-pages.pdf', make: raw.circularPages, becomes: ['UNREADABLE'] },
  { name: 'circular-outline.pdf', make: raw.circularOutline, becomes: ['TEXT'], holds: /cell membrane/ },
  { name: 'recursive-forms.pdf', make: raw.recursiveForms, becomes: ['TEXT', 'UNREADABLE'] },
  { name: 'multiplying-forms.pdf', make: raw.multiplyingForms, becomes: ['UNREADABLE', 'TOO_LARGE'], says: /reasonable time|memory|characters/ },
  { name: 'content-bomb.pdf', make: raw.contentBomb, becomes: ['TEXT', 'UNREADABLE', 'TOO_LARGE'] },
  { name: 'endless-page.pdf', make: raw.endlessPage, becomes: ['UNREADABLE', 'TOO_LARGE'], says: /reasonable time|memory|characters/ },
  { name: 'deep-arrays.pdf', make: raw.deepArrays, becomes: harmless },
  { name: 'deep-dictionaries.pdf', make: raw.deepDictionaries, becomes: harmless },
  { name: 'object-stream.pdf', make: raw.objectStreamBomb, becomes: harmless },
  { name: 'font.pdf', make: raw.fontBomb, becomes: harmless },
  { name: 'flate-image.pdf', make: raw.flateImageBomb, becomes: harmless },
  { name: 'jbig2-image.pdf', make: raw.jbig2ImageBomb, becomes: harmless },
  { name: 'pdf.docx', make: simplePdf, becomes: ['TEXT'], holds: /cell membrane/ },
  { name: 'docx.pdf', make: () => docx(body('Recall is remembering.')), becomes: harmless },
  { name: 'png.pdf', make: png, becomes: refused },
  { name: 'html.txt', make: text(html('<p>Recall is remembering what was learned before.</p>')), becomes: ['TEXT', 'UNSUPPORTED'] },
];

export const hostileFiles = (url: string): Hostile[] => [...plain, ...markup, ...archives(url), ...pictures, ...pdfs];
