export * from './grounding.ts';
export * from './model.ts';
export { createExtractiveModel } from './extractive/index.ts';
