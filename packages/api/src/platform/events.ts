import { sql } from 'drizzle-orm';
import type { Queryable } from '@studywright/db';
import { z } from 'zod';

/**
 * Something changed; whoever shows it reads it again. State is in the tables: an event that is missed costs nothing.
 */
const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document'), courseId: z.uuid(), documentId: z.uuid() }),
  z.object({ kind: z.literal('note'), courseId: z.uuid(), noteId: z.uuid() }),
  z.object({ kind: z.literal('inquiry'), courseId: z.uuid(), userId: z.uuid(), inquiryId: z.uuid() }),
  z.object({ kind: z.literal('generation'), courseId: z.uuid(), generationId: z.uuid() }),
]);
export type Event = z.infer<typeof event>;

export interface Events {
  /**
   * Calls back for each event until the returned function is called. `onListening` is called once events are heard, and
   * again whenever they are heard again after a lost connection: what happened before that was told to nobody.
   */
  subscribe(onEvent: (event: Event) => void, onListening?: () => void): () => void;
}

const channel = 'studywright_events';

/** Sent when the transaction commits, and only then. */
export async function publish(db: Queryable, message: Event): Promise<void> {
  await db.execute(sql`select pg_notify(${channel}, ${JSON.stringify(message)})`);
}

interface Listener {
  listen(channel: string, onNotify: (payload: string) => void, onListen?: () => void): Promise<{ unlisten(): Promise<void> }>;
}

/** One LISTEN a process, begun when the first page watches; postgres.js takes it up again after a lost connection. */
export function createEvents(driver: Listener, onError: (error: unknown) => void): Events & { close(): Promise<void> } {
  const subscribers = new Set<{ onEvent: (event: Event) => void; onListening: () => void }>();
  let heard = false;
  let listening: Promise<{ unlisten(): Promise<void> } | null> | null = null;

  const start = () =>
    driver
      .listen(
        channel,
        (payload) => {
          const parsed = event.safeParse(JSON.parse(payload));
          if (parsed.success) for (const subscriber of subscribers) subscriber.onEvent(parsed.data);
        },
        () => {
          heard = true;
          for (const subscriber of subscribers) subscriber.onListening();
        },
      )
      .catch((error: unknown) => {
        listening = null;
        onError(error);
        return null;
      });

  return {
    subscribe(onEvent, onListening = () => {}) {
      const subscriber = { onEvent, onListening };
      subscribers.add(subscriber);
      if (heard) onListening();
      listening ??= start();
      return () => subscribers.delete(subscriber);
    },
    async close() {
      subscribers.clear();
      await (await listening)?.unlisten();
    },
  };
}
