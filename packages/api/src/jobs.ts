import { removeFilesJob } from './document/upload/files.ts';
import { processDocumentJob } from './document/reading/jobs.ts';
import { reviseDocumentJob } from './document/revision/jobs.ts';
import { checkFilesJob, lookAfterUploadsJob } from './document/upload/jobs.ts';
import { purgeDeletedCardsJob } from './flashcard/jobs.ts';
import { generateJob } from './generation/jobs.ts';
import { answerInquiryJob, purgeInquiriesJob } from './inquiry/jobs.ts';
import { composeNoteJob, purgeDeletedNotesJob } from './note/jobs.ts';
import { tidyAnswersJob } from './platform/model-answers.ts';

/** All the work that happens apart from requests. */
export const jobs = [processDocumentJob, reviseDocumentJob, removeFilesJob, lookAfterUploadsJob, checkFilesJob, purgeDeletedCardsJob, tidyAnswersJob, composeNoteJob, purgeDeletedNotesJob, generateJob, answerInquiryJob, purgeInquiriesJob] as const;
