export { EmbeddedPostgresError } from './error.ts';
export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './server.ts';
