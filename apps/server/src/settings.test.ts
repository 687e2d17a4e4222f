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
    expect(readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm' }).openai).toEqual({ baseUrl: 'https://api.openai.com/v1', apiKey: 'k', model: 'm', api: 'chat', concurrency: 4, sees: false, embeddings: null });
    expect(readServerSettings({ ...needed, OPENAI_BASE_URL: 'http://localhost:11434/v1/', OPENAI_MODEL: 'm' }).openai).toEqual({ baseUrl: 'http://localhost:11434/v1', apiKey: '', model: 'm', api: 'chat', concurrency: 4, sees: false, embeddings: null });
    expect(readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_VISION: 'true', OPENAI_API: 'responses', OPENAI_CONCURRENCY: '2', OPENAI_EMBEDDINGS: 'e' }).openai).toMatchObject({ sees: true, api: 'responses', concurrency: 2, embeddings: 'e' });
    expect(() => readServerSettings({ ...needed, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_VISION: 'yes' })).toThrow('OPENAI_VISION is none of true, false.');
    expect(() => readServerSettings({ ...needed, OPENAI_API_KEY: 'k' })).toThrow(/OPENAI_MODEL is not set/);
  });

  it('limit what a model may cost, in dollars, or not at all', () => {
    expect(readServerSettings(needed).budgets).toEqual({ studentDay: 1_000_000, studentMonth: 10_000_000, siteDay: 20_000_000, siteMonth: 200_000_000 });
    expect(readServerSettings({ ...needed, OPENAI_BUDGET_STUDENT_DAY: '0.25', OPENAI_BUDGET_SITE_MONTH: 'none' }).budgets).toMatchObject({ studentDay: 250_000, siteMonth: null });
    expect(() => readServerSettings({ ...needed, OPENAI_BUDGET_SITE_DAY: '$5' })).toThrow('OPENAI_BUDGET_SITE_DAY is not an amount. Write US dollars such as 2.50, or none for no limit.');
  });

  it('keep files in a bucket once one is named, and say what is missing with it', () => {
    const bucket = { ...needed, S3_BUCKET: 'files', S3_ENDPOINT: 'http://minio:9000', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' };
    expect(readServerSettings(bucket).storage).toEqual({ kind: 's3', bucket: 'files', endpoint: 'http://minio:9000', publicEndpoint: null, region: 'us-east-1', credentials: { accessKeyId: 'k', secretAccessKey: 's' }, forcePathStyle: true });
    expect(readServerSettings({ ...needed, S3_BUCKET: 'files' }).storage).toMatchObject({ endpoint: null, credentials: null, forcePathStyle: false });
    expect(() => readServerSettings({ ...bucket, S3_BUCKET: ' ' })).toThrow(/S3_BUCKET is not set/);
    expect(() => readServerSettings({ ...bucket, S3_SECRET_ACCESS_KEY: undefined })).toThrow(/go together/);
  });

  it('say how large and how many files may be, within what the database can count', () => {
    expect(readServerSettings({ ...needed, UPLOAD_MAX_MB: '200', UPLOAD_MAX_FILES: '3' })).toMatchObject({ rules: { maxBytes: 200 * 1024 * 1024, maxFilesAtOnce: 3 }, reader: { maxBytes: 200 * 1024 * 1024 } });
    expect(() => readServerSettings({ ...needed, UPLOAD_MAX_MB: '5000' })).toThrow(/UPLOAD_MAX_MB is not a whole number from 1 to 2000/);
  });

  it('take hosts of UploadThing from its token, and ask it where it cannot call', () => {
    const tokenOf = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64');
    const token = tokenOf({ apiKey: 'sk_live_1', appId: 'app1', regions: ['fra1', 'sea1'] });
    expect(readServerSettings({ ...needed, UPLOADTHING_TOKEN: token, PUBLIC_API_URL: 'https://api.study.example/' })).toMatchObject({ uploadThing: { appId: 'app1', ingestUrl: 'https://fra1.ingest.uploadthing.com', files: { host: 'ufs.sh' } }, publicUrl: 'https://api.study.example' });
    expect(readServerSettings({ ...needed, PUBLIC_API_URL: 'http://localhost:4000' })).toMatchObject({ uploadThing: null, publicUrl: null });
    for (const wrong of ['nonsense', tokenOf({ apiKey: 'sk_live_1', appId: 'app1', regions: ['evil.example/'] })]) expect(() => readServerSettings({ ...needed, UPLOADTHING_TOKEN: wrong })).toThrow(/UPLOADTHING_TOKEN is not a token/);
  });
});
