import type { Outline, SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { foundTopics, naturalPosition } from '../../topic/found.ts';

const { flashcards, questions, topics } = tables;

export interface StoredTopic {
  id: string;
  /** As it was found, whatever it is called now. */
  title: string;
  renamed: boolean;
  ordinal: number;
  position: number;
  passages: number[];
  createdAt: Date;
  draftedAt: Date | null;
}

/** Of a document, in its order. */
export function topicsOfDocument(tx: Transaction, documentId: string): Promise<StoredTopic[]> {
  return tx
    .select({ id: topics.id, title: sql<string>`coalesce(${topics.foundTitle}, ${topics.title})`, renamed: sql<boolean>`${topics.foundTitle} is distinct from ${topics.title}`, ordinal: topics.ordinal, position: topics.position, passages: topics.passages, createdAt: topics.createdAt, draftedAt: topics.draftedAt })
    .from(topics)
    .where(eq(topics.documentId, documentId))
    .orderBy(asc(topics.ordinal));
}

interface Renewal {
  documentId: string;
  courseId: string;
  source: SourceDocument;
  outline: Outline;
  stored: readonly StoredTopic[];
  /** New passages of which there are cards already, or could have been: from these nothing is written again. */
  covered: ReadonlySet<number>;
}

export interface RenewedTopics {
  ids: Set<string>;
  /** The topic of a new passage. */
  topicOf: Map<number, string>;
  /** Whether there is something to be written. */
  open: boolean;
}

/** A topic of the same title is the same topic: its id stays, and with it what students did there. */
export async function renewTopics(deps: Deps, tx: Transaction, { documentId, courseId, source, outline, stored, covered }: Renewal): Promise<RenewedTopics> {
  const now = deps.now();
  // All of a document's topics are listed by their moment, then by their order.
  const createdAt = stored[0]?.createdAt ?? now;
  const byTitle = Map.groupBy(stored, ({ title }) => titleKey(title));
  const renewed: RenewedTopics = { ids: new Set(), topicOf: new Map(), open: false };
  // Out of the way of the new order, in which each place is taken once.
  await tx.update(topics).set({ ordinal: sql`-1 - ${topics.ordinal}` }).where(eq(topics.documentId, documentId));
  for (const [ordinal, { title, ...found }] of foundTopics(source, outline).entries()) {
    const { passages } = found;
    const same = byTitle.get(titleKey(title))?.shift();
    const id = same?.id ?? deps.newId();
    const fresh = passages.filter((passage) => !covered.has(passage));
    const open = fresh.length > 0;
    const row = {
      ...found,
      ordinal,
      fresh: fresh.length === passages.length ? null : fresh,
      createdAt,
      draftedAt: open ? null : (same?.draftedAt ?? now),
    };
    // One that was put somewhere stays there.
    const place = same && same.position !== naturalPosition(same.createdAt, same.ordinal) ? {} : { position: naturalPosition(createdAt, ordinal) };
    if (same) await tx.update(topics).set({ ...row, ...place, ...(!same.renamed && { title }) }).where(eq(topics.id, id));
    else await tx.insert(topics).values({ ...row, ...place, title, id, courseId, documentId });
    renewed.ids.add(id);
    renewed.open ||= open;
    for (const passage of passages) if (!renewed.topicOf.has(passage)) renewed.topicOf.set(passage, id);
  }
  return renewed;
}

/** What is left of topics that the new version does not have: gone where empty, else after the others with what is in it. */
export async function clearTopics(deps: Deps, tx: Transaction, documentId: string, { ids }: RenewedTopics): Promise<void> {
  const old = and(eq(topics.documentId, documentId), ids.size === 0 ? undefined : notInArray(topics.id, [...ids]));
  await tx.delete(topics).where(
    and(
      old,
      sql`not exists (select 1 from ${flashcards} where ${flashcards.topicId} = ${topics.id})`,
      sql`not exists (select 1 from ${questions} where ${questions.topicId} = ${topics.id})`,
    ),
  );
  const kept = await tx.select({ id: topics.id, ordinal: topics.ordinal, position: topics.position, createdAt: topics.createdAt }).from(topics).where(old).orderBy(sql`${topics.ordinal} desc`);
  for (const [index, { id, createdAt, ...before }] of kept.entries()) {
    const ordinal = ids.size + index;
    // Its order was put out of the way by its negative.
    const place = before.position === naturalPosition(createdAt, -1 - before.ordinal) ? { position: naturalPosition(createdAt, ordinal) } : {};
    await tx.update(topics).set({ ordinal, ...place, passages: [], fresh: null, firstPage: null, draftedAt: deps.now() }).where(eq(topics.id, id));
  }
}

function titleKey(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
