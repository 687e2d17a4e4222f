import { askedBy, optionsOf, withDistinctOptions, withoutRepeats, type Grounded, type ModelCall, type Vector } from '@studywright/ai';
import { AppError, type DraftCard, type DraftQuestion } from '@studywright/core';
import type { Deps } from '../../platform/context.ts';
import { meaningsOf, type Meanings } from './meanings.ts';

/** Leaves out of what is made of a document, topic by topic, what asks the same in other words. */
export type Sieve = (grounded: Grounded) => Promise<Sieved>;

export interface Sieved {
  grounded: Grounded;
  /** What each of them asks, to be stored with it; null where no vectors are made. */
  meanings: { model: string; of(item: DraftCard | DraftQuestion): Vector | undefined } | null;
}

/**
 * Where the engine makes embeddings: compares drafts with all that their course asks, and the options of a question with each
 * other. Where embeddings fail, drafts pass as they are.
 */
export function sieveOf({ db, model, log }: Pick<Deps, 'db' | 'model' | 'log'>, { id, courseId }: { id: string; courseId: string }, call: ModelCall): Sieve {
  const { embeddings } = model;
  let there: Promise<Meanings> | undefined;
  let works = true;

  async function vectorsOf(texts: readonly string[]): Promise<Vector[]> {
    return texts.length === 0 ? [] : ((await model.embed?.(texts, call)) ?? []);
  }

  async function sieve(given: Grounded, name: string): Promise<Sieved> {
    const options = optionsOf(given.questions);
    const distinct = withDistinctOptions(given, new Map((await vectorsOf(options)).map((vector, index) => [options[index] ?? '', vector])));
    const vectors = await vectorsOf(askedBy(distinct).map(({ asked }) => asked));
    const meanings = await (there ??= meaningsOf(db, { courseId, model: name }));
    const grounded = withoutRepeats(distinct, vectors, await meanings.near(vectors));
    const byItem = new Map([...distinct.cards, ...distinct.questions].map((item, index) => [item, vectors[index]]));
    return { grounded, meanings: { model: name, of: (item) => byItem.get(item) } };
  }

  return async (grounded) => {
    if (embeddings === undefined || !works) return { grounded, meanings: null };
    try {
      return await sieve(grounded, embeddings);
    } catch (error) {
      call.signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      works = false;
      log.warn({ documentId: id, err: error }, 'drafts were not compared by their meaning');
      return { grounded, meanings: null };
    }
  };
}
