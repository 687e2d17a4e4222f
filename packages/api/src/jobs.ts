import { removeFilesJob } from './document/files.ts';
import { processDocumentJob } from './document/jobs.ts';
import { purgeDeletedCardsJob } from './flashcard/jobs.ts';

/** All the work that happens apart from requests. */
export const jobs = [processDocumentJob, removeFilesJob, purgeDeletedCardsJob] as const;
