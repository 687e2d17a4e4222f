/** Decoding and encoding of pictures: libvips as WebAssembly, so that a broken decoder stays within its own memory. */
import { AppError } from '@studywright/core';
import type { PageBox, Turn } from '@studywright/core';
import Vips from 'wasm-vips';
import { z } from 'zod';
import type { Grey } from './pixels.ts';

type Module = Awaited<ReturnType<typeof Vips>>;
type Image = Vips.Image;

/** More pixels a side tell tesseract nothing more of a page. */
const longestSide = 5_000;
/** Good enough to read small print by. */
const webpQuality = 80;
const webpEffort = 1;

const undecodable = 'This picture is damaged or cut off. Get it again from where it came from, or open it in another program, save it as a new file and upload that.';

export interface Pictures {
  /** @param index of the picture in its file @throws AppError UNREADABLE */
  grey(bytes: Uint8Array, index: number): Grey;
  /** Upright by its own mark and then turned; not wider than `width`, nor wider than it is. @throws AppError UNREADABLE */
  webp(bytes: Uint8Array, index: number, size: { width: number; turn: Turn }): Uint8Array;
  /** @param pixels four bytes a pixel: red, green, blue, and one that says nothing */
  webpOf(pixels: Uint8Array, width: number, height: number, turn: Turn): Uint8Array;
  /**
   * What is shown of a picture, upright, no larger than it is; what is transparent is on the colour of paper, or of a blackboard
   * where nothing would be seen on that. Null where there is nothing to be seen. @throws AppError UNREADABLE
   */
  figure(bytes: Uint8Array, shown: { width: number; height: number; crop?: PageBox | undefined }): Uint8Array | null;
}

let loading: Promise<Module> | undefined;

export async function loadPictures(): Promise<Pictures> {
  // No format but those that are read: what else it could load stays away.
  loading ??= Vips({ dynamicLibraries: [], preRun: oneThread }).then(withoutCache);
  const vips = await loading;
  return {
    grey: (bytes, index) => decoded(() => using((keep) => greyOf(keep, open(vips, keep, bytes, index)))),
    webp: (bytes, index, size) => decoded(() => using((keep) => webpOf(keep, scaled(keep, open(vips, keep, bytes, index), size), size.turn))),
    webpOf: (pixels, width, height, turn) => using((keep) => webpOf(keep, keep(keep(vips.Image.newFromMemory(pixels, width, height, 4, vips.BandFormat.uchar)).extractBand(0, { n: 3 })), turn)),
    figure: (bytes, shown) =>
      decoded(() => {
        for (const background of [paper, blackboard]) {
          const found = using((keep) => figureOf(keep, open(vips, keep, bytes, 0), shown, background));
          if (found !== 'transparent') return found;
        }
        return null;
      }),
  };
}

const program = z.object({ ENV: z.custom<Record<string, string>>((value) => typeof value === 'object' && value !== null) });

/** A page is decoded row after row, and each thread more holds memory of its own. */
function oneThread(module: unknown): void {
  const { ENV } = program.parse(module);
  ENV['VIPS_CONCURRENCY'] = '1';
}

/** No picture is decoded twice. */
function withoutCache(vips: Module): Module {
  vips.Cache.max(0);
  return vips;
}

type Keep = <T extends { delete(): void }>(what: T) => T;

/** Frees what was made on the way: nothing collects the memory of WebAssembly. */
function using<T>(work: (keep: Keep) => T): T {
  const kept: { delete(): void }[] = [];
  try {
    return work((what) => {
      kept.push(what);
      return what;
    });
  } finally {
    for (const what of kept.toReversed()) what.delete();
  }
}

function decoded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new AppError('UNREADABLE', undecodable, { cause: error });
  }
}

function open(vips: Module, keep: Keep, bytes: Uint8Array, index: number): Image {
  const page = index > 0 ? `[page=${index}]` : '';
  const load = (access: 'sequential' | 'random') => keep(vips.Image.newFromBuffer(bytes, page, { fail_on: 'truncated', access }));
  const image = load('sequential');
  // Row after row it needs less memory; what is to be turned is needed as a whole.
  return image.getTypeof('orientation') === 0 || image.getInt('orientation') <= 1 ? image : keep(load('random').autorot());
}

function greyOf(keep: Keep, image: Image): Grey {
  const flat = keep(flattened(keep, image).colourspace('b-w'));
  const one = flat.bands > 1 ? keep(flat.extractBand(0)) : flat;
  const factor = longestSide / Math.max(one.width, one.height);
  const small = keep((factor < 1 ? keep(one.resize(factor)) : one).cast('uchar'));
  return { data: bytesOf(small.writeToMemory()), width: small.width, height: small.height };
}

/** On white paper, where there is nothing. */
function flattened(keep: Keep, image: Image): Image {
  const shown = keep(image.colourspace(image.bands < 3 ? 'b-w' : 'srgb'));
  return shown.hasAlpha() ? keep(shown.flatten({ background: [255] })) : shown;
}

function scaled(keep: Keep, image: Image, { width, turn }: { width: number; turn: Turn }): Image {
  const across = turn === 90 || turn === 270 ? image.height : image.width;
  const flat = flattened(keep, image);
  return across > width ? keep(flat.resize(width / across)) : flat;
}

const [paper, blackboard] = [255, 40];
/** Of shades, 0 to 255, by which something differs that can be seen. */
const leastDeviation = 2;

/** @returns `transparent` where nothing can be seen on this background, and on another something may */
function figureOf(keep: Keep, image: Image, { width, height, crop }: { width: number; height: number; crop?: PageBox | undefined }, background: number): Uint8Array | 'transparent' | null {
  const part = crop ? keep(cropped(image, crop)) : image;
  const shown = keep(part.colourspace(part.bands < 3 ? 'b-w' : 'srgb'));
  const clear = shown.hasAlpha();
  const flat = clear ? keep(shown.flatten({ background: [background] })) : shown;
  const factor = Math.min(1, width / flat.width, height / flat.height);
  // Read row after row it can be gone through once.
  const small = keep((factor < 1 ? keep(flat.resize(factor)) : flat).copyMemory());
  if (small.deviate() >= leastDeviation) return webpOf(keep, small, 0);
  return clear && background === paper ? 'transparent' : null;
}

const boxUnits = 10_000;

function cropped(image: Image, { x, y, width, height }: PageBox): Image {
  const [left, top] = [Math.min(image.width - 1, Math.floor((x / boxUnits) * image.width)), Math.min(image.height - 1, Math.floor((y / boxUnits) * image.height))];
  const size = (share: number, all: number, rest: number) => Math.max(1, Math.min(rest, Math.round((share / boxUnits) * all)));
  return image.extractArea(left, top, size(width, image.width, image.width - left), size(height, image.height, image.height - top));
}

const turns = { 90: 'd90', 180: 'd180', 270: 'd270' } as const;

function webpOf(keep: Keep, image: Image, turn: Turn): Uint8Array {
  const upright = turn === 0 ? image : keep(image.rot(turns[turn]));
  return upright.webpsaveBuffer({ Q: webpQuality, effort: webpEffort, keep: 'none' });
}

function bytesOf(memory: ArrayBufferView): Uint8Array {
  return new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
}
