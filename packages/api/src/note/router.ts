import { byId, createNoteInput, decideNoteInput, listNotesInput, noteMaker, noteMarkdown, notePassageInput, noteSummary, noteView, ok, paged, placeNodesInput, sourceView, updateNoteInput } from '@studywright/core';
import type { z } from 'zod';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { noteChanges } from './changes.ts';
import { listNotes, noteSource, ownNote } from './queries.ts';
import * as service from './service.ts';

export const noteRouter = router({
  list: courseProcedure('student')
    .input(listNotesInput)
    .output(paged(noteSummary))
    .query(({ ctx, input }) => listNotes(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(noteView)
    .query(({ ctx, input }) => ownNote(ctx, input.id)),
  /** The paragraph around a place that the note cites. */
  source: signedInProcedure
    .input(notePassageInput)
    .output(sourceView)
    .query(({ ctx, input }) => noteSource(ctx, input)),
  maker: signedInProcedure.output(noteMaker).query(({ ctx }) => ({ translates: ctx.model.translates })),
  /** Says which note of the course changed; ends with the connection. */
  changes: courseProcedure('student').subscription(({ ctx, signal }) => noteChanges(ctx, ctx.course.id, signal)),
  create: signedInProcedure
    .input(createNoteInput)
    .output(noteView)
    .mutation(({ ctx, input }) => service.createNote(ctx, input)),
  regenerate: signedInProcedure
    .input(byId)
    .output(noteView)
    .mutation(({ ctx, input }) => service.regenerateNote(ctx, input.id)),
  update: signedInProcedure
    .input(updateNoteInput)
    .output(noteView)
    .mutation(({ ctx, input }) => service.updateNote(ctx, input)),
  placeNodes: signedInProcedure
    .input(placeNodesInput)
    .output(ok)
    .mutation(async ({ ctx, input }): Promise<z.infer<typeof ok>> => {
      await service.placeNodes(ctx, input);
      return { ok: true };
    }),
  decide: signedInProcedure
    .input(decideNoteInput)
    .output(noteView)
    .mutation(({ ctx, input }) => service.decideNote(ctx, input)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }): Promise<z.infer<typeof ok>> => {
      await service.deleteNote(ctx, input.id);
      return { ok: true };
    }),
  restore: signedInProcedure
    .input(byId)
    .output(noteView)
    .mutation(({ ctx, input }) => service.restoreNote(ctx, input.id)),
  markdown: signedInProcedure
    .input(byId)
    .output(noteMarkdown)
    .query(({ ctx, input }) => service.exportNote(ctx, input.id)),
});
