import type { ModelCall, StudyModel } from '@studywright/ai';
import type { Settings } from './settings.ts';

/**
 * The engine of these settings. The built-in one works in threads, so that a long book holds up neither a short one nor the
 * answers of a program that is server and worker in one. It is loaded when the first document needs it: a program that only answers requests never does. */
export function lazyModel({ openai, workerConcurrency }: Pick<Settings, 'openai' | 'workerConcurrency'>): StudyModel {
  let loading: Promise<StudyModel> | undefined;
  const load = () => (loading ??= create(openai, workerConcurrency));
  return {
    engine: openai === null ? 'extractive' : `openai:${openai.model}`,
    outline: async (source, call) => (await load()).outline(source, call),
    draft: async (source, outline, topic, call) => (await load()).draft(source, outline, topic, call),
    compose: async (source, request, call) => (await load()).compose(source, request, call),
    translates: openai !== null,
    ...(openai?.sees === true && { readPicture: async (picture: Picture, call: ModelCall) => readPicture(await load(), picture, call) }),
  };
}

type Picture = Parameters<NonNullable<StudyModel['readPicture']>>[0];

function readPicture(model: StudyModel, picture: Picture, call: ModelCall): Promise<string> {
  if (!model.readPicture) throw new Error('The model of these settings does not see.');
  return model.readPicture(picture, call);
}

/** @param documents that are worked on at once, besides one that has just begun: it waits for no thread either. */
async function create(openai: Settings['openai'], documents: number): Promise<StudyModel> {
  const { createOpenAiModel, createThreadedModel } = await import('@studywright/ai');
  return openai === null ? createThreadedModel(documents + 1) : createOpenAiModel(openai);
}
