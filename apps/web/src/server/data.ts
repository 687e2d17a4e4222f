import 'server-only';
import { createCaller } from '@studywright/api';
import { cache } from 'react';
import { pageContext } from './context.ts';

/** The router for a page that is rendered here, in the name of whoever asks for it. */
export const caller = cache(async () => createCaller(await pageContext()));

/** What a frame and its page both show is read once a request. */
export const readProfile = cache(async () => (await caller()).account.me());
export const readToday = cache(async () => (await caller()).progress.today());
