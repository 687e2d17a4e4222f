import { AppError, type NoteDraft } from '@studywright/core';
import type { Made, StudyModel } from './model.ts';

/**
 * A model, and the built-in engine for what it does not do: where the endpoint fails or is being left alone, where a budget
 * is used up, and where the model declines, that one outline or topic is made by the other, and says so. The next is asked
 * of the model again.
 * @param onFallback told why, for whoever runs the machine
 */
export function withFallback(model: StudyModel, builtIn: StudyModel, onFallback: (why: AppError) => void): StudyModel {
  function either<T extends Made>(made: Promise<T>, signal: AbortSignal, instead: () => Promise<T>): Promise<T> {
    return made.catch((why: unknown) => {
      signal.throwIfAborted();
      if (!(why instanceof AppError) || !['UNAVAILABLE', 'OVER_QUOTA'].includes(why.code)) throw why;
      onFallback(why);
      return instead().then((other) => ({ ...other, engine: builtIn.engine, instead: reasonOf(why) }));
    });
  }
  /** The same where the model may decline. */
  async function unlessDeclined<T extends Made & { declined?: true }>(made: Promise<T>, signal: AbortSignal, instead: () => Promise<T>): Promise<T> {
    const first = await either(made, signal, instead);
    return first.declined ? { ...(await instead()), engine: builtIn.engine, instead: 'the model declined' } : first;
  }
  return {
    engine: model.engine,
    outline: (source, call) => either(model.outline(source, call), call.signal, () => builtIn.outline(source, call)),
    draft: (...request) => unlessDeclined(model.draft(...request), request[3].signal, () => builtIn.draft(...request)),
    ask: (source, place, call) => unlessDeclined(model.ask(source, place, call), call.signal, () => builtIn.ask(source, place, call)),
    explain: (source, request, call) => unlessDeclined(model.explain(source, request, call), call.signal, () => builtIn.explain(source, request, call)),
    compose: (source, request, call) => either<NoteDraft & Made>(model.compose(source, request, call), call.signal, () => builtIn.compose(source, request, call)),
    translates: model.translates,
    ...(model.readPicture && { readPicture: model.readPicture }),
    ...(model.embed && { embed: model.embed }),
    ...(model.embeddings !== undefined && { embeddings: model.embeddings }),
  };
}

/** Whoever throws it may say it better, as the end of a sentence. */
function reasonOf({ data }: AppError): string {
  return typeof data?.['instead'] === 'string' ? data['instead'] : 'the model did not answer';
}
