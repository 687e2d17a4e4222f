import { buildWeb } from '@studywright/tooling/build';
import { startTestStack } from './stack.ts';

/** Starts the stack that all journeys share. What they need to know of it goes to them through the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await buildWeb();
  const stack = await startTestStack();
  process.env['E2E_WEB'] = stack.addresses.web;
  process.env['E2E_API'] = stack.addresses.api;
  process.env['E2E_DATABASE'] = stack.databaseUrl();
  return () => stack.stop();
}
