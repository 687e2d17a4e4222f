export { createClient, type ClientCredentials, type ClientOptions, type Inputs, type Outputs, type StudywrightClient } from './client.ts';
export { StudywrightError, type ClientErrorCode } from './errors.ts';
export type { SessionOptions, Tokens } from './session.ts';
export { unlockDocument } from './unlock.ts';
export { uploadDocument, type Document, type UploadOptions } from './upload.ts';
export { waitForDocument, type WaitOptions } from './wait.ts';
