export * from './grounding.ts';
export * from './model.ts';
