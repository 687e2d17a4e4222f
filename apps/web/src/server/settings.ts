import 'server-only';
import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: 'DATABASE_URL must be an address such as postgres://user:password@host:5432/name.' }),
  AUTH_SECRET: z.string().min(32, { message: 'AUTH_SECRET must have at least 32 characters.' }),
  PUBLIC_WEB_URL: z.url().default('http://localhost:3000'),
  PUBLIC_API_URL: z.url().default('http://localhost:4000'),
  STUDYWRIGHT_DATA: z.string().min(1).default('.data'),
});

export interface WebSettings {
  databaseUrl: string;
  authSecret: string;
  /** Without a slash at its end. */
  webUrl: string;
  apiUrl: string;
  dataDir: string;
  /** Whether browsers reach us over https: cookies are then marked secure and pinned to the host. */
  secure: boolean;
}

let read: WebSettings | undefined;

/** The environment, read and checked once, when the first request needs it (a build has none). */
export function settings(): WebSettings {
  if (read !== undefined) return read;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`A setting is wrong. ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' ')}`);
  const { DATABASE_URL, AUTH_SECRET, PUBLIC_WEB_URL, PUBLIC_API_URL, STUDYWRIGHT_DATA } = parsed.data;
  read = {
    databaseUrl: DATABASE_URL,
    authSecret: AUTH_SECRET,
    webUrl: PUBLIC_WEB_URL.replace(/\/$/, ''),
    apiUrl: PUBLIC_API_URL.replace(/\/$/, ''),
    dataDir: STUDYWRIGHT_DATA,
    secure: PUBLIC_WEB_URL.startsWith('https:'),
  };
  return read;
}
