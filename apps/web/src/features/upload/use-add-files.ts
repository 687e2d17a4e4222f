'use client';

import { courseNameOfFile } from '@studywright/core/document/file-name';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { counted } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { notify } from '@/parts/toast.ts';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { chooseFiles } from './choose-files.ts';
import { hostUploads } from './hosting.ts';
import { uploads } from './uploads.ts';
import { useUploadRules } from './use-upload-rules.ts';

/** Makes a course and goes to its page once it is there. */
export function useMakeCourse(): (name: string) => Promise<string> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const router = useRouter();
  return useCallback(
    async (name) => {
      const course = await client.course.create.mutate({ id: newId(), name });
      await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
      router.push(routes.course(course.id));
      return course.id;
    },
    [client, cache, trpc, router],
  );
}

/** So many refusals are listed one by one. */
const mostRefused = 20;

/**
 * Puts files on their way to a course, or, with `courseId` null, to a new one that is named after the first of them.
 * What cannot be read is listed with its reason and not sent.
 */
export function useAddFiles(): (files: readonly File[], courseId: string | null) => Promise<void> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const makeCourse = useMakeCourse();
  const rules = useUploadRules();
  return useCallback(
    async (files, courseId) => {
      hostUploads({
        client,
        added: (id) => {
          void cache.invalidateQueries(trpc.course.open.queryFilter({ id }));
          void cache.invalidateQueries(trpc.document.get.pathFilter());
          void cache.invalidateQueries(trpc.progress.pathFilter());
          void cache.invalidateQueries(trpc.document.uploadRules.pathFilter());
        },
      });
      const { taken, refused } = chooseFiles(files, rules);
      // Nothing to put into it: no course is made for it.
      const target = courseId ?? '';
      for (const { file, problem } of refused.slice(0, mostRefused)) uploads.refuse(target, file, newId(), problem);
      if (refused.length > mostRefused) notify(`${counted(refused.length - mostRefused, 'more file was', 'more files were')} not taken.`);
      const [first] = taken;
      if (first === undefined) return;
      try {
        uploads.add(courseId ?? (await makeCourse(courseNameOfFile(first.name))), taken, newId);
      } catch (error) {
        for (const file of taken) uploads.refuse(target, file, newId(), errorDetail(error));
      }
    },
    [makeCourse, trpc, client, cache, rules],
  );
}
