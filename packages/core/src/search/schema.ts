import { z } from 'zod';
import { id } from '../platform/schema.ts';

export const findInput = z.object({ words: z.string().trim().min(1).max(200) });

/** What the palette offers for some words; a few of each kind. */
export const findView = z.object({
  courses: z.array(z.object({ id, name: z.string() })),
  documents: z.array(z.object({ id, courseId: id, title: z.string(), courseName: z.string() })),
  cards: z.array(z.object({ id, courseId: id, front: z.string(), courseName: z.string() })),
});
export type FindView = z.infer<typeof findView>;
