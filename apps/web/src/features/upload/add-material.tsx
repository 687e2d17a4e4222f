'use client';

import { uploadFormats } from '@studywright/core/document/formats';
import { limits } from '@studywright/core/platform/limits';
import { useQuery } from '@tanstack/react-query';
import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import { bytes, counted } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog } from '@/parts/dialog.tsx';
import { SelectField } from '@/parts/select.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { FileButton } from './file-button.tsx';
import { PasteText } from './paste-text.tsx';
import { DropArea } from './upload-drop.tsx';
import type { AddRequest } from './upload-target.ts';
import { useAddFiles } from './use-add-files.ts';

const newCourse = 'new';

/** Files or text, into a course that is given or chosen here. */
export function AddMaterial({ request, onClose }: { request: AddRequest; onClose: () => void }) {
  const trpc = useTRPC();
  const addFiles = useAddFiles();
  const courses = useQuery({ ...trpc.course.list.queryOptions({ limit: 100 }), enabled: request.courseId === null });
  const owned = (courses.data?.items ?? []).filter((course) => course.role !== 'student');
  const [picked, setPicked] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  const choice = picked ?? owned[0]?.id ?? newCourse;
  const courseId = request.courseId ?? (choice === newCourse ? null : choice);
  const take = (files: readonly File[]) => {
    void addFiles(files, courseId);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Add material" description={request.files.length > 0 ? `${counted(request.files.length, 'file')} to add: ${request.files.map((file) => file.name).join(', ')}` : undefined} width={560}>
      <div className="flex flex-col gap-4">
        {request.courseId === null && (
          <SelectField label="Course" value={choice} onChange={(event) => setPicked(event.target.value)} hint={choice === newCourse ? 'It is named after the file or text. You can rename it.' : undefined}>
            {owned.map((course) => (
              <option key={course.id} value={course.id}>
                {course.name}
              </option>
            ))}
            <option value={newCourse}>A new course</option>
          </SelectField>
        )}
        {pasting ? (
          <PasteText courseId={courseId} onDone={onClose} onBack={() => setPasting(false)} />
        ) : request.files.length > 0 ? (
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={() => take(request.files)}>
              Add {counted(request.files.length, 'file')}
            </Button>
          </div>
        ) : (
          <DropArea onFiles={take} className="min-h-52">
            <p className="text-15 font-semibold">Drop files here</p>
            <p className="mt-1 text-14 text-ink2">
              {uploadFormats}, up to {bytes(limits.upload.maxBytes)} each
            </p>
            <div className="mt-4 flex flex-wrap justify-center gap-2">
              <FileButton variant="primary" onFiles={take}>
                Choose files
              </FileButton>
              <Button icon={<ClipboardPaste size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setPasting(true)}>
                Paste text
              </Button>
            </div>
          </DropArea>
        )}
      </div>
    </Dialog>
  );
}
