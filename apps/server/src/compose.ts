import { createEvents, createJobRunner, createTokens, jobs, openExternal, openFiles, storedAnswers, type Deps, type JobRunner } from '@studywright/api';
import { openDatabase, type DatabaseHandle } from '@studywright/db';
import { createReader, takeTurns } from '@studywright/ingest';
import type { Logger } from 'pino';
import { v7 } from 'uuid';
import { lazyModel } from './model.ts';
import type { Settings } from './settings.ts';

export interface Composition {
  deps: Deps;
  database: DatabaseHandle;
  runner: JobRunner;
  close(): Promise<void>;
}

/** The one place of this program at which ports meet what stands behind them. */
export function compose(settings: Settings, log: Logger): Composition {
  const database = openDatabase(settings.databaseUrl, { max: settings.role === 'worker' ? settings.workerConcurrency + 2 : 10, name: `studywright-${settings.role}` });
  const events = createEvents(database.sql, (error) => log.warn({ err: error }, 'listening for changes failed'));
  const runner = createJobRunner(settings.databaseUrl, jobs, log, settings.role === 'api' ? 'send' : 'work');
  const reader = takeTurns(createReader(settings.reader), settings.reader.pictures);
  const now = () => new Date();
  const deps: Deps = {
    db: database.db,
    now,
    newId: () => v7(),
    model: lazyModel(settings, { answers: storedAnswers({ db: database.db, now }), log }),
    reader,
    files: openFiles(settings.storage),
    external: openExternal(settings.uploadThing),
    rules: settings.rules,
    budgets: settings.budgets,
    jobs: runner,
    events,
    tokens: createTokens(settings.authSecret),
    log,
  };
  return {
    deps,
    database,
    runner,
    async close() {
      await reader.close();
      await events.close();
      await database.close();
    },
  };
}
