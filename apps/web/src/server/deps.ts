import 'server-only';
import type { StudyModel } from '@studywright/ai';
import { createEvents, createJobRunner, createTokens, type Deps, jobs, openExternal, openFiles } from '@studywright/api';
import { openDatabase } from '@studywright/db';
import { v7 } from 'uuid';
import { log } from './log.ts';
import { settings } from './settings.ts';

const notAsked = () => Promise.reject(new Error('The web app asks no model: documents are worked on by the worker.'));

/** Pages hand writing to the worker; no verb they call asks a model. What the worker's model can do is told all the same. */
function noModel({ model, vision }: Pick<ReturnType<typeof settings>, 'model' | 'vision'>): StudyModel {
  return { engine: model === null ? 'extractive' : `openai:${model}`, translates: model !== null, outline: notAsked, draft: notAsked, compose: notAsked, ask: notAsked, explain: notAsked, ...(vision && { readPicture: notAsked }) };
}

/** Nor does any read a file: that is done apart from the servers that answer pages. */
const notHere = () => Promise.reject(new Error('The web app opens no documents: the API server and the worker do.'));
const noReader: Deps['reader'] = { extract: notHere, recognize: notHere, render: notHere, cut: notHere, unlock: notHere, close: async () => {} };

async function compose(): Promise<Deps> {
  const { databaseUrl, authSecret, storage, uploadThing, rules, budgets, vision, model } = settings();
  const { db, sql } = openDatabase(databaseUrl, { name: 'studywright-web' });
  const runner = createJobRunner(databaseUrl, jobs, log, 'send');
  await runner.start();
  return {
    db,
    now: () => new Date(),
    newId: () => v7(),
    model: noModel({ model, vision }),
    reader: noReader,
    files: openFiles(storage),
    external: openExternal(uploadThing),
    rules,
    budgets,
    jobs: runner,
    events: createEvents(sql, (err) => log.warn({ err }, 'events')),
    tokens: createTokens(authSecret),
    log,
  };
}

/** A program has one pool, also while `next dev` loads this file again and again. */
declare global {
  var studywrightDeps: Promise<Deps> | undefined;
}

export function deps(): Promise<Deps> {
  globalThis.studywrightDeps ??= compose().catch((error: unknown) => {
    // The database may come later: the next request tries again.
    globalThis.studywrightDeps = undefined;
    throw error;
  });
  return globalThis.studywrightDeps;
}
