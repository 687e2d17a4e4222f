import { finished } from 'node:stream/promises';
import { createPictures, openDownload, openFigure, type Deps, type PagePicture } from '@studywright/api';
import { AppError, limits } from '@studywright/core';
import parseRange from 'range-parser';
import { sendError, type Exchange } from '../http/respond.ts';

/** Answers GET and HEAD of one address; `token` is what follows `/files/`, `/pictures/` or `/figures/`, `query` begins with `?` or is empty. */
export type AddressHandler = (exchange: Exchange, token: string, query: string) => Promise<void>;

/**
 * A document's file for whoever holds its address, in whole or in one part. Never shown as a page: what a student uploaded
 * may be HTML with scripts in it.
 */
export function fileHandler(deps: Deps): AddressHandler {
  return async (exchange, token) => {
    const { req, res } = exchange;
    const { key, bytes, mediaType, disposition } = await openDownload(deps, token);
    const elsewhere = await deps.files.address(key, { disposition, mediaType, seconds: limits.upload.addressMinutes * 60 });
    if (elsewhere !== null) {
      res.writeHead(302, { location: elsewhere, 'content-length': 0 });
      res.end();
      return;
    }
    const range = rangeOf(req.headers.range, bytes);
    if (range === 'outside') {
      res.setHeader('content-range', `bytes */${bytes}`);
      return sendError(exchange, new AppError('BAD_INPUT', `This file has ${bytes} bytes; what was asked for lies behind its end.`), 416);
    }
    const { start, end } = range ?? { start: 0, end: bytes - 1 };
    const stream = await deps.files.read(key, { start, end });
    if (!stream) throw new AppError('NOT_FOUND', 'This document was just deleted.');
    if (range !== null) res.setHeader('content-range', `bytes ${start}-${end}/${bytes}`);
    res.writeHead(range === null ? 200 : 206, {
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-type': mediaType,
      'content-disposition': disposition,
      'content-length': end - start + 1,
      'accept-ranges': 'bytes',
    });
    if (req.method === 'HEAD') {
      stream.destroy();
      res.end();
      return;
    }
    stream.pipe(res);
    res.once('close', () => stream.destroy());
    // A reader that goes away, or a file that ends early, closes the connection: its length has been said.
    await finished(stream).catch((err: unknown) => {
      if (!res.destroyed) deps.log.warn({ err }, 'a file could not be sent to its end');
      res.destroy();
    });
  };
}

/** The part that is asked for; null: all of it. More parts than one are answered with all, as HTTP allows. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'outside' | null {
  if (header === undefined) return null;
  const ranges = parseRange(bytes, header, { combine: true });
  if (ranges === -1) return 'outside';
  const [first] = ranges === -2 || ranges.type !== 'bytes' ? [] : ranges;
  return first === undefined || ranges === -2 || ranges.length > 1 ? null : { start: first.start, end: first.end };
}

const defaultWidth = 1_200;

/** A page as a picture for whoever holds its address; `?w=` is the width in pixels. */
export function pictureHandler(deps: Deps): AddressHandler {
  const pictures = createPictures(deps);
  return async (exchange, token, query) => {
    const asked = new URLSearchParams(query).get('w');
    if (asked !== null && !/^\d{1,5}$/.test(asked)) throw new AppError('BAD_INPUT', 'Say the width of the picture in pixels, such as ?w=1200.');
    sendPicture(exchange, await pictures(token, asked === null ? defaultWidth : Number(asked)));
  };
}

/** The picture on a card for whoever holds its address. */
export function figureHandler(deps: Deps): AddressHandler {
  return async (exchange, token) => sendPicture(exchange, await openFigure(deps, token));
}

function sendPicture({ req, res }: Exchange, { webp, tag }: PagePicture): void {
  // A picture says nothing to who can't name its address, and the web app may be on another site.
  res.setHeader('cross-origin-resource-policy', 'cross-origin');
  res.setHeader('cache-control', 'private, max-age=7200, immutable');
  res.setHeader('etag', `"${tag}"`);
  if (req.headers['if-none-match'] === `"${tag}"`) {
    res.writeHead(304);
    res.end();
    return;
  }
  res.writeHead(200, { 'content-type': 'image/webp', 'content-length': webp.length });
  res.end(req.method === 'HEAD' ? undefined : webp);
}
