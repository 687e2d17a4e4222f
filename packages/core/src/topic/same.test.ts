import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTopic } from './same.ts';

const topic = (title: string, ...terms: string[]) => ({ title, terms });

describe('the same topic in two documents', () => {
  it.each([
    ['the same title', topic('Cell membranes', 'lipid bilayer', 'osmosis'), topic('3.2 Cell Membranes', 'osmosis'), true],
    ['the same title of which nothing more is known', topic('Mitosis'), topic('Chapter 4: Mitosis'), true],
    ['the same title and other things', topic('Memory', 'amygdala'), topic('Memory', 'cache'), false],
    ['a title that every document has', topic('Introduction'), topic('Introduction'), false],
    ['other words for the same things', topic('How we forget', 'decay', 'interference', 'retrieval', 'amnesia'), topic('Forgetting', 'interference', 'decay', 'amnesia', 'retrieval', 'repression'), true],
    ['a few terms in common', topic('How we forget', 'decay', 'interference', 'retrieval', 'amnesia'), topic('Cues', 'retrieval', 'context', 'mood', 'priming'), false],
    ['too little to tell', topic('One', 'decay'), topic('Two', 'decay'), false],
  ])('%s', (_, a, b, same) => {
    expect(sameTopic(a, b)).toBe(same);
  });

  it.each([
    ['another name for it and a term in common', topic('How we forget', 'decay', 'amnesia'), topic('Forgetting', 'decay', 'repression'), 0.93, true],
    ['no term in common', topic('How we forget', 'amnesia'), topic('Forgetting', 'repression'), 0.99, false],
    ['a meaning that is only near', topic('How we forget', 'decay', 'amnesia'), topic('Forgetting', 'decay', 'repression'), 0.85, false],
  ])('by what it means: %s', (_, a, b, likeness, same) => {
    expect(sameTopic(a, b, likeness)).toBe(same);
  });

  it('is the same either way round', () => {
    const topics = fc.record({ title: fc.constantFrom('Cells', '1. Cells', 'Summary', 'Tissue'), terms: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']) });
    fc.assert(
      fc.property(topics, topics, (a, b) => {
        expect(sameTopic(a, b)).toBe(sameTopic(b, a));
      }),
    );
  });
});
