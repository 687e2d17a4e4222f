import { z } from 'zod';
import { id } from '../platform/schema.ts';

export const topicTitle = z.string().trim().min(1, { message: 'Name the topic.' }).max(200);

export const renameTopicInput = z.object({ id, title: topicTitle });
/** Makes one topic of several: what is in `ids` is then in `into`. */
export const mergeTopicsInput = z.object({ ids: z.array(id).min(1).max(50), into: id });
/** Puts a topic before another one of its course; `null`: at the end. */
export const moveTopicInput = z.object({ id, before: id.nullable() });
/** Of a hidden topic nothing is asked. */
export const hideTopicInput = z.object({ id, hidden: z.boolean() });
