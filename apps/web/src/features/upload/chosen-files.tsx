'use client';

import { CircleAlert, X } from 'lucide-react';
import { bytes, counted } from '@/lib/format.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { chooseFiles } from './choose-files.ts';
import { PhotoButton } from './file-button.tsx';
import { useUploadRules } from './use-upload-rules.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

export interface ChosenFilesProps {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  onAdd: (files: readonly File[]) => void;
  onCancel: () => void;
}

/** What is about to be added, each file that cannot be with its reason: nobody waits for one that is not on its way. */
export function ChosenFiles({ files, onChange, onAdd, onCancel }: ChosenFilesProps) {
  const { taken, refused } = chooseFiles(files, useUploadRules());
  const problems = new Map(refused.map(({ file, problem }) => [file, problem]));
  return (
    <>
      <ul aria-label="Files to add" className="max-h-64 overflow-y-auto border-y border-line">
        {files.map((file, index) => {
          const problem = problems.get(file);
          return (
            <li key={`${index}/${file.name}`} className="border-b border-line py-1.5 text-14 last:border-b-0">
              <div className="flex items-center gap-3">
                <span className="min-w-0 flex-1 wrap-anywhere">{file.name}</span>
                <span className="shrink-0 text-13 text-ink2">{bytes(file.size)}</span>
                <IconButton size={28} label={`Leave ${file.name} out`} icon={<X {...icon} />} onClick={() => (files.length === 1 ? onCancel() : onChange(files.filter((each) => each !== file)))} />
              </div>
              {problem !== undefined && (
                <p className="flex gap-2 pb-1 text-13 text-ink2">
                  <CircleAlert {...icon} className="mt-px shrink-0 text-danger" />
                  {problem}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {refused.length > 0 && (
        <p role="status" className="text-14 text-ink2">
          {refused.length} of {counted(files.length, 'file')} cannot be added.
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <PhotoButton count={files.length + 1} onPhoto={(photo) => onChange([...files, photo])}>
          Take another photo
        </PhotoButton>
        <Button variant="primary" onClick={() => onAdd(taken)} disabledReason={taken.length === 0 ? 'None of these files can be added.' : undefined}>
          {taken.length === 0 ? 'Add' : `Add ${counted(taken.length, 'file')}`}
        </Button>
      </div>
    </>
  );
}
