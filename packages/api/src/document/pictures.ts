import { buffer } from 'node:stream/consumers';
import { notFound, turn, type PictureClaims, type Turn } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Deps, Reading } from '../platform/context.ts';
import { pictureKey } from '../platform/files.ts';
import { addressHasRunOut } from '../platform/files/gone.ts';

const { documents, pages } = tables;

/** Pixels: what is asked for is rounded up to one of these, so that few pictures of a page are made. */
const widths = [600, 1_200, 1_800, 2_400] as const;

/** Of a page that the asking student is known to see: a path on the API server, the same for an hour. */
export async function pictureAddress({ tokens, now }: Reading, page: PictureClaims): Promise<string> {
  const { token } = await tokens.signPicture(page, now());
  return `/pictures/${token}`;
}

export interface PagePicture {
  webp: Buffer;
  /** Says which picture it is, for it never changes. */
  tag: string;
}

/** Gives a page as a picture. @throws AppError NOT_FOUND; UNREADABLE where the page cannot be shown */
export type Pictures = (token: string, width: number) => Promise<PagePicture>;

/** Pages that are rendered at once by one program. */
const atOnce = 2;

/**
 * Pictures of pages, from the store where one was made before. Each is rendered once, however many ask for it at the same
 * time; a picture that cannot be kept is shown all the same.
 */
export function createPictures(deps: Deps): Pictures {
  const turns = pLimit(atOnce);
  const coming = new Map<string, Promise<Buffer>>();

  async function make(claims: PictureClaims, source: Source, width: number, key: string): Promise<Buffer> {
    const kept = await deps.files.read(key);
    if (kept) return buffer(kept);
    return turns(async () => {
      const webp = Buffer.from(
        await deps.files.withLocal(source.storageKey, (path) => deps.reader.render(path, claims.page, { fileName: source.fileName, width, turn: source.turn })),
      );
      await deps.files.write(key, webp).catch((err: unknown) => deps.log.warn({ documentId: claims.documentId, err }, 'picture of a page could not be kept'));
      return webp;
    });
  }

  return async (token, asked) => {
    const claims = await deps.tokens.readPicture(token, deps.now());
    if (!claims) throw addressHasRunOut();
    const source = await sourceOf(deps, claims);
    const width = widths.find((step) => step >= asked) ?? 2_400;
    const key = pictureKey({ ...claims, width });
    const making = coming.get(key) ?? make(claims, source, width, key).finally(() => coming.delete(key));
    coming.set(key, making);
    return { webp: await making, tag: `${claims.revision}-${claims.page}-${width}` };
  };
}

interface Source {
  storageKey: string;
  fileName: string;
  turn: Turn;
}

/** Read anew each time: a document that was deleted shows nothing any more, whoever holds an address. */
async function sourceOf({ db }: Deps, { documentId, revision, page }: PictureClaims): Promise<Source> {
  const [row] = await db
    .select({ storageKey: documents.storageKey, fileName: documents.fileName, turn: pages.turn })
    .from(documents)
    .innerJoin(pages, and(eq(pages.documentId, documents.id), eq(pages.revision, documents.revision), eq(pages.number, page)))
    .where(and(eq(documents.id, documentId), eq(documents.revision, revision), isNotNull(pages.width)));
  if (!row) throw notFound('page');
  return { ...row, turn: turn.parse(row.turn) };
}
