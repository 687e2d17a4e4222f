import { firstStanding } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, count, eq, inArray, ne } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs.ts';

const { documents } = tables;

export const processDocumentJob = defineJob({
  name: 'process-document',
  payload: z.object({ documentId: z.uuid() }),
  // Many: most of them are workers that were stopped or killed. An error of the document itself is final much sooner.
  retry: { limit: 10, delaySeconds: 2 },
  /** Behind whatever else of the same student is not done yet: who sends ten at once waits for nine, and nobody else does. */
  async standing({ documentId }, db) {
    const others = alias(documents, 'others');
    const [row] = await db
      .select({ unfinished: count(others.id) })
      .from(documents)
      .innerJoin(others, and(eq(others.uploaderId, documents.uploaderId), ne(others.id, documents.id), inArray(others.status, ['queued', 'working'])))
      .where(eq(documents.id, documentId));
    return firstStanding(row?.unfinished ?? 0);
  },
  async run({ documentId }, run) {
    // Loaded by the worker alone: a server that only enqueues carries no readers of formats.
    const { processDocument } = await import('./process.ts');
    await processDocument(documentId, run);
  },
  async gaveUp({ documentId }, deps) {
    const { abandonDocument } = await import('./process.ts');
    await abandonDocument(documentId, deps);
  },
});
