import { openExternal, openFiles, type Storage, type UploadThingSettings } from '@studywright/api';
import { createTestApi, type TestApi, type TestStudent } from '@studywright/api/testing';
import { openDatabase } from '@studywright/db';
import type { Health } from '../http/health.ts';
import { originRule } from '../http/origins.ts';
import { createApiServer } from '../server.ts';

export interface TestServer {
  api: TestApi;
  url: string;
  /** As a program signs in; the headers of its requests. */
  headersOf(student: TestStudent): Promise<{ authorization: string }>;
  /** Another server on the same database, with other ways of answering. */
  beside(options: { fastLane?: boolean; health?: Health; databaseUrl?: string; publicUrl?: string }): Promise<string>;
  close(): Promise<void>;
}

/** The API server on a free port, with the router tree's test kit behind it. */
export async function startTestServer({ storage: other, uploadThing = null }: { storage?: Storage; uploadThing?: UploadThingSettings | null } = {}): Promise<TestServer> {
  const api = await createTestApi({ ...(other && { files: () => openFiles(other) }), external: openExternal(uploadThing) });
  const storage: Storage = other ?? { kind: 'local', folder: api.folder };
  const closers: (() => Promise<void>)[] = [];
  const beside: TestServer['beside'] = async ({ fastLane = true, health = { stopping: false, queue: true }, databaseUrl = api.databaseUrl, publicUrl = null }) => {
    const database = openDatabase(databaseUrl, { max: 1 });
    const server = createApiServer({ deps: api.deps, database, storage, uploadThing, publicUrl, mayCall: originRule({ url: 'https://study.example' }), health, fastLane });
    const port = await server.listen(0, '127.0.0.1');
    closers.push(async () => {
      await server.stop(0);
      await database.close();
    });
    return `http://127.0.0.1:${port}`;
  };
  return {
    api,
    url: await beside({}),
    async headersOf({ email, password }) {
      const { accessToken } = await api.caller(null).account.signIn({ email, password });
      return { authorization: `Bearer ${accessToken}` };
    },
    beside,
    async close() {
      for (const close of closers) await close();
      await api.close();
    },
  };
}
