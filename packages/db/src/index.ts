export * from './client.ts';
export * as tables from './tables/index.ts';
