'use client';

import { limits } from '@studywright/core/platform/limits';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { TextField } from '@/parts/field.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { SaveRow } from './save-row.tsx';
import { Section } from './section.tsx';

export function PasswordForm({ email }: { email: string }) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent('');
        setNext('');
      },
    }),
  );
  const fields = fieldErrors(change.error);
  return (
    <Section title="Password" note={{ title: 'What changes with it', body: 'All other devices are signed out. API keys go on working; revoke those you do not trust.' }}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ current, next });
        }}
      >
        <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
        <TextField label="Current password" name="current" type="password" autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} error={fields['current']} />
        <TextField
          label="New password"
          name="next"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          error={fields['next']}
          hint={`At least ${limits.password.minChars} characters.`}
        />
        <SaveRow label="Change password" pending={change.isPending} saved={change.isSuccess && current === '' && next === ''} problem={change.isError && Object.keys(fields).length === 0 ? errorDetail(change.error) : null} />
      </form>
    </Section>
  );
}
