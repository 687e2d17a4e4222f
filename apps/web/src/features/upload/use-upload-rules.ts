'use client';

import { limits } from '@studywright/core/platform/limits';
import type { FileRules } from './choose-files.ts';

const usual: FileRules = { maxBytes: limits.upload.maxBytes, maxFilesAtOnce: limits.upload.maxFilesAtOnce, storage: null };

/** What may be uploaded here. */
export function useUploadRules(): FileRules {
  return usual;
}
