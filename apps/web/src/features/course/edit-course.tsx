'use client';

import type { CourseView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { TextField } from '@/parts/field.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';

export function EditCourse({ course, open, onClose }: { course: CourseView; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Name and exam date">
      <EditForm course={course} onDone={onClose} />
    </Dialog>
  );
}

function EditForm({ course, onDone }: { course: CourseView; onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [name, setName] = useState(course.name);
  const [exam, setExam] = useState(course.examDate ?? '');
  const update = useMutation(
    trpc.course.update.mutationOptions({
      onSuccess: async () => {
        await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
        onDone();
      },
    }),
  );
  const fields = fieldErrors(update.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ id: course.id, name, examDate: exam === '' ? null : exam });
      }}
    >
      <div className="flex flex-col gap-4">
        <TextField label="Name" name="name" autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} error={fields['name']} />
        <TextField
          label="Exam date, if there is one"
          type="date"
          name="examDate"
          value={exam}
          onChange={(event) => setExam(event.target.value)}
          error={fields['examDate'] ?? (update.isError && Object.keys(fields).length === 0 ? errorDetail(update.error) : undefined)}
        />
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={update.isPending && 'Saving'}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
