'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '@/parts/dialog.tsx';
import { SelectField } from '@/parts/select.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { PasteText } from './paste-text.tsx';

export interface AddMaterialProps {
  open: boolean;
  courseId: string | undefined;
  onClose: () => void;
}

export function AddMaterial({ open, courseId, onClose }: AddMaterialProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Add material" width={600}>
      <Material courseId={courseId} onDone={onClose} />
    </Dialog>
  );
}

function Material({ courseId, onDone }: { courseId: string | undefined; onDone: () => void }) {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions());
  const courses = today.data?.courses ?? [];
  const [chosen, setChosen] = useState(courseId ?? courses[0]?.id ?? '');
  return (
    <div className="flex flex-col gap-4">
      {courseId === undefined && courses.length > 0 && (
        <SelectField label="Course" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {courses.map((course) => (
            <option key={course.id} value={course.id}>
              {course.name}
            </option>
          ))}
          <option value="">A new course, named after it</option>
        </SelectField>
      )}
      <PasteText courseId={chosen === '' ? undefined : chosen} onDone={onDone} />
    </div>
  );
}
