import { AppError } from '@studywright/core';
import { createLog } from './log.ts';
import { run } from './program.ts';
import { readServerSettings, type Settings } from './settings.ts';

function settingsOrExit(): Settings {
  try {
    return readServerSettings(process.env);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.detail}\n`);
    process.exit(1);
  }
}

const settings = settingsOrExit();
const log = createLog(settings.logLevel, settings.role);

try {
  const program = await run(settings, log);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C is not patient.
      if (stopping) process.exit(1);
      stopping = true;
      program.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopped badly');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
    process.stderr.write(`Port ${settings.port} cannot be used (${error.code === 'EACCES' ? 'not allowed' : 'another program has it'}). Set API_PORT to another one.\n`);
  } else log.fatal({ err: error }, 'could not start');
  process.exit(1);
}
