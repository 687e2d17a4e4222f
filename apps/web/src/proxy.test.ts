import { NextRequest } from 'next/server';
import { afterEach, expect, it, vi } from 'vitest';
import { proxy } from './proxy.ts';

afterEach(() => vi.unstubAllEnvs());

function connectsTo(): string | undefined {
  const csp = proxy(new NextRequest('http://study.example:3000/today', { headers: { host: 'study.example:3000' } })).headers.get('content-security-policy');
  return csp?.split('; ').find((rule) => rule.startsWith('connect-src'));
}

it('a page may call the API server, and the service that takes files where one is set, and nobody else', () => {
  vi.stubEnv('UPLOADTHING_TOKEN', '');
  expect(connectsTo()).toBe("connect-src 'self' http://study.example:4000");
  vi.stubEnv('UPLOADTHING_TOKEN', Buffer.from(JSON.stringify({ apiKey: 'sk_live_1', appId: 'app1', regions: ['fra1'] })).toString('base64'));
  expect(connectsTo()).toBe("connect-src 'self' http://study.example:4000 https://fra1.ingest.uploadthing.com");
  vi.stubEnv('PUBLIC_API_URL', 'https://api.study.example/');
  expect(connectsTo()).toContain("'self' https://api.study.example https://fra1");
});
