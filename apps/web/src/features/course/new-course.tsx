'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { TextField } from '@/parts/field.tsx';
import { DataProvider, useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';

export function NewCourse({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="New course" description="One for each exam works best.">
      <NewCourseForm onDone={onClose} />
    </Dialog>
  );
}

/** For the shell, which stands also where no data is asked for. */
export function NewCoursePanel(props: { open: boolean; onClose: () => void }) {
  return (
    <DataProvider>
      <NewCourse {...props} />
    </DataProvider>
  );
}

function NewCourseForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [exam, setExam] = useState('');
  const create = useMutation(
    trpc.course.create.mutationOptions({
      onSuccess: async (course) => {
        await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
        router.push(routes.course(course.id));
        onDone();
      },
    }),
  );
  const [unnamed, setUnnamed] = useState(false);
  const fields = unnamed && name.trim() === '' ? { name: 'Name the course, for example “Biology 1”.' } : fieldErrors(create.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setUnnamed(name.trim() === '');
        if (name.trim() !== '') create.mutate({ id, name, examDate: exam === '' ? null : exam });
      }}
    >
      <div className="flex flex-col gap-4">
        <TextField label="Name" name="name" autoFocus autoComplete="off" maxLength={120} placeholder="Biology 1" value={name} onChange={(event) => setName(event.target.value)} error={fields['name']} />
        <TextField
          label="Exam date, if there is one"
          type="date"
          name="examDate"
          value={exam}
          onChange={(event) => setExam(event.target.value)}
          error={fields['examDate'] ?? (create.isError && Object.keys(fields).length === 0 ? errorDetail(create.error) : undefined)}
          hint="You can set or change it later."
        />
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={create.isPending && 'Making the course'}>
          Make course
        </Button>
      </DialogActions>
    </form>
  );
}
