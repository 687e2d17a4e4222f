import type { StudyModel } from '@studywright/ai';
import { AppError } from '@studywright/core';
import type { Settings } from './settings.ts';

/** The engine of these settings. It is loaded when the first document needs it: a program that only answers requests never does. */
export function lazyModel(openai: Settings['openai']): StudyModel {
  let loading: Promise<StudyModel> | undefined;
  const load = () => (loading ??= openai === null ? builtIn() : endpoint(openai));
  return {
    engine: openai === null ? 'extractive' : `openai:${openai.model ?? ''}`,
    outline: async (source, call) => (await load()).outline(source, call),
    draft: async (source, outline, topic, call) => (await load()).draft(source, outline, topic, call),
  };
}

async function builtIn(): Promise<StudyModel> {
  const { createExtractiveModel } = await import('@studywright/ai');
  return createExtractiveModel();
}

function endpoint(_openai: NonNullable<Settings['openai']>): Promise<StudyModel> {
  return Promise.reject(new AppError('UNAVAILABLE', 'pending'));
}
