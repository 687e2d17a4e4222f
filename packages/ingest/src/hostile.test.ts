/** What a file made to do harm does: nothing, and the student is told in words what is wrong with it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, limits } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hostileFiles } from '../test/hostile.ts';
import { extractInProcess } from './process.ts';

// Each is read by a process of its own, which may take as much memory as it is allowed.
vi.setConfig({ testTimeout: 180_000, maxConcurrency: 2 });

let visits = 0;
let folder = '';
const server = createServer((_, response) => {
  visits += 1;
  response.end('x');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('There is no free port.');
const files = hostileFiles(`http://127.0.0.1:${address.port}/`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-hostile-'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.concurrent('is refused by name, or read without harm', () => {
  test.each(files)('$name', async ({ name, make, becomes, says, holds, lacks }) => {
    const path = join(folder, `upload-${files.findIndex((file) => file.name === name)}`);
    await writeFile(path, await make());
    const outcome = await extractInProcess(path, { fileName: name, limits: limits.ingest }).catch((error: unknown) => error);
    await rm(path);
    if (outcome instanceof AppError) {
      expect(becomes, outcome.detail).toContain(outcome.code);
      // What to do next is a sentence of its own.
      expect(outcome.detail).toMatch(says ?? /\. [A-Z]|: /);
      return;
    }
    if (outcome instanceof Error) throw outcome;
    expect(becomes).toContain('TEXT');
    const text = JSON.stringify(outcome);
    if (holds) expect(text).toMatch(holds);
    expect(text).not.toMatch(/\\u0000|root:x:0:/);
    if (lacks) expect(text).not.toMatch(lacks);
  });
});

test('none of them reached out', () => {
  expect(visits).toBe(0);
  expect(existsSync('/tmp/studywright-was-here')).toBe(false);
});
