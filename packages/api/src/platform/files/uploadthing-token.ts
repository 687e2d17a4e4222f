import { AppError } from '@studywright/core';
import { z } from 'zod';

/** All that a token of UploadThing says: who we are there, and at which of its hosts files arrive. */
export interface UploadThingSettings {
  token: string;
  apiKey: string;
  appId: string;
  /** Where browsers send files. */
  ingestUrl: string;
  apiUrl: string;
  /** Host of the files that have arrived, and where in their addresses the app is named. */
  files: { host: string; app: 'subdomain' | 'path' };
}

const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/i);
const content = z.object({
  apiKey: z.string().startsWith('sk_'),
  appId: name,
  regions: z.array(name).min(1),
  ingestHost: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/i).default('ingest.uploadthing.com'),
});

/** @throws AppError BAD_INPUT where it is no such token */
export function uploadThingOf(token: string): UploadThingSettings {
  const { success, data } = content.safeParse(parsed(Buffer.from(token, 'base64').toString('utf8')));
  if (!success) throw new AppError('BAD_INPUT', 'UPLOADTHING_TOKEN is not a token. Copy it whole from the page “API Keys” of your app at UploadThing, or leave it out.');
  const { apiKey, appId, regions, ingestHost } = data;
  return { token, apiKey, appId, ingestUrl: `https://${regions[0]}.${ingestHost}`, apiUrl: 'https://api.uploadthing.com', files: { host: 'ufs.sh', app: 'subdomain' } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
