import { describe, expect, it } from 'vitest';
import { costMicros } from './prices.ts';

const million = { input: 1_000_000, cachedInput: 0, output: 1_000_000 };

describe('costMicros', () => {
  it('is in millionths of a dollar', () => {
    expect(costMicros('gpt-4o-mini', million)).toBe(750_000);
    expect(costMicros('gpt-4o-mini', { ...million, cachedInput: 1_000_000 })).toBe(675_000);
  });

  it('rounds up, so that nothing that costs is free', () => {
    expect(costMicros('gpt-5-nano', { input: 1, cachedInput: 0, output: 0 })).toBe(1);
    expect(costMicros('gpt-4.1-nano', { input: 10, cachedInput: 0, output: 0 })).toBe(1);
    expect(costMicros('gpt-4o', { input: 0, cachedInput: 0, output: 0 })).toBe(0);
  });

  it('knows a dated name by its undated one, and no other name', () => {
    expect(costMicros('gpt-4o-mini-2024-07-18', million)).toBe(750_000);
    expect(costMicros('gpt-4o-mini-tuned', million)).toBeNull();
    expect(costMicros('llama3.2', million)).toBeNull();
  });
});
