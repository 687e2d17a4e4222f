import { appRouter } from '@studywright/api';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { contextOf } from '@/server/context.ts';

/** The router tree for pages; the same tree answers programs at the API server. */
async function handle(request: Request): Promise<Response> {
  // Cookies come along by themselves: what another site sends in a student's name is refused.
  if (request.headers.get('sec-fetch-site') === 'cross-site') return new Response(null, { status: 403 });
  return fetchRequestHandler({ endpoint: '/api/trpc', req: request, router: appRouter, createContext: () => contextOf(request.headers) });
}

export { handle as GET, handle as POST };
