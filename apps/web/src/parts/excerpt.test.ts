import { describe, expect, it } from 'vitest';
import { excerpt } from './excerpt.ts';

const text = 'What receives attention moves into short-term memory, where it is kept for roughly 15 to 30 seconds. The capacity of this store is small.';
const quote = 'kept for roughly 15 to 30 seconds.';
const start = text.indexOf(quote);

describe('excerpt', () => {
  it('gives the whole passage back in three parts', () => {
    const parts = excerpt({ text, start, end: start + quote.length });
    expect(parts.quote).toBe(quote);
    expect(parts.before + parts.quote + parts.after).toBe(text);
  });
  it('shortens at words and never the quote', () => {
    const parts = excerpt({ text, start, end: start + quote.length }, 20);
    expect(parts.quote).toBe(quote);
    expect(parts.before).toBe('… memory, where it is ');
    expect(parts.after).toBe(' The capacity of …');
  });
  it('joins the lines of a paragraph', () => {
    expect(excerpt({ text: 'one\ntwo three', start: 0, end: 7 }).quote).toBe('one two');
  });
});
