import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { compose, type Composition } from './compose.ts';
import type { Health } from './http/health.ts';
import { originRule } from './http/origins.ts';
import { releaseStartMemory } from './memory.ts';
import { createApiServer, type ApiServer } from './server.ts';
import type { Settings } from './settings.ts';

export interface Program {
  /** Of the API server; null for a worker. */
  port: number | null;
  stop(): Promise<void>;
}

/** Less than the ten seconds after which whoever asked us to stop may lose patience. */
const graceMs = 9_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Starts what this role is for, and resolves when it listens; work waits for the database as long as it takes. */
export async function run(settings: Settings, log: Logger): Promise<Program> {
  // What is done in the background, child processes included, never takes the processor from what answers a student.
  if (settings.role === 'worker') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const composition = compose(settings, log);
  const health: Health = { stopping: false, queue: false };
  let server: ApiServer | null = null;
  let port: number | null = null;
  if (settings.role !== 'worker') {
    server = createApiServer({ deps: composition.deps, database: composition.database, storage: settings.storage, uploadThing: settings.uploadThing, publicUrl: settings.publicUrl, mayCall: originRule(settings.web), health });
    port = await server.listen(settings.port, settings.host);
    log.info({ host: settings.host, port }, 'API server listens');
  }
  const queue = startQueue(settings, composition, health, log);
  return {
    port,
    async stop() {
      log.info({}, 'stopping');
      health.stopping = true;
      await server?.stop(graceMs);
      await queue;
      await composition.runner.stop(graceMs);
      await composition.close();
      log.info({}, 'stopped');
    },
  };
}

/** Tries until the database is there: it may come after us. */
async function startQueue(settings: Settings, { runner, deps }: Composition, health: Health, log: Logger): Promise<void> {
  for (let wait = firstPauseMs; !health.stopping; wait = Math.min(longestPauseMs, wait * 2)) {
    try {
      await runner.start();
      if (settings.role !== 'api') {
        await runner.work(deps, settings.workerConcurrency);
        log.info({ concurrency: settings.workerConcurrency }, 'worker waits for jobs');
      }
      health.queue = true;
      await releaseStartMemory();
      return;
    } catch (error) {
      log.warn({ err: error }, 'the job queue could not start, trying again');
      await pause(wait);
    }
  }
}
