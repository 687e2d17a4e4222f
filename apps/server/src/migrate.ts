import { AppError, readSettings, setting } from '@studywright/core';
import { migrate } from '@studywright/db/migrate';
import { z } from 'zod';

// Brings the database to the version of this program and ends: for where no launcher does it, such as in containers.
try {
  await migrate(readSettings(z.object({ DATABASE_URL: setting.postgresUrl() }), process.env).DATABASE_URL);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.detail}\n`);
  process.exitCode = 1;
}
