import type { ModelCall, ModelUsage } from '@studywright/ai';
import { tables } from '@studywright/db';
import type { Deps } from './context.ts';

/** In whose name a model is asked, and for what. */
export interface ModelCaller {
  /** Null where that student is gone. */
  userId: string | null;
  courseId: string;
  documentId: string | null;
  /** What the student sees it as: `document`, `revision`, `notes`, … Usage is told by it. */
  feature: string;
  signal: AbortSignal;
}

/** What a model is asked with: it records what each request took. */
export function modelCall({ db, newId, now }: Pick<Deps, 'db' | 'newId' | 'now'>, { signal, ...caller }: ModelCaller): ModelCall {
  return {
    signal,
    async onUsage(usage: ModelUsage) {
      await db.insert(tables.modelCalls).values({ id: newId(), ...caller, ...usage, createdAt: now() });
    },
  };
}
