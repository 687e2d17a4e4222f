import { z } from 'zod';
import { courseRole } from '../account/schema.ts';
import { limits } from '../platform/limits.ts';
import { day, id, instant, pageInput } from '../platform/schema.ts';

export const courseName = z.string().trim().min(1, { message: 'Name the course, for example “Biology 1”.' }).max(limits.course.nameChars);

/** The client makes the id, so that a repeated request makes no second course. */
export const createCourseInput = z.object({ id, name: courseName, examDate: day.nullable().default(null) });
export const updateCourseInput = z.object({ id, name: courseName.optional(), examDate: day.nullable().optional(), archived: z.boolean().optional() });
export const listCoursesInput = z.object({ ...pageInput, archived: z.boolean().default(false) });

export const courseView = z.object({
  id,
  name: z.string(),
  role: courseRole,
  examDate: day.nullable(),
  archivedAt: instant.nullable(),
  createdAt: instant,
  /** Of the asking student. `new` is what today's limit still lets in from this course. */
  counts: z.object({ documents: z.number().int(), cards: z.number().int(), due: z.number().int(), new: z.number().int(), questions: z.number().int(), /** Cards and questions that wait to be accepted. */ drafts: z.number().int() }),
});
export type CourseView = z.infer<typeof courseView>;

export const topicView = z.object({
  id,
  title: z.string(),
  documentId: id.nullable(),
  /** The first page it is treated on. */
  page: z.number().int().nullable(),
  terms: z.array(z.string()),
  /** Headings above it, highest first. */
  path: z.array(z.string()),
  /** Share of its document's key terms that are treated here, weighted by rank: 0 to 1. */
  importance: z.number(),
  hidden: z.boolean(),
  /** Topics that became part of it. */
  merged: z.array(z.object({ id, title: z.string() })),
  /** Of the asking student. */
  cards: z.object({ total: z.number().int(), new: z.number().int(), learning: z.number().int(), review: z.number().int(), suspended: z.number().int(), due: z.number().int() }),
  questions: z.number().int(),
  quiz: z.object({ answered: z.number().int(), right: z.number().int() }),
});
export type TopicView = z.infer<typeof topicView>;

/** What is gone for good with a course. */
export const courseDeletionView = z.object({ documents: z.number().int(), cards: z.number().int(), questions: z.number().int(), reviews: z.number().int(), attempts: z.number().int(), members: z.number().int() });
