'use client';

import type { AppRouter } from '@studywright/api';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import { onOldNews } from './old-news.ts';
import { makeQueryClient } from './query-client.ts';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

let browserClient: QueryClient | undefined;

/** One cache for the tab; on the server one for each request, so that nobody sees another's data. */
function queryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  if (browserClient === undefined) {
    const made = makeQueryClient();
    onOldNews(() => void made.invalidateQueries());
    browserClient = made;
  }
  return browserClient;
}

function makeClient() {
  const url = `${typeof window === 'undefined' ? 'http://localhost' : window.location.origin}/api/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, maxItems: 20 }),
      }),
    ],
  });
}

export function DataProvider({ children }: { children: ReactNode }) {
  const cache = queryClient();
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={cache}>
      <TRPCProvider trpcClient={client} queryClient={cache}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
