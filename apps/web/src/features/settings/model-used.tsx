'use client';

import type { UsageAmounts } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { counted, number } from '@/lib/format.ts';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { dollars } from '@/lib/dollars.ts';
import { Section } from './section.tsx';

const note = {
  title: 'What counts',
  body: 'What a language model read and wrote for you, where one is set up here. The built-in engine costs nothing, and makes the rest once a limit is reached. Answers that were kept from an earlier time cost nothing either.',
};

/** What a model took for this student, and what it may take. */
export function ModelUsed() {
  const trpc = useTRPC();
  const usage = useQuery(trpc.account.usage.queryOptions());
  return (
    <Section title="Model" note={note}>
      {usage.data === undefined ? (
        usage.isError ? (
          <ErrorState safe="What was made is safe." onRetry={() => void usage.refetch()}>
            {errorDetail(usage.error)}
          </ErrorState>
        ) : (
          <Skeleton noun="Adding up requests" lines={2} />
        )
      ) : usage.data.month.requests === 0 ? (
        <p className="text-14 text-ink2">No model was asked for you this month.</p>
      ) : (
        <>
          <Table>
            <THead>
              <tr>
                <Th>
                  <span className="sr-only">When</span>
                </Th>
                <Th numeric>Requests</Th>
                <Th numeric>Tokens</Th>
                <Th numeric>Cost</Th>
                <Th numeric>Limit</Th>
              </tr>
            </THead>
            <tbody>
              <Row name="Today" used={usage.data.today} limit={usage.data.budgets.day} />
              <Row name="This month" used={usage.data.month} limit={usage.data.budgets.month} />
            </tbody>
          </Table>
          {usage.data.month.unpriced > 0 && <p className="mt-3 text-13 text-ink2">Without {counted(usage.data.month.unpriced, 'request')} this month whose price is not known.</p>}
        </>
      )}
    </Section>
  );
}

function Row({ name, used, limit }: { name: string; used: UsageAmounts; limit: number | null }) {
  return (
    <Tr>
      <RowHead>{name}</RowHead>
      <Td numeric>{number(used.requests)}</Td>
      <Td numeric>{number(used.inputTokens + used.outputTokens)}</Td>
      <Td numeric>{dollars(used.costMicros)}</Td>
      <Td numeric>{limit === null ? 'none' : dollars(limit)}</Td>
    </Tr>
  );
}
