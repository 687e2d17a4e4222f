import type { AppRouter } from '@studywright/api';
import type { TRPCClient } from '@trpc/client';

/** Whom the queue of uploads asks. It is told apart from the queue, which is loaded only when there is something to send. */
export interface Hosting {
  apiUrl: string;
  client: TRPCClient<AppRouter>;
  added(courseId: string): void;
}

let hosting: Hosting | undefined;

/** Done by every layout of those who are signed in. */
export function hostUploads(next: Hosting): void {
  hosting = next;
}

export function uploadHosting(): Hosting {
  if (hosting === undefined) throw new Error('An upload was begun outside the pages of those who are signed in.');
  return hosting;
}
