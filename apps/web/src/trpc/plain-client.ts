'use client';

import type { AppRouter } from '@studywright/api';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';

let client: TRPCClient<AppRouter> | undefined;

/** The typed client by itself, for a page that keeps its own state and needs no cache of what it asked. */
export function plainClient(): TRPCClient<AppRouter> {
  client ??= createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${window.location.origin}/api/trpc`, maxItems: 20 })] });
  return client;
}
