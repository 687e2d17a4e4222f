export { withFallback } from './fallback.ts';
export * from './grounding.ts';
export * from './grounding-notes.ts';
export * from './model.ts';
export { createExtractiveModel } from './extractive/index.ts';
export { createThreadedModel } from './extractive/threads.ts';
export { askedBy, cosine, optionsOf, sameQuestion, withDistinctOptions, withoutRepeats, type Asked } from './repeats.ts';
export { createOpenAiModel, type OpenAiModelOptions } from './openai/model.ts';
export { pricesAsOf } from './prices.ts';
