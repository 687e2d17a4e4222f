import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { readSettings, setting } from '@studywright/core';
import { z } from 'zod';
import { root } from './root.ts';
import { StartError } from './start-error.ts';

/** What the launcher itself needs to know. Everything else in the environment goes on to the programs, which check it. */
const schema = z.object({
  DATABASE_URL: setting.postgresUrl().optional(),
  AUTH_SECRET: setting.secret().optional(),
  WEB_PORT: setting.port(3000),
  API_PORT: setting.port(4000),
  PUBLIC_WEB_URL: setting.webUrl().optional(),
  PUBLIC_API_URL: setting.webUrl().optional(),
  STUDYWRIGHT_HOST: z.string().default('127.0.0.1'),
  STUDYWRIGHT_DATA: z.string().default('.data'),
  STUDYWRIGHT_SEED: setting.oneOf(['demo', 'none']).optional(),
});

export interface Settings {
  databaseUrl: string | undefined;
  authSecret: string | undefined;
  /** The address the programs listen on. */
  host: string;
  ports: { web: number; api: number };
  /** Where people and other programs reach them. */
  addresses: { web: string; api: string };
  /** Absolute. */
  dataFolder: string;
  seed: 'demo' | 'none';
}

/** Adds what `.env` says to the environment; what is set already stays. */
export function loadEnvFile(file = resolve(root, '.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
}

export function readLauncherSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = readSettings(schema, environment);
  if (given.WEB_PORT === given.API_PORT) {
    throw new StartError(`WEB_PORT and API_PORT are both ${given.WEB_PORT}. Give each program a port of its own.`);
  }
  return {
    databaseUrl: given.DATABASE_URL,
    authSecret: given.AUTH_SECRET,
    host: given.STUDYWRIGHT_HOST,
    ports: { web: given.WEB_PORT, api: given.API_PORT },
    addresses: {
      web: given.PUBLIC_WEB_URL ?? `http://localhost:${given.WEB_PORT}`,
      api: given.PUBLIC_API_URL ?? `http://localhost:${given.API_PORT}`,
    },
    dataFolder: resolve(root, given.STUDYWRIGHT_DATA),
    // A demo account with a known password has no place in a database that somebody else looks after.
    seed: given.STUDYWRIGHT_SEED ?? (given.DATABASE_URL ? 'none' : 'demo'),
  };
}

/** As a person at the terminal would write it. */
export function shortPath(path: string): string {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short;
}
