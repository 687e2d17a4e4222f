import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveReads } from './live-reads.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many changes are few reads, and the last change is always read', () => {
  const reads = new LiveReads();
  const read = vi.fn<() => void>();
  for (let change = 0; change < 5; change++) reads.changed(read);
  expect(read).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(read).toHaveBeenCalledTimes(1);
  reads.changed(read);
  vi.runAllTimers();
  expect(read).toHaveBeenCalledTimes(2);
});

test('what is seen in another state is read once more, for the other answers may be older', () => {
  const reads = new LiveReads();
  const read = vi.fn<() => void>();
  reads.saw(null, read);
  reads.saw('working', read);
  vi.runAllTimers();
  expect(read).not.toHaveBeenCalled();
  reads.saw('ready', read);
  reads.saw('ready', read);
  vi.runAllTimers();
  expect(read).toHaveBeenCalledTimes(1);
});

test('a page that is gone reads nothing', () => {
  const reads = new LiveReads();
  const read = vi.fn<() => void>();
  reads.changed(read);
  reads.cancel();
  vi.runAllTimers();
  expect(read).not.toHaveBeenCalled();
});
