'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { signOutAction } from '@/features/account/actions.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { TextField } from '@/parts/field.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { Section } from './section.tsx';

export function DeleteAccount() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Delete the account">
      <p className="text-14 text-ink2">Your courses, documents, cards and every answer go with it, for good.</p>
      <Button variant="danger" className="mt-4" onClick={() => setOpen(true)}>
        Delete my account
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Delete your account?" description="Your courses, their documents and cards, and every answer you gave are deleted. This cannot be undone.">
        <DeleteForm onKeep={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function DeleteForm({ onKeep }: { onKeep: () => void }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const remove = useMutation(trpc.account.deleteAccount.mutationOptions({ onSuccess: () => signOutAction() }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') remove.mutate({ password });
      }}
    >
      <TextField
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={remove.isError ? errorDetail(remove.error) : undefined}
      />
      <DialogActions>
        <Button onClick={onKeep}>Keep it</Button>
        <Button type="submit" variant="danger" busy={remove.isPending && 'Deleting'} disabledReason={password === '' ? 'Enter your password first.' : undefined}>
          Delete everything
        </Button>
      </DialogActions>
    </form>
  );
}
