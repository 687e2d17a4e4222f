import { removeFilesJob } from './document/files.ts';
import { processDocumentJob } from './document/jobs.ts';
import { lookAfterUploadsJob } from './document/upload-jobs.ts';
import { purgeDeletedCardsJob } from './flashcard/jobs.ts';

/** All the work that happens apart from requests. */
export const jobs = [processDocumentJob, removeFilesJob, lookAfterUploadsJob, purgeDeletedCardsJob] as const;
