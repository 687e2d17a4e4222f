import type { StudyModel } from '../model.ts';
import type { EndpointOptions } from './chat.ts';
import { draftWith } from './draft.ts';
import { createEndpoint } from './endpoint.ts';
import { outlineWith } from './outline.ts';

export type OpenAiModelOptions = EndpointOptions;

/**
 * A model behind any OpenAI-compatible endpoint. What it makes still has to pass `ground`: an item whose quote was not
 * found carries a citation that fails there. Throws `AppError` UNAVAILABLE, `retryable` or not, when the endpoint does
 * not do its part, and the signal's reason when the call is aborted.
 */
export function createOpenAiModel(options: OpenAiModelOptions): StudyModel {
  const endpoint = createEndpoint(options);
  return {
    engine: `openai:${options.model}`,
    outline: (source, call) => outlineWith(endpoint, options.model, source, call),
    draft: (source, outline, topic, call) => draftWith(endpoint, options.model, source, outline, topic, call),
  };
}
