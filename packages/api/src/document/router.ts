import { byId, citationChangeView, decideChangesInput, decidedDrafts, decideDraftsInput, documentItemView, documentPageInput, documentPageView, documentView, finishUploadInput, listCitationChangesInput, listDocumentItemsInput, moveDocumentInput, ok, paged, pageInput, pasteTextInput, pictureReader, readAgainInput, sendingTicket, setTagsInput, signedAddress, startUploadInput, takeBackDecisionInput, uploadRules } from '@studywright/core';
import { z } from 'zod';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { moveDocument, setTags } from './arrange.ts';
import { documentChanges } from './changes.ts';
import { decideDrafts, takeBackDecision } from './drafts/decide.ts';
import { decideChanges, listRevisionChanges } from './revision/decide.ts';
import { pagesToCheck } from './reading/pages-to-check.ts';
import { fileAddress } from './upload/download.ts';
import { listDocumentItems, listDocuments, ownDocument, ownDocumentPage } from './queries.ts';
import { discardRevision, pictureReaders, readAgain, retryRevision } from './revision/revise.ts';
import * as add from './upload/add.ts';
import * as service from './service.ts';
import { uploadRules as rulesFor } from './upload/storage.ts';
import { startUnlock } from './reading/unlock.ts';

export const documentRouter = router({
  list: courseProcedure('student')
    .input(z.object(pageInput))
    .output(paged(documentView))
    .query(({ ctx, input }) => listDocuments(ctx, input.courseId, input)),
  get: signedInProcedure
    .input(byId)
    .output(documentView)
    .query(({ ctx, input }) => ownDocument(ctx, input.id)),
  page: signedInProcedure
    .input(documentPageInput)
    .output(documentPageView)
    .query(({ ctx, input }) => ownDocumentPage(ctx, input.documentId, input.page)),
  items: signedInProcedure
    .input(listDocumentItemsInput)
    .output(paged(documentItemView))
    .query(({ ctx, input }) => listDocumentItems(ctx, input)),
  pagesToCheck: signedInProcedure
    .input(byId)
    .output(z.object({ empty: z.array(z.number().int()), unsure: z.array(z.number().int()) }))
    .query(({ ctx, input }) => pagesToCheck(ctx, input.id)),
  /** Says which document of the course changed; ends with the connection. */
  changes: courseProcedure('student').subscription(({ ctx, signal }) => documentChanges(ctx, ctx.course.id, signal)),
  /** An address at which the document's own file can be fetched for a while. */
  file: signedInProcedure
    .input(byId)
    .output(signedAddress)
    .query(({ ctx, input }) => fileAddress(ctx, input.id)),
  uploadRules: signedInProcedure.output(uploadRules).query(({ ctx }) => rulesFor(ctx)),
  startUpload: signedInProcedure
    .input(startUploadInput)
    .output(sendingTicket)
    .mutation(({ ctx, input }) => add.startUpload(ctx, input)),
  finishUpload: signedInProcedure
    .input(finishUploadInput)
    .output(documentView)
    .mutation(({ ctx, input }) => add.finishUpload(ctx, input)),
  pasteText: signedInProcedure
    .input(pasteTextInput)
    .output(documentView)
    .mutation(({ ctx, input }) => add.pasteText(ctx, input)),
  retry: signedInProcedure
    .input(byId)
    .output(documentView)
    .mutation(({ ctx, input }) => service.retryDocument(ctx, input.id)),
  cancel: signedInProcedure
    .input(byId)
    .output(documentView)
    .mutation(({ ctx, input }) => service.cancelDocument(ctx, input.id)),
  /** For a document that waits for its password; see `POST /unlock` of the API server. */
  startUnlock: signedInProcedure
    .input(byId)
    .output(sendingTicket)
    .mutation(({ ctx, input }) => startUnlock(ctx, input.id)),
  rename: signedInProcedure
    .input(z.object({ id: z.uuid(), title: pasteTextInput.shape.title }))
    .output(documentView)
    .mutation(({ ctx, input }) => service.renameDocument(ctx, input.id, input.title)),
  setTags: signedInProcedure
    .input(setTagsInput)
    .output(documentView)
    .mutation(({ ctx, input }) => setTags(ctx, input)),
  move: signedInProcedure
    .input(moveDocumentInput)
    .output(documentView)
    .mutation(({ ctx, input }) => moveDocument(ctx, input)),
  /** Who can read pages that are pictures here. */
  pictureReaders: signedInProcedure.output(z.array(pictureReader)).query(({ ctx }) => pictureReaders(ctx)),
  readAgain: signedInProcedure
    .input(readAgainInput)
    .output(documentView)
    .mutation(({ ctx, input }) => readAgain(ctx, input)),
  retryRevision: signedInProcedure
    .input(byId)
    .output(documentView)
    .mutation(({ ctx, input }) => retryRevision(ctx, input.id)),
  discardRevision: signedInProcedure
    .input(byId)
    .output(documentView)
    .mutation(({ ctx, input }) => discardRevision(ctx, input.id)),
  revisionChanges: signedInProcedure
    .input(listCitationChangesInput)
    .output(paged(citationChangeView))
    .query(({ ctx, input }) => listRevisionChanges(ctx, input)),
  decideChanges: signedInProcedure
    .input(decideChangesInput)
    .output(documentView)
    .mutation(({ ctx, input }) => decideChanges(ctx, input)),
  decideDrafts: signedInProcedure
    .input(decideDraftsInput)
    .output(decidedDrafts)
    .mutation(({ ctx, input }) => decideDrafts(ctx, input)),
  takeBackDecision: signedInProcedure
    .input(takeBackDecisionInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await takeBackDecision(ctx, input);
      return { ok: true };
    }),
  deletionPreview: signedInProcedure
    .input(byId)
    .output(z.object({ cards: z.number().int(), questions: z.number().int(), reviews: z.number().int() }))
    .query(({ ctx, input }) => service.deletionPreview(ctx, input.id)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.deleteDocument(ctx, input.id);
      return { ok: true };
    }),
});

