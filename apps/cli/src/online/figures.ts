import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StudywrightClient } from '@studywright/client';
import { AppError, id as cardId } from '@studywright/core';

/** Pictures that are cut from documents are far smaller. */
const mostBytes = 32 * 1024 * 1024;

interface Online {
  client: StudywrightClient;
  url: string;
  signal: AbortSignal;
}

/**
 * Saves the picture of each card that shows one as `ID.webp` in a folder, which is made where it is missing.
 * @returns how many
 * @throws AppError where one cannot be had, or the folder cannot be written to
 */
export async function saveFigures({ client, url, signal }: Online, cards: readonly { id: string; figure: object | null }[], folder: string): Promise<number> {
  const shown = cards.filter(({ figure }) => figure !== null);
  await written(folder, () => mkdir(folder, { recursive: true }));
  let saved = 0;
  for (const { id } of shown) {
    const found = await client.flashcard.figure.query({ id }, { signal });
    // Deleted meanwhile.
    if (!found) continue;
    const picture = await fetched(new URL(found.url, url), url, signal);
    await written(folder, () => writeFile(join(folder, `${cardId.parse(id)}.webp`), picture));
    saved += 1;
  }
  return saved;
}

async function fetched(address: URL, url: string, signal: AbortSignal): Promise<Buffer> {
  const unreachable = (cause?: unknown) => new AppError('UNAVAILABLE', 'The picture of a card could not be fetched. Export the course once more.', { cause });
  if (address.origin !== new URL(url).origin) throw unreachable();
  try {
    const response = await fetch(address, { signal, redirect: 'error' });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.length;
      if (bytes > mostBytes) break;
      parts.push(part);
    }
    if (response.ok && bytes <= mostBytes) return Buffer.concat(parts);
  } catch (error) {
    throw unreachable(error);
  }
  throw unreachable();
}

async function written(folder: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new AppError('FORBIDDEN', `Nothing can be written to ${folder}. Name a folder of your own.`, { cause: error });
  }
}
