/** Office files as tests need them: the few parts that a reader looks at, around what a test is about. */
import { zipOf } from './zips.ts';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' +
  'xmlns:wps="urn:wps" xmlns:mc="urn:mc" xmlns:a="urn:a" xmlns:p="urn:p" xmlns:c="urn:c" xmlns:dgm="urn:dgm" xmlns:wp="urn:wp" xmlns:v="urn:v"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An XML part: `root` is its element with prefix, `content` what is in it. */
export const part = (root: string, content: string, attributes = '') => `<?xml version="1.0" encoding="UTF-8"?><${root} ${namespaces} ${attributes}>${content}</${root}>`;

/** Relations of a part: id, last word of the type, target. */
export function relations(...all: readonly (readonly [string, string, string])[]): string {
  return `<?xml version="1.0"?><Relationships>${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
}

interface WordFile {
  /** Contents of the parts of that name. */
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  /** Relations besides those of these parts. */
  more?: readonly (readonly [string, string, string])[];
  files?: Readonly<Record<string, string | Uint8Array>>;
}

/** A Word document with that in its body. */
export function docxOf(body: string, { more = [], files = {}, ...parts }: WordFile = {}): Buffer {
  const given = Object.entries(parts).filter(([, content]) => content !== undefined);
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(['r1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': part('w:document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relations(...given.map(([name]) => [`of-${name}`, name, `${name}.xml`] as const), ...more),
    ...Object.fromEntries(given.map(([name, content]) => [`word/${name}.xml`, part(`w:${name}`, content)])),
    ...files,
  });
}

interface SlideFile {
  /** What stands on it. */
  shapes: string;
  notes?: string;
  /** Relations of the slide besides that to its notes. */
  more?: readonly (readonly [string, string, string])[];
  hidden?: boolean;
}

/** A presentation; the names of its parts are in another order than its slides. */
export function pptxOf(slides: readonly SlideFile[], files: Readonly<Record<string, string | Uint8Array>> = {}, size = ''): Buffer {
  const numbers = slides.map((_, index) => slides.length - index);
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(['r1', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': part('p:presentation', `<p:sldIdLst>${numbers.map((number) => `<p:sldId id="${255 + number}" r:id="s${number}"/>`).join('')}</p:sldIdLst>${size}`),
    'ppt/_rels/presentation.xml.rels': relations(...numbers.map((number) => [`s${number}`, 'slide', `slides/slide${number}.xml`] as const)),
    ...Object.assign(
      {},
      ...slides.map(({ shapes, notes, more = [], hidden }, index) => {
        const number = numbers[index] ?? 0;
        return {
          [`ppt/slides/slide${number}.xml`]: part('p:sld', `<p:cSld><p:spTree>${shapes}</p:spTree></p:cSld>`, hidden === true ? 'show="0"' : ''),
          [`ppt/slides/_rels/slide${number}.xml.rels`]: relations(...more, ...(notes === undefined ? [] : [['n', 'notesSlide', `../notesSlides/n${number}.xml`] as const])),
          ...(notes !== undefined && { [`ppt/notesSlides/n${number}.xml`]: part('p:notes', `<p:cSld><p:spTree>${notes}</p:spTree></p:cSld>`) }),
        };
      }),
    ),
    ...files,
  });
}

/** A picture in a paragraph of Word, by its relation; `more` stands in what fills it. */
export const pictureRun = (relation: string, more = '') =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData><a:pic><a:nvPicPr><a:cNvPr id="0" name="x"/></a:nvPicPr><a:blipFill><a:blip r:embed="${relation}"/>${more}</a:blipFill></a:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

/** A picture on a slide, by its relation. */
export const pictureShape = (relation: string, at: readonly [number, number, number, number]) =>
  `<p:pic><p:nvPicPr><p:cNvPr id="4" name="x"/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${relation}"/></p:blipFill><p:spPr><a:xfrm><a:off x="${at[0]}" y="${at[1]}"/><a:ext cx="${at[2]}" cy="${at[3]}"/></a:xfrm></p:spPr></p:pic>`;

/** A shape with paragraphs, at a place (x, y, width, height) if one is given. */
export function shapeOf(text: string | readonly string[], { type, at }: { type?: string; at?: readonly [number, number, number, number] } = {}): string {
  const place = at ? `<a:xfrm><a:off x="${at[0]}" y="${at[1]}"/><a:ext cx="${at[2]}" cy="${at[3]}"/></a:xfrm>` : '';
  const paragraphs = [text].flat().map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('');
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>${type === undefined ? '' : `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr><p:spPr>${place}</p:spPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}

const odfNamespaces =
  'xmlns:office="urn:office" xmlns:text="urn:text" xmlns:table="urn:table" xmlns:draw="urn:draw" xmlns:style="urn:style" xmlns:presentation="urn:presentation" xmlns:svg="urn:svg" xmlns:fo="urn:fo" xmlns:xlink="urn:xlink" xmlns:meta="urn:meta" xmlns:dc="urn:dc" xmlns:manifest="urn:manifest"';

/** An OpenDocument file: `kind` is `text` or `presentation`, `styles` its automatic styles. */
export function odfOf(kind: 'text' | 'presentation', body: string, { styles = '', files = {} }: { styles?: string; files?: Readonly<Record<string, string | Uint8Array>> } = {}): Buffer {
  const xml = (root: string, content: string) => `<?xml version="1.0"?><${root} ${odfNamespaces}>${content}</${root}>`;
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': xml('office:document-content', `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body>`),
    'meta.xml': xml('office:document-meta', '<office:meta><dc:title>Cells and tissues</dc:title></office:meta>'),
    ...files,
  });
}
