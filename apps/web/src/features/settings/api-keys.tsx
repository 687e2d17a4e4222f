'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { instant } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { TextField } from '@/parts/field.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { NewKey } from './new-key.tsx';
import { Section } from './section.tsx';

const ConfirmDelete = dynamic(() => import('@/parts/confirm-delete.tsx').then((module) => module.ConfirmDelete), { ssr: false });

export function ApiKeys({ timeZone }: { timeZone: string }) {
  return (
    <Section title="API keys" note={{ title: 'What a key may do', body: 'Whoever holds it acts as you, through the command line or the API. It is shown once; we keep only its fingerprint.' }}>
      <CreateKey />
      <KeyList timeZone={timeZone} />
    </Section>
  );
}

function CreateKey() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.account.apiKeys.create.mutationOptions({
      // Made anew when tried again: the one whose secret nobody saw would stay otherwise.
      retry: false,
      onSuccess: async () => {
        setName('');
        await cache.invalidateQueries(trpc.account.apiKeys.pathFilter());
      },
    }),
  );
  const problem = create.isError ? (fieldErrors(create.error)['name'] ?? errorDetail(create.error)) : undefined;
  return (
    <>
      <form
        noValidate
        className="flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name });
        }}
      >
        <TextField className="flex-1" label="Name of a new key" name="keyName" autoComplete="off" maxLength={60} placeholder="Laptop" value={name} onChange={(event) => setName(event.target.value)} error={problem} />
        <Button type="submit" size={40} className="mt-[25px]" busy={create.isPending && 'Making'}>
          Make key
        </Button>
      </form>
      {create.data !== undefined && <NewKey name={create.data.name} value={create.data.key} onDone={() => create.reset()} />}
    </>
  );
}

function KeyList({ timeZone }: { timeZone: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const keys = useQuery(trpc.account.apiKeys.list.queryOptions());
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null);
  const [open, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.account.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await cache.invalidateQueries(trpc.account.apiKeys.pathFilter());
      },
    }),
  );
  if (keys.data === undefined) {
    return keys.isError ? (
      <ErrorState className="mt-4" safe="Your keys go on working." onRetry={() => void keys.refetch()}>
        {errorDetail(keys.error)}
      </ErrorState>
    ) : (
      <Skeleton className="mt-4" noun="Fetching your keys" lines={1} />
    );
  }
  if (keys.data.length === 0) return <p className="mt-4 text-14 text-ink2">No keys yet.</p>;
  return (
    <>
      <Table className="mt-4">
        <THead>
          <tr>
            <Th>Key</Th>
            <Th>Last used</Th>
            <Th>
              <span className="sr-only">Revoke</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {keys.data.map((key) => (
            <Tr key={key.id}>
              <RowHead>
                {key.name}
                <span className="block font-mono text-12 font-normal text-ink3">{key.prefix}…</span>
              </RowHead>
              <Td className="text-ink2">{key.lastUsedAt === null ? 'never' : instant(key.lastUsedAt, timeZone, 'dateTime')}</Td>
              <Td className="text-right">
                <Button
                  size={28}
                  onClick={() => {
                    revoke.reset();
                    setAsked(key);
                    setOpen(true);
                  }}
                >
                  Revoke
                </Button>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {asked !== null && (
        <ConfirmDelete open={open} onOpenChange={setOpen} title={`Revoke “${asked.name}”?`} confirm="Revoke" busy={revoke.isPending && 'Revoking'} onConfirm={() => revoke.mutate({ id: asked.id })}>
          <p>Programs that use it are refused from now on. This cannot be undone.</p>
          {revoke.isError && (
            <p role="alert" className="mt-2 text-danger">
              {errorDetail(revoke.error)}
            </p>
          )}
        </ConfirmDelete>
      )}
    </>
  );
}
