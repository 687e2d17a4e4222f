import { AppError } from '@studywright/core';
import type { ExternalUploads } from './external.ts';
import type { UploadThingSettings } from './uploadthing-token.ts';

/** What the key of a file at UploadThing is made of: an upload has the same one however often it is begun. */
export const keyParts = ({ name }: { name: string }): [string] => [name];

/** Whole files of some hundred megabytes within it. */
const patienceMs = 10 * 60_000;

async function load({ token, apiUrl, ingestUrl, files }: UploadThingSettings) {
  const [{ UTApi }, { generateKey }, { runSync }] = await Promise.all([import('uploadthing/server'), import('@uploadthing/shared'), import('effect/Micro')]);
  const api = new UTApi({ token, apiUrl, ingestUrl, ufsHost: files.host, ufsAppIdLocation: files.app, logLevel: 'Error' });
  return { api, keyOf: (uploadId: string, appId: string) => runSync(generateKey({ name: uploadId, size: 0, type: '' }, appId, keyParts)) };
}

/** Files that browsers have sent to UploadThing. Fetched from the hosts of the token alone, wherever an answer may point. */
export function uploadThing(settings: UploadThingSettings): ExternalUploads {
  let loading: ReturnType<typeof load> | undefined;
  const loaded = () => (loading ??= load(settings));
  return {
    async fetch(uploadId, bytes) {
      const { api, keyOf } = await loaded();
      const { ufsUrl } = await api.generateSignedURL(keyOf(uploadId, settings.appId), { expiresIn: patienceMs / 1_000 });
      const response = await fetch(ufsUrl, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) }).catch((cause: unknown) => {
        throw silent(cause);
      });
      if (response.ok && response.body && Number(response.headers.get('content-length')) === bytes) return whole(response.body);
      await response.body?.cancel();
      if ([403, 404, 410].includes(response.status)) return null;
      if (!response.ok) throw silent(new Error(`UploadThing answers with ${response.status}.`));
      throw new AppError('CONFLICT', 'What has arrived has not the length of the file that was chosen. Choose the file again.');
    },
    async remove(uploadId) {
      const { api, keyOf } = await loaded();
      await api.deleteFiles(keyOf(uploadId, settings.appId));
    },
  };
}

/** A connection that breaks is one that may be made again. */
async function* whole(body: AsyncIterable<Uint8Array>) {
  try {
    yield* body;
  } catch (cause) {
    throw silent(cause);
  }
}

function silent(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'The service that took this file does not hand it on at the moment. Nothing is lost: it is fetched once it does.', { retryAfter: 10, cause });
}
