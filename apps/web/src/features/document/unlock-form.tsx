'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { useApiAddress } from '@/lib/api-address.tsx';
import { Button, IconButton } from '@/parts/button.tsx';
import { Field, Input } from '@/parts/field.tsx';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { sendPassword, UnlockError } from './unlock.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Asks for the password of a document that does not open without one. */
export function UnlockForm({ document }: { document: DocumentView }) {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const open = useUnlock(document, () => {
    field.current?.focus();
    field.current?.select();
  });
  const problem = missing ? 'Type the password of this document.' : open.isError ? (open.error instanceof UnlockError ? open.error.message : errorDetail(open.error)) : undefined;
  return (
    <form
      noValidate
      className="mt-4 max-w-120"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(password === '');
        if (password !== '') open.mutate(password);
      }}
    >
      <Field label="Password of the document" error={problem} hint="It is used once to open the document and not kept. Studywright keeps the opened copy.">
        {(control) => (
          <div className="flex items-start gap-2">
            <div className="relative min-w-0 flex-1">
              {/* Not a password of this site: the browser's own are of no use here. */}
              <Input
                {...control}
                ref={field}
                name="document-password"
                type={shown ? 'text' : 'password'}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={1_000}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                className="pr-12!"
              />
              <IconButton
                label={shown ? 'Hide the password' : 'Show the password'}
                aria-pressed={shown}
                icon={shown ? <EyeOff {...icon} /> : <Eye {...icon} />}
                onClick={() => setShown(!shown)}
                className="absolute top-1 right-1 touch:top-0 touch:right-0"
              />
            </div>
            <Button type="submit" variant="primary" size={40} busy={open.isPending && 'Opening'}>
              Open
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}

function useUnlock(document: DocumentView, onRefused: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const address = useApiAddress();
  return useMutation({
    mutationFn: async (password: string) => sendPassword(address, await client.document.startUnlock.mutate({ id: document.id }), password),
    onError: onRefused,
    onSuccess: async () => {
      await Promise.all([cache.invalidateQueries(trpc.document.get.queryFilter({ id: document.id })), cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId }))]);
    },
  });
}
