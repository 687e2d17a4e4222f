import { test as base } from '@playwright/test';

interface Addresses {
  /** Where the stack that all journeys share is reached. */
  addresses: { web: string; api: string; database: string };
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with "npm test -- --only browser".`);
  return value;
}

export const test = base.extend<Addresses>({
  baseURL: ({}, use) => use(fromSetup('E2E_WEB')),
  addresses: ({}, use) => use({ web: fromSetup('E2E_WEB'), api: fromSetup('E2E_API'), database: fromSetup('E2E_DATABASE') }),
});

export { expect } from '@playwright/test';
