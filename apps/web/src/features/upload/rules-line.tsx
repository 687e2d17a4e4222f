'use client';

import { bytes, counted } from '@/lib/format.ts';
import { useUploadRules } from './use-upload-rules.ts';

/** “Up to 10 files, 50 MB each. 1.2 of 2 GB used.” */
export function RulesLine({ className }: { className?: string }) {
  const { maxFilesAtOnce, maxBytes, storage } = useUploadRules();
  return (
    <p className={className}>
      Up to {counted(maxFilesAtOnce, 'file')}, {bytes(maxBytes)} each.{storage !== null && ` ${bytes(storage.used)} of ${bytes(storage.quota)} used.`}
    </p>
  );
}
