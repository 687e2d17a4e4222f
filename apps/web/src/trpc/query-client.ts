import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { isRetryable } from './errors.ts';

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server rendered is fresh enough not to be asked for again at once.
        staleTime: 20_000,
        retry: (count, error) => count < 3 && isRetryable(error),
        retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
      },
      // A mutation carries an id made here, so that asking again changes nothing twice; still only where that can help.
      mutations: { retry: (count, error) => count < 2 && error instanceof TRPCClientError && isRetryable(error) },
      dehydrate: { shouldDehydrateQuery: defaultShouldDehydrateQuery },
    },
  });
}
