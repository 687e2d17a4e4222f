import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { budgetSettings, budgetsOf } from '@studywright/api/platform/budgets';
import { fileSettings, rulesOf, storageOf, uploadThingSettings, type Rules, type Storage } from '@studywright/api/platform/files/settings';
import type { UploadThingSettings } from '@studywright/api/platform/files/uploadthing-token';
import { AppError, readSettings, setting, type Budgets } from '@studywright/core';
import type { ReaderSettings } from '@studywright/ingest';
import { z } from 'zod';
import { isLoopback } from './http/origins.ts';

const schema = z.object({
  STUDYWRIGHT_ROLE: setting.oneOf(['api', 'worker', 'all']).default('all'),
  DATABASE_URL: setting.postgresUrl(),
  AUTH_SECRET: setting.secret(),
  STUDYWRIGHT_HOST: z.string().default('127.0.0.1'),
  API_PORT: setting.port(4000),
  /** Set by whoever starts the program on a port of its choice; it comes before API_PORT. */
  PORT: setting.port(0),
  WEB_PORT: setting.port(3000),
  PUBLIC_WEB_URL: setting.webUrl().optional(),
  PUBLIC_API_URL: setting.webUrl().optional(),
  STUDYWRIGHT_DATA: z.string().default('.data'),
  OPENAI_BASE_URL: setting.webUrl().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  /** Which of its two ways of asking is used. */
  OPENAI_API: setting.oneOf(['chat', 'responses']).default('chat'),
  /** Requests at once, of one worker. */
  OPENAI_CONCURRENCY: setting.wholeNumber(1, 64, 4),
  /** The name of its model that makes embeddings. */
  OPENAI_EMBEDDINGS: z.string().optional(),
  ...budgetSettings,
  /** Whether the model takes pictures. */
  OPENAI_VISION: setting.oneOf(['true', 'false']).default('false'),
  /** As tesseract calls them, joined by commas; each needs its package. */
  STUDYWRIGHT_OCR_LANGUAGES: z.string().regex(/^[a-z]{3}(?:_[a-z]+)?(?:,[a-z]{3}(?:_[a-z]+)?)*$/i, { message: 'is a list such as “eng,deu”' }).default('eng,deu'),
  ...fileSettings,
  LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn', 'error']).default('info'),
  WORKER_CONCURRENCY: setting.wholeNumber(1, 64, Math.max(2, availableParallelism() - 1)),
});

export interface Settings {
  role: 'api' | 'worker' | 'all';
  databaseUrl: string;
  authSecret: string;
  host: string;
  port: number;
  /** Whose pages may call from a browser: the web app's address, or its port where that is all that is known. */
  web: { url: string } | { port: number };
  /** Where documents and uploads are kept. */
  storage: Storage;
  /** Null: browsers send files to us. */
  uploadThing: UploadThingSettings | null;
  /** Where other services reach us; null where they cannot. */
  publicUrl: string | null;
  rules: Rules;
  /** Null: the built-in engine. */
  openai: { baseUrl: string; apiKey: string; model: string; api: 'chat' | 'responses'; concurrency: number; sees: boolean; embeddings: string | null } | null;
  budgets: Budgets;
  reader: ReaderSettings;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Documents that are worked on at once, besides one whose work has just begun. */
  workerConcurrency: number;
}

/** @throws AppError BAD_INPUT with one line for each setting that is wrong */
export function readServerSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = readSettings(schema, environment);
  return {
    role: given.STUDYWRIGHT_ROLE,
    databaseUrl: given.DATABASE_URL,
    authSecret: given.AUTH_SECRET,
    host: given.STUDYWRIGHT_HOST,
    port: given.PORT || given.API_PORT,
    web: given.PUBLIC_WEB_URL === undefined ? { port: given.WEB_PORT } : { url: given.PUBLIC_WEB_URL },
    storage: storageOf(given, resolve(given.STUDYWRIGHT_DATA)),
    uploadThing: uploadThingSettings(given),
    publicUrl: given.PUBLIC_API_URL === undefined || isLoopback(new URL(given.PUBLIC_API_URL).hostname) ? null : given.PUBLIC_API_URL,
    rules: rulesOf(given),
    openai: endpointOf(given),
    budgets: budgetsOf(given),
    reader: { languages: given.STUDYWRIGHT_OCR_LANGUAGES.split(','), pictures: Math.max(1, availableParallelism() - 1), maxBytes: rulesOf(given).maxBytes },
    logLevel: given.LOG_LEVEL,
    workerConcurrency: given.WORKER_CONCURRENCY,
  };
}

function endpointOf({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, OPENAI_MODEL: model, OPENAI_API: api, OPENAI_CONCURRENCY: concurrency, OPENAI_VISION: vision, OPENAI_EMBEDDINGS: embeddings }: z.output<typeof schema>): Settings['openai'] {
  if (baseUrl === undefined && apiKey === undefined) return null;
  if (model === undefined) throw new AppError('BAD_INPUT', 'OPENAI_MODEL is not set. Write the name of a model, as the server at OPENAI_BASE_URL knows it.');
  return { baseUrl: baseUrl ?? 'https://api.openai.com/v1', apiKey: apiKey ?? '', model, api, concurrency, sees: vision === 'true', embeddings: embeddings ?? null };
}
