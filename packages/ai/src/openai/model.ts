import type { ModelCall, StudyModel } from '../model.ts';
import type { EndpointOptions } from './api.ts';
import type { Engine } from './engine.ts';

export interface OpenAiModelOptions extends EndpointOptions {
  /** Whether the model takes pictures: servers do not tell. */
  sees?: boolean;
  /** The name of the endpoint's model that makes embeddings; null or left out where there is none. */
  embeddings?: string | null;
}

/**
 * A model behind any OpenAI-compatible endpoint. What it makes still has to pass `ground`: an item whose quote was not
 * found carries a citation that fails there. Throws `AppError` UNAVAILABLE, `retryable` or not, when the endpoint does
 * not do its part, and the signal's reason when the call is aborted.
 */
export function createOpenAiModel(options: OpenAiModelOptions): StudyModel {
  // The SDK takes some 60 MB: loaded with the first call, so that programs that never make one do not carry it.
  const { embeddings = null } = options;
  let loading: Promise<Engine> | undefined;
  const engine = () => (loading ??= import('./engine.ts').then(({ createEngine }) => createEngine(options, embeddings)));
  return {
    engine: `openai:${options.model}`,
    outline: async (...request) => (await engine()).outline(...request),
    draft: async (...request) => (await engine()).draft(...request),
    compose: async (...request) => (await engine()).compose(...request),
    ask: async (...request) => (await engine()).ask(...request),
    explain: async (...request) => (await engine()).explain(...request),
    translates: true,
    ...(options.sees === true && { readPicture: async (...request: Parameters<Engine['readPicture']>) => (await engine()).readPicture(...request) }),
    ...(embeddings !== null && { embeddings, embed: async (texts: readonly string[], call: ModelCall) => (await (await engine()).embed?.(texts, call)) ?? [] }),
  };
}
