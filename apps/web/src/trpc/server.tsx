import 'server-only';
import { appRouter } from '@studywright/api';
import { dehydrate, type FetchQueryOptions, HydrationBoundary, type QueryKey } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cache, type ReactNode } from 'react';
import { pageContext } from '@/server/context.ts';
import { makeQueryClient } from './query-client.ts';

/** One cache a request: what pages and layouts read together is read once. */
export const getQueryClient = cache(makeQueryClient);

/** The same router in this process: a page asks it directly, without a request to itself. */
export const trpc = createTRPCOptionsProxy({ ctx: pageContext, router: appRouter, queryClient: getQueryClient });

/**
 * Reads for the page before it is sent. A read that fails is left to the browser, which tries again and says what is wrong.
 */
export async function prefetch<Data, Failure, Shown, Key extends QueryKey>(...queries: FetchQueryOptions<Data, Failure, Shown, Key>[]): Promise<void> {
  await Promise.all(queries.map((query) => getQueryClient().prefetchQuery(query)));
}

/** Hands what was read to the browser, so that the first paint has its data. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
