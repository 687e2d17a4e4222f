import { describe, expect, it } from 'vitest';
import { initialOf, matching } from './glossary-search.ts';

const entries = [
  { term: 'Zellkern', aliases: ['Nukleus'], definition: 'Organell mit den Chromosomen' },
  { term: 'Äther', aliases: [], definition: 'Flüssigkeit, die schnell verdampft' },
];

describe('a glossary', () => {
  it.each([
    ['', ['Zellkern', 'Äther']],
    ['nukl', ['Zellkern']],
    ['chromosomen zellk', ['Zellkern']],
    ['FLUSSIG', ['Äther']],
    ['football', []],
  ])('asked for “%s” shows %j', (search, terms) => {
    expect(matching(entries, search).map(({ term }) => term)).toEqual(terms);
  });

  it('puts terms under their letter', () => {
    expect(['Äther', 'zygote', '5-HT'].map(initialOf)).toEqual(['A', 'Z', '#']);
  });
});
