'use client';

import { useState } from 'react';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { TextField } from './field.tsx';

export interface RenameDialogProps {
  title: string;
  description: string;
  /** Of the field. */
  label: string;
  /** The name that it has. */
  value: string;
  busy: boolean;
  /** What the server answered, null where nothing is wrong. */
  error: unknown;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks for another name; what was typed stays when it is refused. */
export function RenameDialog({ title, description, label, value, busy, error, onSave, onClose }: RenameDialogProps) {
  const [name, setName] = useState(value);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name);
        }}
      >
        <TextField label={label} name="title" autoFocus autoComplete="off" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} error={error === null ? undefined : (fieldErrors(error)['title'] ?? errorDetail(error))} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy && 'Saving'}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
