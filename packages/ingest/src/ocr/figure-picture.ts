/** The picture of a figure, wherever it is. */
import { readFile } from 'node:fs/promises';
import { AppError, limits } from '@studywright/core';
import type { EmbeddedPicture, FigurePlace } from '@studywright/core';
import { embeddedIn } from '../figures/embedded.ts';
import { tallest, webpPart, widest } from './page-picture.ts';
import { loadPictures } from './vips.ts';

/** @returns WebP, `width` pixels wide at most @throws AppError */
export async function webpFigure(path: string, page: number, { width, place }: { width: number; place: FigurePlace }): Promise<Uint8Array> {
  return 'box' in place ? webpPart(path, page, { width, box: place.box }) : webpEmbedded(path, place.picture, Math.min(widest, width));
}

/** It is drawn anew from its pixels: nothing else that is in its file gets any further. */
async function webpEmbedded(path: string, picture: EmbeddedPicture, width: number): Promise<Uint8Array> {
  const bytes = await embeddedIn(await readFile(path), picture, limits.ingest);
  const webp = bytes && (await loadPictures()).figure(bytes, { width, height: tallest, crop: picture.crop });
  if (!webp) throw new AppError('UNREADABLE', 'There is nothing to be seen in this picture. Put it into the document again, save that and upload it.');
  return webp;
}
