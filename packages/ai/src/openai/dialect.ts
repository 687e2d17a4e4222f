import { isApiError } from './errors.ts';

/**
 * What a server takes. Compatible servers differ in it and do not tell beforehand: they refuse, and the next request
 * leaves out what was refused.
 */
export interface Dialect {
  /** How the form of the answer is asked for: a JSON schema, "some JSON", or in words alone. */
  format: 'schema' | 'json' | 'words';
  limit: 'max_tokens' | 'max_completion_tokens';
  temperature: boolean;
  /** Whether there may be a system message; chat templates of some open models have none. */
  system: boolean;
}

export function firstDialect(baseUrl: string): Dialect {
  // The one server whose habits are published: its reasoning models refuse both a temperature and `max_tokens`.
  const hosted = URL.parse(baseUrl)?.hostname === 'api.openai.com';
  return { format: 'schema', limit: hosted ? 'max_completion_tokens' : 'max_tokens', temperature: !hosted, system: true };
}

/** The dialect to try after a refusal; null when the refusal is about something else. */
export function nextDialect(dialect: Dialect, error: unknown): Dialect | null {
  if (!isApiError(error) || ![400, 422, 500, 501].includes(error.status ?? 0) || isTooLong(error)) return null;
  const said = `${error.param ?? ''} ${error.code ?? ''} ${error.message}`.toLowerCase();
  if (dialect.temperature && said.includes('temperature')) return { ...dialect, temperature: false };
  if (said.includes('max_tokens') || said.includes('max_completion_tokens')) {
    return dialect.limit === 'max_tokens' ? { ...dialect, limit: 'max_completion_tokens' } : null;
  }
  if (dialect.system && /system (role|message|prompt)|role.{0,20}system/.test(said)) return { ...dialect, system: false };
  if (/response_format|text\.format|json_schema|json_object|json mode|structured output|guided|grammar/.test(said)) return lessStrict(dialect);
  return null;
}

/** Asks for the form of the answer by the next weaker means; null when there is none. */
export function lessStrict(dialect: Dialect): Dialect | null {
  if (dialect.format === 'words') return null;
  return { ...dialect, format: dialect.format === 'schema' ? 'json' : 'words' };
}

/** Whether the request, or it and the longest answer it allows, is more than the model's context holds. */
export function isTooLong(error: unknown): boolean {
  if (!isApiError(error) || ![400, 413, 422, 500].includes(error.status ?? 0)) return false;
  const said = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`.toLowerCase();
  return error.status === 413 || /context[ _-]?(length|window|size|overflow)|maximum context|exceed_context|context the overflows|prompt is too long|too many tokens|is too large/.test(said);
}
