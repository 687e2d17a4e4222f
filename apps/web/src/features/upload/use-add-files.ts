'use client';

import { mayBeRead, uploadFormats } from '@studywright/core/document/formats';
import { limits } from '@studywright/core/platform/limits';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { counted } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { notify } from '@/parts/toast.ts';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { hostUploads } from './hosting.ts';
import { uploads } from './uploads.ts';

/** “Lecture 6 Retrieval.pdf” → “Lecture 6 Retrieval”. */
export function courseNameOf(fileName: string): string {
  const base = fileName.replace(/\.[A-Za-z0-9]{1,8}$/, '').replaceAll('_', ' ').trim();
  return base.slice(0, limits.course.nameChars) || 'New course';
}

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

/**
 * Puts files on their way to a course, or, with `courseId` null, to a new one that is named after the first of them.
 * What cannot be read is listed with its reason and not sent.
 */
export function useAddFiles(): (files: readonly File[], courseId: string | null) => Promise<void> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const makeCourse = useMakeCourse();
  return useCallback(
    async (files, courseId) => {
      hostUploads({
        client,
        added: (id) => {
          void cache.invalidateQueries(trpc.course.open.queryFilter({ id }));
          void cache.invalidateQueries(trpc.document.get.pathFilter());
          void cache.invalidateQueries(trpc.progress.pathFilter());
        },
      });
      const taken = files.slice(0, limits.upload.maxFilesAtOnce);
      const first = taken[0];
      if (first === undefined) return;
      if (files.length > taken.length) notify(`Only the first ${counted(taken.length, 'file')} were taken. Add the other ${files.length - taken.length} afterwards.`);
      const readable = taken.filter((file) => mayBeRead(file.name));
      // Nothing to put into it: no course is made for it.
      if (courseId === null && readable.length === 0) {
        for (const file of taken) uploads.refuse('', file, newId(), cannotRead);
        return;
      }
      try {
        const target = courseId ?? (await makeCourse(courseNameOf((readable[0] ?? first).name)));
        for (const file of taken) if (!readable.includes(file)) uploads.refuse(target, file, newId(), cannotRead);
        uploads.add(target, readable, newId);
      } catch (error) {
        for (const file of taken) uploads.refuse('', file, newId(), errorDetail(error));
      }
    },
    [makeCourse, trpc, client, cache],
  );
}

const cannotRead = `This kind of file cannot be read yet. Save it as ${uploadFormats} and add that.`;
