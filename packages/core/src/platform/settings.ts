import { z } from 'zod';
import { AppError } from './errors.ts';

/**
 * The settings of a program, from the environment that its composition root hands in, once, at its start. An empty
 * value counts as none.
 * @throws AppError BAD_INPUT whose detail has one line for each setting that is wrong, and names what it should be
 */
export function readSettings<Schema extends z.ZodType>(schema: Schema, environment: Readonly<Record<string, string | undefined>>): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const fields = Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
  const lines = Object.entries(fields).map(([name, message]) => `${name} ${message}`);
  throw new AppError('BAD_INPUT', lines.join('\n'), { fields });
}

/** Kinds of settings, each with a message that goes on after the setting's name. */
export const setting = {
  postgresUrl: () => {
    const help = 'Write it as postgres://user:password@host:5432/database';
    return z.string(`is not set. ${help}.`).refine((value) => hasProtocol(value, ['postgres:', 'postgresql:']), `is not a postgres:// address. ${help}, or leave it out.`);
  },
  webUrl: () =>
    z
      .string('is not set. Write an address that begins with http:// or https://.')
      .refine((value) => hasProtocol(value, ['http:', 'https:']), 'is not a web address. Write one that begins with http:// or https://.')
      .transform((value) => value.replace(/\/+$/, '')),
  port: (fallback: number) => wholeNumber(1, 65_535, fallback, 'is not a port. Write a number from 1 to 65535.'),
  wholeNumber: (minimum: number, maximum: number, fallback: number) =>
    wholeNumber(minimum, maximum, fallback, `is not a whole number from ${minimum} to ${maximum}.`),
  /** An amount in US dollars, in millionths of one; `none` is null: no limit. */
  dollars: (fallback: number) =>
    z
      .string()
      .regex(/^(?:none|\d{1,6}(?:\.\d{1,6})?)$/, 'is not an amount. Write US dollars such as 2.50, or none for no limit.')
      .default(String(fallback))
      .transform((value) => (value === 'none' ? null : Math.round(Number(value) * 1_000_000))),
  secret: () =>
    z.string('is not set. Write a random text of at least 32 characters.').min(32, 'is too short to be safe. Write a random text of at least 32 characters.'),
  oneOf: <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, `is none of ${values.join(', ')}.`),
};

function wholeNumber(minimum: number, maximum: number, fallback: number, message: string) {
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
    .default(fallback);
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  const url = URL.parse(value);
  return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
}
