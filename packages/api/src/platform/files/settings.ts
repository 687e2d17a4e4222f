import { join } from 'node:path';
import { AppError, limits, setting } from '@studywright/core';
import { z } from 'zod';
import type { ExternalUploads } from './external.ts';
import { localFiles } from './local.ts';
import type { FileStore } from './port.ts';
import { s3Files, type S3Settings } from './s3.ts';
import { uploadThing } from './uploadthing.ts';
import { uploadThingOf, type UploadThingSettings } from './uploadthing-token.ts';

/** Where files are kept: in a folder of this machine, or in an S3 store. */
export type Storage = { kind: 'local'; folder: string } | ({ kind: 's3' } & S3Settings);

/** What may be uploaded. */
export interface Rules {
  maxBytes: number;
  maxFilesAtOnce: number;
}

/** Settings that all programs with access to files share. */
export const fileSettings = {
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: setting.webUrl().optional(),
  S3_PUBLIC_ENDPOINT: setting.webUrl().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: setting.oneOf(['true', 'false']).optional(),
  UPLOADTHING_TOKEN: z.string().optional(),
  // The length of a file is a 32-bit number in the database.
  UPLOAD_MAX_MB: setting.wholeNumber(1, 2_000, limits.upload.maxBytes / 1024 / 1024),
  UPLOAD_MAX_FILES: setting.wholeNumber(1, 100, limits.upload.maxFilesAtOnce),
};

type Given = z.output<z.ZodObject<typeof fileSettings>>;

/** @throws AppError BAD_INPUT where settings do not go together */
export function storageOf(given: Given, dataFolder: string): Storage {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given;
  if (bucket === undefined) {
    if (endpoint !== undefined || accessKeyId !== undefined) throw new AppError('BAD_INPUT', 'S3_BUCKET is not set. Write the name of the bucket, or leave out the other S3 settings to keep files in the data folder.');
    return { kind: 'local', folder: join(dataFolder, 'files') };
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new AppError('BAD_INPUT', 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together: set both, or none where the machine itself has access to the bucket.');
  }
  return {
    kind: 's3',
    bucket,
    endpoint: endpoint ?? null,
    publicEndpoint: given.S3_PUBLIC_ENDPOINT ?? null,
    region: given.S3_REGION,
    credentials: accessKeyId === undefined || secretAccessKey === undefined ? null : { accessKeyId, secretAccessKey },
    forcePathStyle: given.S3_FORCE_PATH_STYLE === undefined ? endpoint !== undefined : given.S3_FORCE_PATH_STYLE === 'true',
  };
}

export function rulesOf(given: Given): Rules {
  return { maxBytes: given.UPLOAD_MAX_MB * 1024 * 1024, maxFilesAtOnce: given.UPLOAD_MAX_FILES };
}

export function openFiles(storage: Storage): FileStore {
  return storage.kind === 'local' ? localFiles(storage.folder) : s3Files(storage);
}

/** Null: browsers send files to the API server. */
export function uploadThingSettings({ UPLOADTHING_TOKEN: token }: Given): UploadThingSettings | null {
  return token === undefined ? null : uploadThingOf(token);
}

export function openExternal(settings: UploadThingSettings | null): ExternalUploads | null {
  return settings === null ? null : uploadThing(settings);
}
