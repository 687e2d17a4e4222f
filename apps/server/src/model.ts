import type { AnswerCache, ModelCall, StudyModel } from '@studywright/ai';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';

interface Ports {
  answers: AnswerCache;
  log: Logger;
}

/**
 * The engine of these settings: a model with the built-in one behind it, or that alone. The built-in one works in threads, so that a long book holds up neither a short one nor the
 * answers of a program that is server and worker in one. All is loaded when the first document needs it: a program that only
 * answers requests never does.
 */
export function lazyModel({ openai, workerConcurrency }: Pick<Settings, 'openai' | 'workerConcurrency'>, ports: Ports): StudyModel {
  let loading: Promise<StudyModel> | undefined;
  const load = () => (loading ??= create(openai, workerConcurrency, ports));
  return {
    engine: openai === null ? 'extractive' : `openai:${openai.model}`,
    outline: async (source, call) => (await load()).outline(source, call),
    draft: async (...request) => (await load()).draft(...request),
    compose: async (source, request, call) => (await load()).compose(source, request, call),
    ask: async (source, place, call) => (await load()).ask(source, place, call),
    explain: async (source, request, call) => (await load()).explain(source, request, call),
    translates: openai !== null,
    // A model has nothing to load, and mostly needs none of the built-in engine.
    ...(openai === null && { prepare: () => void load().then((model) => model.prepare?.(), () => {}) }),
    ...(openai?.sees === true && { readPicture: async (picture: Picture, call: ModelCall) => readPicture(await load(), picture, call) }),
    ...(openai !== null && openai.embeddings !== null && { embeddings: openai.embeddings, embed: async (texts: readonly string[], call: ModelCall) => (await (await load()).embed?.(texts, call)) ?? [] }),
  };
}

type Picture = Parameters<NonNullable<StudyModel['readPicture']>>[0];

function readPicture(model: StudyModel, picture: Picture, call: ModelCall): Promise<string> {
  if (!model.readPicture) throw new Error('The model of these settings does not see.');
  return model.readPicture(picture, call);
}

/** @param documents that are worked on at once, besides one that has just begun: it waits for no thread either. */
async function create(openai: Settings['openai'], documents: number, { answers, log }: Ports): Promise<StudyModel> {
  const { createOpenAiModel, createThreadedModel, withFallback } = await import('@studywright/ai');
  const builtIn = createThreadedModel(documents + 1);
  if (openai === null) return builtIn;
  return withFallback(createOpenAiModel({ ...openai, answers }), builtIn, (why) => log.warn({ err: why }, 'the built-in engine takes over from the model'));
}
