import { byId, courseDeletionView, courseView, createCourseInput, documentView, listCoursesInput, ok, paged, pageInput, topicView, updateCourseInput } from '@studywright/core';
import { z } from 'zod';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { listTopics } from './queries.ts';
import * as service from './service.ts';

export const courseRouter = router({
  list: signedInProcedure
    .input(listCoursesInput)
    .output(paged(courseView))
    .query(({ ctx, input }) => service.listCourses(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(courseView)
    .query(({ ctx, input }) => service.getCourse(ctx, input.id)),
  open: signedInProcedure
    .input(byId)
    .output(z.object({ course: courseView, topics: paged(topicView), documents: paged(documentView) }))
    .query(({ ctx, input }) => service.openCourse(ctx, input.id)),
  topics: courseProcedure('student')
    .input(z.object(pageInput))
    .output(paged(topicView))
    .query(({ ctx, input }) => listTopics(ctx, input.courseId, input)),
  create: signedInProcedure
    .input(createCourseInput)
    .output(courseView)
    .mutation(({ ctx, input }) => service.createCourse(ctx, input)),
  update: signedInProcedure
    .input(updateCourseInput)
    .output(courseView)
    .mutation(({ ctx, input }) => service.updateCourse(ctx, input)),
  deletionPreview: signedInProcedure
    .input(byId)
    .output(courseDeletionView)
    .query(({ ctx, input }) => service.courseDeletionPreview(ctx, input.id)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.deleteCourse(ctx, input.id);
      return { ok: true };
    }),
});
