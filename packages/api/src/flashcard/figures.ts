import { buffer } from 'node:stream/consumers';
import { notFound, type CardFigure } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, sql } from 'drizzle-orm';
import type { PagePicture } from '../document/pictures.ts';
import type { Deps, Reading } from '../platform/context.ts';
import { addressHasRunOut, fileGone } from '../platform/files/gone.ts';
import { ownCardRow } from './queries.ts';

const { flashcards } = tables;

/** Where the picture on a card is, the same for an hour; null of a card without one. @throws AppError NOT_FOUND */
export async function figureAddress(ctx: Reading, id: string): Promise<CardFigure | null> {
  const { figure } = await ownCardRow(ctx, id);
  if (!figure) return null;
  const { key, width, height } = figure;
  const { token } = await ctx.tokens.signFigure({ cardId: id, key }, ctx.now());
  return { url: `/figures/${token}`, width, height };
}

/** What an address of `figureAddress` stands for. A card that is gone shows nothing any more, whoever holds its address. @throws AppError NOT_FOUND */
export async function openFigure({ db, tokens, now, files }: Deps, token: string): Promise<PagePicture> {
  const claims = await tokens.readFigure(token, now());
  if (!claims) throw addressHasRunOut();
  const [row] = await db
    .select({ id: flashcards.id })
    .from(flashcards)
    .where(and(eq(flashcards.id, claims.cardId), sql`${flashcards.figure}->>'key' = ${claims.key}`));
  if (!row) throw notFound('picture');
  const kept = await files.read(claims.key);
  if (!kept) throw fileGone();
  return { webp: await buffer(kept), tag: claims.key.slice(claims.key.lastIndexOf('/') + 1).replace(/\.webp$/, '') };
}
