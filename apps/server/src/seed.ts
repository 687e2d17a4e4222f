import { createExtractiveModel } from '@studywright/ai/extractive/index';
import { demoAccount, demoIsOpen, seedDemo } from '@studywright/api/seeds/demo';
import { AppError } from '@studywright/core';
import { compose } from './compose.ts';
import { createLog } from './log.ts';
import { readServerSettings } from './settings.ts';

// Fills a database that has no account yet with a demo, and ends. On stdout: the demo's sign-in as JSON, or null where
// there is none (any more). The built-in engine writes its cards, whatever is configured: a demo must cost nothing.
try {
  const settings = readServerSettings(process.env);
  const { deps, close } = compose(settings, createLog(settings.logLevel, 'seed'));
  await seedDemo({ ...deps, model: createExtractiveModel() });
  process.stdout.write(`${JSON.stringify((await demoIsOpen(deps)) ? { email: demoAccount.email, password: demoAccount.password } : null)}\n`);
  await close();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.detail}\n`);
  process.exitCode = 1;
}
