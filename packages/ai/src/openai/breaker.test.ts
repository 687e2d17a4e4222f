import { expect, it } from 'vitest';
import { createBreaker, type Breaker } from './breaker.ts';

function setUp() {
  let now = 1_000_000;
  const breaker = createBreaker(() => now);
  return { breaker, pass: (seconds: number) => void (now += seconds * 1_000) };
}

function ask(breaker: Breaker, went: 'well' | 'badly' | 'stopped', retryAfter?: number): 'asked' | number {
  const entry = breaker.enter();
  if ('wait' in entry) return entry.wait;
  entry.leave(went, retryAfter);
  return 'asked';
}

it('leaves an endpoint alone after three failures in a row, and asks once when the rest is over', () => {
  const { breaker, pass } = setUp();
  for (let time = 0; time < 3; time += 1) expect(ask(breaker, 'badly')).toBe('asked');
  expect(ask(breaker, 'well')).toBe(30);
  pass(29);
  expect(ask(breaker, 'well')).toBe(1);
  pass(1);
  const probe = breaker.enter();
  expect(breaker.enter()).toEqual({ wait: 30 });
  if (!('wait' in probe)) probe.leave('badly');
  expect(ask(breaker, 'well')).toBe(30);
  pass(30);
  expect(ask(breaker, 'well')).toBe('asked');
  expect(ask(breaker, 'badly')).toBe('asked');
  expect(ask(breaker, 'badly')).toBe('asked');
  expect(ask(breaker, 'well')).toBe('asked');
});

it('counts only failures in a row', () => {
  const { breaker } = setUp();
  for (const went of ['badly', 'badly', 'well', 'badly', 'badly', 'well'] as const) expect(ask(breaker, went)).toBe('asked');
});

it('does not take a request that was stopped for either, and lets the next one ask for all', () => {
  const { breaker, pass } = setUp();
  for (const went of ['badly', 'stopped', 'badly', 'stopped', 'badly'] as const) expect(ask(breaker, went)).toBe('asked');
  expect(ask(breaker, 'well')).toBe(30);
  pass(30);
  expect(ask(breaker, 'stopped')).toBe('asked');
  expect(ask(breaker, 'well')).toBe('asked');
});

it('leaves an endpoint alone for as long as it asks for, at most a quarter of an hour', () => {
  const { breaker, pass } = setUp();
  expect(ask(breaker, 'badly', 120)).toBe('asked');
  expect(ask(breaker, 'well')).toBe(120);
  pass(120);
  expect(ask(breaker, 'badly', 86_400)).toBe('asked');
  expect(ask(breaker, 'well')).toBe(900);
});
