import { pino, type Logger } from 'pino';

/** One JSON object a line on standard output. */
export function createLog(level: string, role: string): Logger {
  return pino({ level, base: { role }, serializers: { err: loggedError } });
}

/**
 * What may be written down of an error. The message of a failed query holds its parameters, which are a student's words
 * and digests of secrets: they are left out, in the message and in the stack that repeats it.
 */
export function loggedError(thrown: unknown): object {
  return describe(thrown, 0);
}

function describe(thrown: unknown, depth: number): object {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return {
    type: thrown.name,
    ...(code !== undefined && { code }),
    message: withoutParameters(thrown.message),
    stack: (thrown.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(thrown.cause !== undefined && depth < 4 && { cause: describe(thrown.cause, depth + 1) }),
  };
}

function withoutParameters(message: string): string {
  const at = message.indexOf('\nparams:');
  return at < 0 ? message : message.slice(0, at);
}
