'use client';

import { useQuery } from '@tanstack/react-query';
import { bytes } from '@/lib/format.ts';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { Section } from './section.tsx';

/** How much of the room for files is used. */
export function StorageUsed() {
  const trpc = useTRPC();
  const rules = useQuery(trpc.document.uploadRules.queryOptions());
  const storage = rules.data?.storage;
  return (
    <Section title="Storage" note={{ title: 'What counts', body: 'The files you added, as large as they came. Cards, answers and pictures of pages do not count. A deleted document gives its room back.' }}>
      {storage === undefined ? (
        rules.isError ? <p className="text-14 text-ink2">{errorDetail(rules.error)}</p> : <Skeleton noun="Adding up your files" lines={1} />
      ) : (
        <>
          <p className="mb-2 text-14">
            {bytes(storage.used)} of {bytes(storage.quota)} used
          </p>
          <ProgressBar label="Storage used" value={Math.min(storage.used, storage.quota)} max={storage.quota} />
        </>
      )}
    </Section>
  );
}
