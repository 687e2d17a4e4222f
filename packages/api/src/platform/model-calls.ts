import type { ModelCall, ModelUsage } from '@studywright/ai';
import { budgetNames } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { reserveBudget } from './budgets.ts';
import type { Deps } from './context.ts';

const { modelCalls, modelReservations } = tables;

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

/** What a model is asked with: it records what each request took, and keeps within the budgets. */
export function modelCall(deps: Pick<Deps, 'db' | 'newId' | 'now' | 'budgets'>, { signal, ...caller }: ModelCaller): ModelCall {
  const { db, newId, now, budgets } = deps;
  const record = async (on: Queryable, usage: ModelUsage) => {
    await on.insert(modelCalls).values({ id: newId(), ...caller, ...usage, createdAt: now() });
  };
  return {
    signal,
    onUsage: (usage) => record(db, usage),
    ...(budgetNames.some((name) => budgets[name] !== null) && {
      async reserve(costMicros: number) {
        const id = await reserveBudget(deps, caller.userId, costMicros);
        const end = (on: Queryable) => on.delete(modelReservations).where(eq(modelReservations.id, id));
        return {
          settle: (usage: ModelUsage) =>
            db.transaction(async (tx) => {
              await record(tx, usage);
              await end(tx);
            }),
          release: async () => {
            await end(db);
          },
        };
      },
    }),
  };
}
