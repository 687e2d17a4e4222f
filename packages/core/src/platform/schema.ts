import { z } from 'zod';

export const id = z.uuid();

/** Instants cross every wire as ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true });

/** A student's day, `YYYY-MM-DD`. */
export const day = z.iso.date();

export const byId = z.object({ id });

export const pageInput = { cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(100).default(50) };

/** A list that has another page names the cursor to ask for it. */
export function paged<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const ok = z.object({ ok: z.literal(true) });
