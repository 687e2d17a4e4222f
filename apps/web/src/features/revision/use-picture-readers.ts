'use client';

import type { PictureReader } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.tsx';

const builtIn: readonly PictureReader[] = ['ocr'];

/** Who can read pictures here; the built-in reader always can. */
export function usePictureReaders(): readonly PictureReader[] {
  const trpc = useTRPC();
  return useQuery(trpc.document.pictureReaders.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })).data ?? builtIn;
}
