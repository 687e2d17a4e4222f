import { describe, expect, it } from 'vitest';
import { limits } from '../platform/limits.ts';
import { signInDelay } from './throttle.ts';

const now = new Date('2026-11-20T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('slowing sign-in down', () => {
  it('lets five tries pass, then doubles the wait up to the ceiling', () => {
    const waits = [0, 1, 4, 5, 6, 7, 40].map((count) => signInDelay({ count, lastAt: now }, now));
    expect(waits).toEqual([0, 0, 0, 5, 10, 20, limits.signIn.longestDelaySeconds]);
  });

  it('runs off by itself and is forgotten after the window', () => {
    expect(signInDelay({ count: 6, lastAt: now }, after(4))).toBe(6);
    expect(signInDelay({ count: 6, lastAt: now }, after(10))).toBe(0);
    expect(signInDelay({ count: 40, lastAt: now }, after(limits.signIn.windowMinutes * 60 + 1))).toBe(0);
    expect(signInDelay(null, now)).toBe(0);
  });
});
