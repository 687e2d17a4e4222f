import type { AppRouter } from '@studywright/api';
import type { TRPCClient } from '@trpc/client';

/** Whom the queue of uploads asks and tells. */
export interface Hosting {
  client: TRPCClient<AppRouter>;
  added(courseId: string): void;
}

let address: string | undefined;
let hosting: Hosting | undefined;

/** Where the server that takes files is; said by every layout of those who are signed in. */
export function setUploadAddress(apiUrl: string): void {
  address = apiUrl;
}

/** Done by whoever adds files, before it does. */
export function hostUploads(next: Hosting): void {
  hosting = next;
}

export function uploadHosting(): Hosting & { apiUrl: string } {
  if (hosting === undefined || address === undefined) throw new Error('An upload was begun outside the pages of those who are signed in.');
  return { ...hosting, apiUrl: address };
}
