'use client';

import { limits } from '@studywright/core/platform/limits';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.tsx';
import type { FileRules } from './choose-files.ts';

/** What holds where nobody set anything else; the server has the last word. */
const usual: FileRules = { maxBytes: limits.upload.maxBytes, maxFilesAtOnce: limits.upload.maxFilesAtOnce, storage: null };

/** What may be uploaded here, and how much of the student's room is used. */
export function useUploadRules(): FileRules {
  const trpc = useTRPC();
  return useQuery(trpc.document.uploadRules.queryOptions(undefined, { staleTime: 60_000 })).data ?? usual;
}
