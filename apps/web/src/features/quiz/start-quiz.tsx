'use client';

import type { QuestionKind, QuizChoices } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { counted } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { SelectField } from '@/parts/select.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { available, difficulties, type Difficulty, difficultyNames, lengths } from './choices.ts';
import { KindChips, TopicPicker } from './start-fields.tsx';

export interface StartQuizProps {
  open: boolean;
  onClose: () => void;
  /** Left out: it is chosen here. */
  courseId?: string;
}

export function StartQuiz({ open, onClose, courseId }: StartQuizProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Take a quiz" description="Questions you have not been asked yet come first. Every answer is saved as you give it.">
      <ChooseCourse courseId={courseId} onClose={onClose} />
    </Dialog>
  );
}

function ChooseCourse({ courseId, onClose }: { courseId: string | undefined; onClose: () => void }) {
  const trpc = useTRPC();
  const courses = useQuery(trpc.course.list.queryOptions({ limit: 100 }, { enabled: courseId === undefined }));
  const able = (courses.data?.items ?? []).filter((course) => course.counts.questions > 0);
  const [picked, setPicked] = useState<string | undefined>(courseId);
  const course = picked ?? able[0]?.id;
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
  return (
    <>
      {courseId === undefined && (
        <SelectField label="Course" value={course} onChange={(event) => setPicked(event.target.value)} className="mb-4">
          {able.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      <ChooseQuestions key={course} courseId={course} onClose={onClose} />
    </>
  );
}

const none: QuizChoices['groups'] = [];

function ChooseQuestions({ courseId, onClose }: { courseId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const topics = useQuery(trpc.course.topics.queryOptions({ courseId, limit: 100 }));
  const asked = (topics.data?.items ?? []).filter((topic) => topic.questions > 0);
  const [topicIds, setTopicIds] = useState<readonly string[]>([]);
  const [left, setLeft] = useState<readonly QuestionKind[]>([]);
  const [difficulty, setDifficulty] = useState<Difficulty>('any');
  const [from, setFrom] = useState<'all' | 'wrong'>('all');
  const [wanted, setWanted] = useState<number>(limits.quiz.defaultQuestions);
  // One id for this dialog: sent again after a lost answer, it is the same quiz.
  const [id] = useState(newId);
  const narrowed = topicIds.length > 0 ? { topicIds: [...topicIds] } : {};
  const choices = useQuery(trpc.quiz.choices.queryOptions({ courseId, ...narrowed }, { placeholderData: (before) => before }));
  const groups = choices.data?.groups ?? none;
  const start = useMutation(
    trpc.quiz.start.mutationOptions({
      onSuccess: (attempt) => {
        cache.setQueryData(trpc.quiz.get.queryKey({ id: attempt.id }), attempt);
        void cache.invalidateQueries(trpc.quiz.attempts.pathFilter());
        router.push(routes.attempt(attempt.id));
      },
    }),
  );
  const held = available(groups, { left, difficulty, from });
  const anyWrong = groups.some((group) => group.wrong > 0);
  const offered = lengths(held.questions);
  const questions = offered.includes(wanted) ? wanted : (offered.findLast((count) => count <= wanted) ?? offered.at(-1) ?? 0);
  const kinds = held.kinds.filter((kind) => !left.includes(kind.kind)).map((kind) => kind.kind);
  const problem = start.isError ? errorDetail(start.error) : choices.isError ? errorDetail(choices.error) : undefined;
  if (choices.data === undefined && !choices.isError) return <Skeleton noun="Counting questions" lines={4} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (questions === 0) return;
        start.mutate({ id, courseId, questions, from, ...narrowed, ...(left.length > 0 && { kinds }), ...(difficulty !== 'any' && { difficulty: difficulties[difficulty].range }) });
      }}
    >
      <div className="flex flex-col gap-5">
        <TopicPicker topics={asked} chosen={topicIds} onChange={setTopicIds} />
        <KindChips kinds={held.kinds} left={left} onChange={setLeft} />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField label="Difficulty" value={difficulty} onChange={(event) => setDifficulty(difficultyNames.find((name) => name === event.target.value) ?? 'any')}>
            {difficultyNames.map((name) => (
              <option key={name} value={name}>
                {difficulties[name].label}
              </option>
            ))}
          </SelectField>
          <SelectField label="Length" value={questions} onChange={(event) => setWanted(Number(event.target.value))} disabled={questions === 0}>
            {offered.map((count) => (
              <option key={count} value={count}>
                {counted(count, 'question')}
              </option>
            ))}
            {questions === 0 && <option value={0}>No questions</option>}
          </SelectField>
        </div>
        {anyWrong && (
          <Segmented
            label="Which questions"
            value={from}
            onChange={setFrom}
            choices={[
              { value: 'all', label: 'All questions' },
              { value: 'wrong', label: `What I got wrong (${groups.reduce((sum, group) => sum + group.wrong, 0)})` },
            ]}
          />
        )}
        {problem !== undefined ? (
          <p role="alert" className="text-13 text-danger">
            {problem}
          </p>
        ) : (
          questions === 0 && (
            <p role="status" className="text-13 text-ink2">
              No question is of these kinds and this difficulty. Choose more of them.
            </p>
          )
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={start.isPending && 'Drawing questions'} disabledReason={questions === 0 ? 'No question is of these kinds and this difficulty.' : undefined}>
          Start
        </Button>
      </DialogActions>
    </form>
  );
}
