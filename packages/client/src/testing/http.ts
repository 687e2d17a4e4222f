import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actorOf, appRouter } from '@studywright/api';
import type { TestApi } from '@studywright/api/testing';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';

export interface TestServer {
  url: string;
  /** Paths of the procedures that were called, in order. */
  calls: string[];
  close(): Promise<void>;
}

/** The router tree of a test behind HTTP, by tRPC's own adapter, with the test's clock. */
export async function serveApi(api: TestApi): Promise<TestServer> {
  const calls: string[] = [];
  const handler = createHTTPHandler({
    router: appRouter,
    basePath: '/trpc/',
    async createContext({ req, info }) {
      calls.push(...info.calls.map((call) => call.path));
      const actor = await actorOf(api.deps, { authorization: req.headers.authorization, cookie: req.headers.cookie });
      return api.ctx(actor);
    },
  });
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
