import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServerSettings } from './settings.ts';

const needed = { DATABASE_URL: 'postgres://a:b@localhost/study', AUTH_SECRET: 'x'.repeat(32) };

describe('settings of the server', () => {
  it('need no more than a database and a secret', () => {
    expect(readServerSettings(needed)).toMatchObject({ role: 'all', host: '127.0.0.1', port: 4000, web: { port: 3000 }, storage: { kind: 'local', folder: join(process.cwd(), '.data', 'files') }, rules: { maxBytes: 50 * 1024 * 1024, maxFilesAtOnce: 10 }, openai: null, logLevel: 'info' });
    expect(readServerSettings(needed).workerConcurrency).toBeGreaterThanOrEqual(1);
  });

  it('take the port that the program was started with before the one that is written down', () => {
    expect(readServerSettings({ ...needed, API_PORT: '4100' }).port).toBe(4100);
    expect(readServerSettings({ ...needed, API_PORT: '4100', PORT: '4200' }).port).toBe(4200);
  });

  it('use an endpoint once one is named, and say that its model is missing', () => {
    expect(readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm' }).openai).toEqual({ baseUrl: 'https://api.openai.com/v1', apiKey: 'k', model: 'm', sees: false });
    expect(readServerSettings({ ...needed, OPENAI_BASE_URL: 'http://localhost:11434/v1/', OPENAI_MODEL: 'm' }).openai).toEqual({ baseUrl: 'http://localhost:11434/v1', apiKey: '', model: 'm', sees: false });
    expect(readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_VISION: 'true' }).openai).toMatchObject({ sees: true });
    expect(() => readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_VISION: 'yes' })).toThrow('OPENAI_VISION is none of true, false.');
    expect(() => readServerSettings({ ...needed, OPENAI_API_KEY: 'k' })).toThrow(/OPENAI_MODEL is not set/);
  });
});
