/** A Word document with a picture above its caption, as small as one can be. */
import { crc32, deflateSync } from 'node:zlib';

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
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations('d', 'officeDocument', 'word/document.xml'),
    'word/document.xml': `<w:document xmlns:w="urn:w" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:pic="urn:pic" xmlns:r="urn:r"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations('r1', 'image', 'media/image1.png'),
    'word/media/image1.png': png(colour),
  });
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

/** Its entries as they are, not packed. */
function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [data, path] = [Buffer.from(content), Buffer.from(name)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, path]));
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, data]));
    offset = locals.reduce((sum, { length }) => sum + length, 0);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
