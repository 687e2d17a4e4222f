import { expect, it } from 'vitest';
import type { Line } from './jobs.ts';
import { createShare, type JobSize } from './share.ts';

/** Whether a job makes room after so many seconds in the place for short ones, where others wait or not. */
async function leaves(size: JobSize, seconds: number, ahead: number | null = 0): Promise<boolean> {
  let now = new Date('2026-11-21T10:00:00Z');
  const line: Line = { standing: 0, express: true, ahead: () => Promise.resolve(ahead), standBehind: () => Promise.resolve() };
  const share = createShare(line, () => now);
  now = new Date(now.getTime() + seconds * 1000);
  return share.makesRoom(size);
}

it('leaves the place for short ones early where it is long, late while nobody knows, and never where it is short', async () => {
  expect([await leaves('long', 0.1), await leaves('long', 1)]).toEqual([false, true]);
  expect([await leaves('unknown', 5), await leaves('unknown', 25)]).toEqual([false, true]);
  expect([await leaves('short', 5), await leaves('short', 600)]).toEqual([false, false]);
});

it('keeps its place where nobody waits who has a better claim', async () => {
  expect([await leaves('long', 60, null), await leaves('long', 60, -1)]).toEqual([false, false]);
});
