import 'server-only';
import { resolve } from 'node:path';
import { budgetSettings, budgetsOf } from '@studywright/api/platform/budgets';
import { fileSettings, rulesOf, storageOf, uploadThingSettings, type Rules, type Storage } from '@studywright/api/platform/files/settings';
import type { UploadThingSettings } from '@studywright/api/platform/files/uploadthing-token';
import { readSettings, setting, type Budgets } from '@studywright/core';
import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: setting.postgresUrl(),
  AUTH_SECRET: setting.secret(),
  PUBLIC_WEB_URL: setting.webUrl().default('http://localhost:3000'),
  PUBLIC_API_URL: setting.webUrl().optional(),
  API_PORT: setting.port(4000),
  STUDYWRIGHT_DATA: z.string().default('.data'),
  OPENAI_BASE_URL: setting.webUrl().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_VISION: setting.oneOf(['true', 'false']).default('false'),
  ...budgetSettings,
  ...fileSettings,
});

export interface WebSettings {
  databaseUrl: string;
  authSecret: string;
  /** Where browsers reach us. */
  webUrl: string;
  /** Where they reach the API server, which takes uploads: its address, or its port on the host of the page. */
  api: { url: string } | { port: number };
  /** Where documents are kept. */
  storage: Storage;
  /** Null: browsers send files to the API server. */
  uploadThing: UploadThingSettings | null;
  rules: Rules;
  /** What a model may cost. */
  budgets: Budgets;
  /** Whether the worker's model reads pictures. */
  vision: boolean;
  /** The model that the worker asks, which can write in another language than the document's; null where it asks none. */
  model: string | null;
  /** Whether browsers reach us over https: cookies are then marked secure and pinned to the host. */
  secure: boolean;
}

let read: WebSettings | undefined;

/** The environment, read and checked once, when the first request needs it (a build has none). */
export function settings(): WebSettings {
  if (read !== undefined) return read;
  const given = readSettings(schema, process.env);
  read = {
    databaseUrl: given.DATABASE_URL,
    authSecret: given.AUTH_SECRET,
    webUrl: given.PUBLIC_WEB_URL,
    api: given.PUBLIC_API_URL === undefined ? { port: given.API_PORT } : { url: given.PUBLIC_API_URL },
    storage: storageOf(given, resolve(given.STUDYWRIGHT_DATA)),
    uploadThing: uploadThingSettings(given),
    rules: rulesOf(given),
    budgets: budgetsOf(given),
    vision: given.OPENAI_VISION === 'true',
    model: given.OPENAI_BASE_URL === undefined && given.OPENAI_API_KEY === undefined ? null : (given.OPENAI_MODEL ?? ''),
    secure: given.PUBLIC_WEB_URL.startsWith('https:'),
  };
  return read;
}
