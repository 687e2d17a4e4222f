/** Makes the pictures that tests read: pages are set as PDFs, drawn, turned as a scanner would, and saved. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Vips from 'wasm-vips';
import { greyOfBitmap, loadPdfPages } from '../src/ocr/pdfium.ts';
import { straightened } from '../src/ocr/pixels.ts';
import type { Grey } from '../src/ocr/pixels.ts';
import { makePdf } from './pdfs.ts';
import type { Pdf } from './pdfs.ts';

const loading = Vips({ dynamicLibraries: [] });
const pages = loadPdfPages();

/** In points: enough for a paragraph. */
export const small: [number, number] = [420, 260];

/** A page of a PDF as a picture. */
export async function drawn(draw: (pdf: Pdf) => void, { size = small, dpi = 200 }: { size?: [number, number]; dpi?: number } = {}): Promise<Grey> {
  const folder = await mkdtemp(join(tmpdir(), 'studywright-drawn-'));
  try {
    const path = join(folder, 'page.pdf');
    await writeFile(path, await makePdf(draw, { size, margin: 36 }));
    return await (await pages).withPage(path, 1, ({ width, height, draw: paint }) => greyOfBitmap(paint(Math.round((width * dpi) / 72), Math.round((height * dpi) / 72))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Falling to the right by so many degrees, on white. */
export const askew = (picture: Grey, degrees: number): Grey => straightened(picture, degrees, 1).grey;

/** @param orientation as EXIF has it, where the picture is to say how it is shown */
export async function saved(picture: Grey, as: '.png' | '.jpg' | '.webp' | '.tif', orientation?: number): Promise<Uint8Array> {
  const vips = await loading;
  const image = vips.Image.newFromMemory(picture.data, picture.width, picture.height, 1, vips.BandFormat.uchar).copy({ interpretation: 'b-w' });
  if (orientation !== undefined) image.setInt('orientation', orientation);
  return image.writeToBuffer(as).slice();
}

/** One TIFF of several pictures, which are of one size. */
export async function savedTogether(pictures: readonly Grey[]): Promise<Uint8Array> {
  const vips = await loading;
  const images = pictures.map(({ data, width, height }) => vips.Image.newFromMemory(data, width, height, 1, vips.BandFormat.uchar).copy({ interpretation: 'b-w' }));
  return vips.Image.arrayjoin(images, { across: 1 }).tiffsaveBuffer({ page_height: pictures[0]?.height ?? 0 }).slice();
}

/** Width, height and pixels (in grey) of a picture that was made. */
export async function opened(bytes: Uint8Array): Promise<Grey & { format: string }> {
  const vips = await loading;
  const image = vips.Image.newFromBuffer(bytes);
  const grey = image.colourspace('b-w').extractBand(0);
  const memory = grey.writeToMemory();
  return { format: image.getString('vips-loader'), width: grey.width, height: grey.height, data: new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength).slice() };
}

const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const le32 = (value: number) => be32(value).toReversed();
const latin1 = (text: string) => [...Buffer.from(text, 'latin1')];
const entry = (tag: number, value: number) => [tag & 255, tag >> 8, 4, 0, ...le32(1), ...le32(value)];

/** What begins as a picture of so many pixels a side does, with hardly anything behind it: 65,535 at most. */
export function headersOf(side: number): Record<'PNG' | 'JPEG' | 'TIFF' | 'WebP', Uint8Array> {
  const [high, low] = [side >> 8, side & 255];
  const less = side - 1;
  return {
    PNG: Uint8Array.from([...latin1('\x89PNG\r\n\x1a\n'), ...be32(13), ...latin1('IHDR'), ...be32(side), ...be32(side), 8, 0, 0, 0, 0, ...be32(0), ...be32(0), ...latin1('IEND'), ...be32(0)]),
    JPEG: Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, high, low, high, low, 1, 1, 0x11, 0, 0xff, 0xd9]),
    TIFF: Uint8Array.from([...latin1('II*\0'), ...le32(8), 2, 0, ...entry(256, side), ...entry(257, side), ...le32(0)]),
    WebP: Uint8Array.from([...latin1('RIFF'), ...le32(22), ...latin1('WEBPVP8X'), ...le32(10), 0, 0, 0, 0, less & 255, (less >> 8) & 255, 0, less & 255, (less >> 8) & 255, 0]),
  };
}
