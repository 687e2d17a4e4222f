import type { StudyModel } from '@studywright/ai';
import type { Settings } from './settings.ts';

/** The engine of these settings. It is loaded when the first document needs it: a program that only answers requests never does. */
export function lazyModel(openai: Settings['openai']): StudyModel {
  let loading: Promise<StudyModel> | undefined;
  const load = () => (loading ??= create(openai));
  return {
    engine: openai === null ? 'extractive' : `openai:${openai.model}`,
    outline: async (source, call) => (await load()).outline(source, call),
    draft: async (source, outline, topic, call) => (await load()).draft(source, outline, topic, call),
  };
}

async function create(openai: Settings['openai']): Promise<StudyModel> {
  const { createExtractiveModel, createOpenAiModel } = await import('@studywright/ai');
  return openai === null ? createExtractiveModel() : createOpenAiModel(openai);
}
