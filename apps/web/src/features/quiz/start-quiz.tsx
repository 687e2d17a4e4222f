'use client';

import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { counted } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { SelectField } from '@/parts/select.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

export interface StartQuizProps {
  open: boolean;
  onClose: () => void;
  /** Left out: it is chosen here. */
  courseId?: string;
}

export function StartQuiz({ open, onClose, courseId }: StartQuizProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Take a quiz" description="Questions you have not been asked yet come first. Every answer is saved as you give it.">
      <Form courseId={courseId} onClose={onClose} />
    </Dialog>
  );
}

function Form({ courseId, onClose }: { courseId: string | undefined; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const courses = useQuery(trpc.course.list.queryOptions({ limit: 100 }, { enabled: courseId === undefined }));
  const able = (courses.data?.items ?? []).filter((course) => course.counts.questions > 0);
  const [picked, setPicked] = useState<string | undefined>(courseId);
  const course = picked ?? able[0]?.id;
  const topics = useQuery(trpc.course.topics.queryOptions({ courseId: course ?? '', limit: 100 }, { enabled: course !== undefined }));
  const asked = (topics.data?.items ?? []).filter((topic) => topic.questions > 0);
  const [topic, setTopic] = useState('');
  const [wanted, setWanted] = useState<number>(limits.quiz.defaultQuestions);
  // One id for this dialog: sent again after a lost answer, it is the same quiz.
  const [id] = useState(newId);
  const start = useMutation(
    trpc.quiz.start.mutationOptions({
      onSuccess: (attempt) => {
        cache.setQueryData(trpc.quiz.get.queryKey({ id: attempt.id }), attempt);
        void cache.invalidateQueries(trpc.quiz.attempts.pathFilter());
        router.push(routes.attempt(attempt.id));
      },
    }),
  );
  if (courseId === undefined && courses.data === undefined) return courses.isError ? <p role="alert">{errorDetail(courses.error)}</p> : <Skeleton noun="Fetching your courses" />;
  if (course === undefined) {
    return (
      <>
        <p className="text-14 text-ink2">There are no questions yet. Add a document to a course; its questions are written while it is read.</p>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
        </DialogActions>
      </>
    );
  }
  const held = topic === '' ? asked.reduce((sum, one) => sum + one.questions, 0) : (asked.find((one) => one.id === topic)?.questions ?? 0);
  const most = Math.min(limits.quiz.maxQuestions, held === 0 ? limits.quiz.maxQuestions : held);
  const choices = [...new Set([5, 10, 20, 30, 50].filter((count) => count < most).concat(most))];
  const questions = choices.includes(wanted) ? wanted : (choices.findLast((count) => count <= wanted) ?? most);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate({ id, courseId: course, questions, ...(topic !== '' && { topicId: topic }) });
      }}
    >
      <div className="flex flex-col gap-4">
        {courseId === undefined && (
          <SelectField
            label="Course"
            value={course}
            onChange={(event) => {
              setPicked(event.target.value);
              setTopic('');
            }}
          >
            {able.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label="About" value={topic} onChange={(event) => setTopic(event.target.value)}>
          <option value="">All topics</option>
          {asked.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title} ({one.questions})
            </option>
          ))}
        </SelectField>
        <SelectField label="Length" value={questions} onChange={(event) => setWanted(Number(event.target.value))} error={start.isError ? errorDetail(start.error) : undefined}>
          {choices.map((count) => (
            <option key={count} value={count}>
              {counted(count, 'question')}
            </option>
          ))}
        </SelectField>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={start.isPending && 'Drawing questions'}>
          Start
        </Button>
      </DialogActions>
    </form>
  );
}
