import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { readSettings, setting } from './settings.ts';

const schema = z.object({
  DATABASE_URL: setting.postgresUrl().optional(),
  PORT: setting.port(3000),
  PUBLIC_URL: setting.webUrl().optional(),
  LEVEL: setting.oneOf(['info', 'debug']).default('info'),
  SECRET: setting.secret().optional(),
});

function complaint(environment: Record<string, string>): string {
  try {
    readSettings(schema, environment);
  } catch (error) {
    if (error instanceof AppError) return error.detail;
    throw error;
  }
  return 'none';
}

describe('readSettings', () => {
  it('takes what is set and fills in the rest, an empty value being none', () => {
    expect(readSettings(schema, { PORT: '80', LEVEL: ' ', DATABASE_URL: '', PUBLIC_URL: 'https://a.example/' })).toEqual({
      PORT: 80,
      LEVEL: 'info',
      PUBLIC_URL: 'https://a.example',
    });
  });

  it.each([
    [{ DATABASE_URL: 'mysql://root@localhost/study' }, /^DATABASE_URL is not a postgres:\/\/ address\. Write it as /],
    [{ DATABASE_URL: 'localhost:5432' }, /^DATABASE_URL is not a postgres/],
    [{ PORT: 'web' }, /^PORT is not a port/],
    [{ PORT: '0' }, /^PORT is not a port/],
    [{ PORT: '65536' }, /^PORT is not a port/],
    [{ PUBLIC_URL: 'study.example' }, /^PUBLIC_URL is not a web address/],
    [{ LEVEL: 'loud' }, /^LEVEL is none of info, debug\.$/],
    [{ SECRET: 'abc' }, /^SECRET is too short/],
  ])('says what is wrong with %o', (environment, expected) => {
    expect(complaint(environment)).toMatch(expected);
  });

  it('says all that is wrong at once, and never a value, which may be a secret', () => {
    const said = complaint({ PORT: 'x', SECRET: 'hunter2' });
    expect(said.split('\n')).toHaveLength(2);
    expect(said).not.toContain('hunter2');
  });

  it('says that a setting without which a program cannot run is missing', () => {
    expect(() => readSettings(z.object({ DATABASE_URL: setting.postgresUrl() }), {})).toThrow(/DATABASE_URL is not set\. Write it as postgres/);
  });
});
