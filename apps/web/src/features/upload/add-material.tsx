'use client';

import { uploadFormats } from '@studywright/core/document/formats';
import { useQuery } from '@tanstack/react-query';
import { ClipboardPaste } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isTyping } from '@/lib/hotkey-rules.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog } from '@/parts/dialog.tsx';
import { SelectField } from '@/parts/select.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { ChosenFiles } from './chosen-files.tsx';
import { FileButton, PhotoButton } from './file-button.tsx';
import { PasteText } from './paste-text.tsx';
import { pasted } from './pasted.ts';
import { RulesLine } from './rules-line.tsx';
import { DropArea } from './upload-drop.tsx';
import { type AddRequest, openAddMaterial, setChosenFiles } from './upload-target.ts';
import { useAddFiles } from './use-add-files.ts';

const newCourse = 'new';

/** Files or text, into a course that is given or chosen here. */
export function AddMaterial({ request, onClose }: { request: AddRequest; onClose: () => void }) {
  const trpc = useTRPC();
  const addFiles = useAddFiles();
  const courses = useQuery({ ...trpc.course.list.queryOptions({ limit: 100 }), enabled: request.courseId === null });
  const owned = (courses.data?.items ?? []).filter((course) => course.role !== 'student');
  const [picked, setPicked] = useState<string | null>(null);
  const [pasting, setPasting] = useState(request.text !== '');
  const { files } = request;
  const choice = picked ?? owned[0]?.id ?? newCourse;
  const courseId = request.courseId ?? (choice === newCourse ? null : choice);
  const take = (chosen: readonly File[]) => {
    void addFiles(chosen, courseId);
    onClose();
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const given = event.clipboardData === null || isTyping(event.target) ? null : pasted(event.clipboardData, new Date());
      if (given === null || given.files.length === 0) return;
      event.preventDefault();
      openAddMaterial(null, given);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Add material" width={560}>
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
          <PasteText courseId={courseId} pasted={request.text} onDone={onClose} onBack={() => setPasting(false)} />
        ) : files.length > 0 ? (
          <ChosenFiles files={files} onChange={setChosenFiles} onAdd={take} onCancel={onClose} />
        ) : (
          <DropArea onFiles={take} className="min-h-52">
            <p className="text-15 font-semibold touch:hidden">Drop files or a folder here, or paste a picture</p>
            <p className="mt-1 text-14 text-ink2">{uploadFormats}</p>
            <RulesLine className="mt-1 text-14 text-ink2" />
            <div className="mt-4 flex flex-wrap justify-center gap-2">
              <FileButton variant="primary" onFiles={take}>
                Choose files
              </FileButton>
              <PhotoButton onPhoto={(photo) => setChosenFiles([photo])} />
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
