/** Pictures that lie in a file as a whole: which of them can be shown, and where they are found again. */
import { createHash } from 'node:crypto';
import type { EmbeddedPicture } from '@studywright/core';
import { openArchive } from '../archive.ts';
import type { Archive } from '../archive.ts';
import { decodeText } from '../decode.ts';
import { gifHeaders, jpegHeaders, pngHeaders, webpHeaders } from '../formats/picture-headers.ts';
import type { PictureHeader, ReadHeaders } from '../formats/picture-headers.ts';
import type { ShownPicture } from '../formats/format.ts';
import { declaredCharset } from '../html/charset.ts';
import type { IngestLimits } from '../limits.ts';

/** Of one picture; what is larger is not shown. */
const most = { bytes: 32 * 1024 * 1024, pixels: 50_000_000 };
/** In pixels: what is smaller is an icon, and what is so many times as long as wide a rule. */
const least = { width: 96, height: 64 };
const longest = 8;
/** In which a picture says how large it is, behind what a camera wrote of itself. */
const headBytes = 262_144;
/** Pictures of one document that are looked at. */
const mostLookedAt = 2_000;

/** Known by what they begin with, whatever they are called. Drawings that a program would have to run through (SVG, EMF, WMF) are none. */
const kinds: readonly { marks: readonly (readonly [number, string])[]; headers: ReadHeaders }[] = [
  { marks: [[0, '\x89PNG\r\n\x1A\n']], headers: pngHeaders },
  { marks: [[0, '\xFF\xD8\xFF']], headers: jpegHeaders },
  { marks: [[0, 'RIFF'], [8, 'WEBP']], headers: webpHeaders },
  { marks: [[0, 'GIF8']], headers: gifHeaders },
];

/** What a picture says of itself; null of what is none that is shown, or too large. */
export function headerOf(bytes: Uint8Array): PictureHeader | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const kind = kinds.find(({ marks }) => marks.every(([at, mark]) => start.startsWith(mark, at)));
  const [header] = kind?.headers(bytes) ?? [];
  return header && header.width * header.height <= most.pixels ? header : null;
}

/** Says how large a picture is: null of one that cannot be shown, `ornament` of one that is too small for a figure. Each is looked at once. */
export type Measure = (shown: ShownPicture) => Promise<EmbeddedPicture | 'ornament' | null>;

/** Of the pictures of an archive, by the names of its entries. */
export function measureIn(archive: Pick<Archive, 'head' | 'size'>): Measure {
  return measuring(async (name) => {
    const size = archive.size(name);
    const head = size > 0 && size <= most.bytes ? await archive.head(name, headBytes) : null;
    return head && { name, head };
  });
}

/** Of pictures that are written into a web page. */
export function measureWritten(): Measure {
  return measuring((address) => {
    const bytes = bytesOf(address);
    return Promise.resolve(bytes && { name: nameOf(bytes), head: bytes });
  });
}

function measuring(find: (source: string) => Promise<{ name: string; head: Uint8Array } | null>): Measure {
  const known = new Map<string, { name: string; header: PictureHeader } | null>();
  return async ({ source, crop }) => {
    let found = known.get(source);
    if (found === undefined) {
      if (known.size >= mostLookedAt) return null;
      const picture = source === '' ? null : await find(source);
      const header = picture && headerOf(picture.head);
      found = picture && header && { name: picture.name, header };
      known.set(source, found);
    }
    if (!found) return null;
    const part = (length: number, share: number | undefined) => Math.max(1, Math.round((length * (share ?? 10_000)) / 10_000));
    const [width, height] = [part(found.header.width, crop?.width), part(found.header.height, crop?.height)];
    const fits = width >= least.width && height >= least.height && Math.max(width / height, height / width) <= longest;
    return fits ? { name: found.name, width, height, ...(crop && { crop }) } : 'ornament';
  };
}

const written = 'data:image/(?:png|jpe?g|webp|gif);base64,[A-Za-z0-9+/=\\s]+';
const isWritten = new RegExp(`^\\s*${written}$`, 'i');

/** Whether an address is no address but a picture. */
export const isWrittenPicture = (address: string) => isWritten.test(address);

function bytesOf(address: string): Buffer | null {
  const at = address.indexOf(',');
  return address.length - at > (most.bytes * 4) / 3 ? null : Buffer.from(address.slice(at + 1), 'base64');
}

const digestMark = 'sha256:';
const nameOf = (bytes: Uint8Array) => digestMark + createHash('sha256').update(bytes).digest('hex');

/** Finds a picture again in the file that was read. Null where it is not there, or is none that is shown. @throws AppError as `openArchive` */
export async function embeddedIn(file: Uint8Array, { name }: EmbeddedPicture, limits: IngestLimits): Promise<Uint8Array | null> {
  const bytes = name.startsWith(digestMark) ? writtenIn(file, name) : await entryOf(file, name, limits);
  return bytes && headerOf(bytes) && bytes;
}

async function entryOf(file: Uint8Array, name: string, limits: IngestLimits): Promise<Uint8Array | null> {
  const archive = await openArchive(file, limits);
  return archive.size(name) > most.bytes ? null : archive.read(name);
}

function writtenIn(file: Uint8Array, name: string): Uint8Array | null {
  const source = decodeText(file, declaredCharset(file));
  for (const [address] of source.matchAll(new RegExp(written, 'gi'))) {
    const bytes = bytesOf(address);
    if (bytes && nameOf(bytes) === name) return bytes;
  }
  return null;
}
