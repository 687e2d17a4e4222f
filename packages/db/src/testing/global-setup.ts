import type { TestProject } from 'vitest/node';
import { joinTestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server's maintenance database. */
    testPostgres: string;
  }
}

/** For `globalSetup` of Vitest: one PostgreSQL server for the whole run, apart from everything that is not a test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await joinTestServer();
  project.provide('testPostgres', server.url);
  return () => server.leave();
}
