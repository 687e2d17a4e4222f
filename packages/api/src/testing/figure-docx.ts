/** A Word document with a picture above its caption, as small as one can be. */
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

interface Written {
  /** Of the picture, in one paragraph; empty: there is no picture. */
  caption: string;
  /** What is said below it. */
  text: string;
  /** Red, green and blue of the picture's middle, 0 to 255. */
  colour?: readonly [number, number, number];
}

/** Of the picture, in pixels. */
const [width, height] = [320, 200];

export function figureDocx({ caption, text, colour = [51, 102, 178] }: Written): Buffer {
  const escaped = (words: string) => words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const paragraph = (content: string) => `<w:p>${content}</w:p>`;
  const words = (said: string) => paragraph(`<w:r><w:t xml:space="preserve">${escaped(said)}</w:t></w:r>`);
  const picture = paragraph('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>');
  const relations = (id: string, type: string, target: string) => `<Relationships><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
  const body = `${caption === '' ? '' : picture + words(caption)}${words(text)}`;
  const zip = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(relations('d', 'officeDocument', 'word/document.xml')),
    'word/document.xml': strToU8(`<w:document xmlns:w="urn:w" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:pic="urn:pic" xmlns:r="urn:r"><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': strToU8(relations('r1', 'image', 'media/image1.png')),
    'word/media/image1.png': png(colour),
  });
  return Buffer.from(zip);
}

/** A square of one colour on a light ground. */
function png(colour: readonly [number, number, number]): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Uint8Array.from([0, ...Array.from({ length: width }, (__, x) => (Math.abs(x - width / 2) < 70 && Math.abs(y - height / 2) < 70 ? colour : [242, 240, 232])).flat()]),
  );
  const chunk = (type: string, data: Uint8Array) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
  };
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
