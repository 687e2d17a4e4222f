export * from './client.ts';
export * from './migrate.ts';
export * as tables from './tables/index.ts';
