import { describe, expect, it } from 'vitest';
import { limits } from '../platform/limits.ts';
import { cleanFileName, sizeText, storageQuota } from './storage.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [1536, '1.5 KB'],
  [50 * 1024 * 1024, '50 MB'],
  [50 * 1024 * 1024 + 1, '50 MB'],
  [2 * 1024 ** 3, '2 GB'],
])('%i bytes are said as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it.each(['free', 'unheard-of', 'constructor', '__proto__'])('the plan %s has a quota', (plan) => {
  expect(storageQuota(plan)).toBe(limits.storage.free);
});

describe('a file name', () => {
  it.each([
    ['Lecture 6 – Retrieval.pdf', 'Lecture 6 – Retrieval.pdf'],
    ['../../etc/passwd.md', 'passwd.md'],
    ['C:\\Users\\Ada\\notes.txt', 'notes.txt'],
    ['a\u0000b\r\nSet-Cookie: x.pdf', 'abSet-Cookie: x.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
    ['\uD800.pdf', '\uFFFD.pdf'],
    ['..', '..'],
    ['\u0000', 'Untitled'],
    ['folder/', 'Untitled'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });
});
