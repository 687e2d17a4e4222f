import { AppError } from '@studywright/core';
import type { DatabaseHandle } from '@studywright/db';
import { migrationState } from '@studywright/db/migrate';
import { sendError, sendJson, type Exchange } from './respond.ts';

export interface Health {
  /** Set while the program is on its way down. */
  stopping: boolean;
  /** Whether the job queue has started. */
  queue: boolean;
}

const patienceMs = 1_000;

/** The process runs and answers; it says nothing about what it depends on. */
export function answerLive(exchange: Exchange): void {
  sendJson(exchange, 200, { status: 'live' });
}

/** Whether requests should be sent here now. */
export async function answerReady(exchange: Exchange, database: DatabaseHandle, health: Health): Promise<void> {
  const reasons: string[] = [];
  if (health.stopping) reasons.push('The server is being stopped.');
  if (!health.queue) reasons.push('The job queue has not started yet.');
  const problem = await databaseProblem(database);
  if (problem !== null) reasons.push(problem);
  if (reasons.length === 0) sendJson(exchange, 200, { status: 'ready' });
  else sendError(exchange, new AppError('UNAVAILABLE', reasons.join(' '), { retryAfter: 2 }));
}

async function databaseProblem(database: DatabaseHandle): Promise<string | null> {
  const timeout = Promise.withResolvers<'silent'>();
  const timer = setTimeout(() => timeout.resolve('silent'), patienceMs);
  try {
    const state = await Promise.race([migrationState(database.sql), timeout.promise]);
    if (state === 'silent') return 'The database does not answer.';
    if (state === 'behind') return 'The database is not up to date. Run the migrations.';
    return state === 'ahead' ? 'The database was made by a newer version. Update this server.' : null;
  } catch {
    return 'The database cannot be reached.';
  } finally {
    clearTimeout(timer);
  }
}
