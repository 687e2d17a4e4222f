import type { SourceDocument } from '@studywright/core';
import type { Database } from '@studywright/db';

/** How many documents' texts a worker keeps between two of their turns. */
const most = 4;
const kept = new WeakMap<Database, Map<string, SourceDocument>>();

interface Text {
  id: string;
  revision: number;
  storageKey: string;
}

const keyOf = ({ id, revision, storageKey }: Text) => `${id} ${revision} ${storageKey}`;

/**
 * A document's text, read or as this worker still has it from its last turn: what an engine has found out about a text it
 * remembers by it. The text of a revision never changes, so that what is kept is never out of date.
 */
export async function keptSource(db: Database, text: Text, read: () => Promise<SourceDocument>): Promise<SourceDocument> {
  const known = kept.get(db) ?? new Map<string, SourceDocument>();
  kept.set(db, known);
  const key = keyOf(text);
  const source = known.get(key) ?? (await read());
  // Last used, last dropped.
  known.delete(key);
  known.set(key, source);
  for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest);
  return source;
}

/** Of a document that is done. */
export function dropSource(db: Database, text: Text): void {
  kept.get(db)?.delete(keyOf(text));
}
