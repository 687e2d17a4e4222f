import { describe, expect, it } from 'vitest';
import { apiAddress } from './api-address.ts';

describe('apiAddress', () => {
  it('is what is set', () => {
    expect(apiAddress(new Headers({ host: 'study.example:3000' }), { url: 'https://api.study.example/' })).toBe('https://api.study.example');
  });

  it.each([
    [{ host: 'study.local:3000' }, 'http://study.local:4000'],
    [{ host: '192.168.1.5' }, 'http://192.168.1.5:4000'],
    [{ host: '[::1]:3000' }, 'http://[::1]:4000'],
    [{ host: 'inside:3000', 'x-forwarded-host': 'study.example', 'x-forwarded-proto': 'https' }, 'https://study.example:4000'],
    [{ host: "evil'; script-src *" }, 'http://localhost:4000'],
  ])('is on the host of the page: %j', (headers, address) => {
    expect(apiAddress(new Headers(headers), { port: 4000 })).toBe(address);
  });
});
