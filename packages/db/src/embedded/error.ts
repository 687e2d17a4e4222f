/** The embedded database cannot be had. The message says why and what to do, in one line for the person at the machine. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
