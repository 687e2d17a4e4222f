import { execFile } from 'node:child_process';
import { constants, getPriority } from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('steps back behind the servers, further once it has worked for long, and never forward again', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [new URL('../test/children/priorities.ts', import.meta.url).pathname]);
  const usual = getPriority();
  const background = Math.max(usual, constants.priority.PRIORITY_BELOW_NORMAL);
  const long = Math.max(usual, 15);
  expect(JSON.parse(stdout)).toEqual([usual, background, long, long]);
});
