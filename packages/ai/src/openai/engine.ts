import type { StudyModel } from '../model.ts';
import type { EndpointOptions } from './api.ts';
import { askWith } from './ask.ts';
import { composeWith } from './compose.ts';
import { draftWith } from './draft.ts';
import { createEmbedder } from './embeddings.ts';
import { createEndpoint } from './endpoint.ts';
import { explainWith } from './explain.ts';
import { outlineWith } from './outline.ts';
import { readPictureWith } from './picture.ts';

export type Engine = Required<Pick<StudyModel, 'outline' | 'draft' | 'compose' | 'ask' | 'explain' | 'readPicture'>> & Pick<StudyModel, 'embed'>;

/** All calls share what was learned about the endpoint, and the limit of requests at once. */
export function createEngine(options: EndpointOptions, embeddings: string | null): Engine {
  const endpoint = createEndpoint(options);
  return {
    ...(embeddings !== null && { embed: createEmbedder(options, embeddings) }),
    outline: (source, call) => outlineWith(endpoint, options.model, source, call),
    draft: (source, outline, topic, call, more) => draftWith(endpoint, options.model, source, outline, topic, call, more),
    compose: (source, request, call) => composeWith(endpoint, options.model, source, request, call),
    ask: (source, place, call) => askWith(endpoint, options.model, source, place, call),
    explain: (source, request, call) => explainWith(endpoint, options.model, source, request, call),
    readPicture: (picture, call) => readPictureWith(endpoint, options.model, picture, call),
  };
}
