import { removeFilesJob } from './document/files.ts';
import { processDocumentJob } from './document/jobs.ts';
import { reviseDocumentJob } from './document/revision-jobs.ts';
import { lookAfterUploadsJob } from './document/upload-jobs.ts';
import { purgeDeletedCardsJob } from './flashcard/jobs.ts';

/** All the work that happens apart from requests. */
export const jobs = [processDocumentJob, reviseDocumentJob, removeFilesJob, lookAfterUploadsJob, purgeDeletedCardsJob] as const;
