import type { TestProject } from 'vitest/node';
import { joinTestServer } from './server.ts';

/** For `globalSetup` of Vitest: one PostgreSQL server for the whole run, apart from everything that is not a test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await joinTestServer();
  project.provide('testPostgres', server.url);
  return () => server.leave();
}
