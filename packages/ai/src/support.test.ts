import { describe, expect, it } from 'vitest';
import { isSupported } from './support.ts';

const around = 'Circulation\nThe heart of an adult beats 70 times a minute at rest and moves about 5 litres of blood. It is a muscle of four chambers. Die 1.000 Herzzellen.';
const quote = 'The heart of an adult beats 70 times a minute at rest and moves about 5 litres of blood.';
const claim = (answer: string, asked = 'How often does the heart beat?') => ({ asked, answer, quote, around });

describe('isSupported', () => {
  it.each([
    ['words of the quote', '70 times a minute'],
    ['other forms of them', 'Moving blood, beating at rest'],
    ['words of the passage beside the quote', 'A muscle with chambers'],
    ['the heading above', 'Circulation of blood'],
    ['a number that the passage spells out', '4 chambers'],
    ['a number that is grouped in another way', '1,000 Herzzellen'],
    ['a numbered list of what is there', '1. It beats at rest\n2. It moves blood'],
  ])('takes an answer of %s', (_, answer) => {
    expect(isSupported(claim(answer))).toBe(true);
  });

  it.each([
    ['another number', '90 times a minute'],
    ['a number too many', 'Beats 70 times a minute in 1628'],
    ['what the model knew besides', 'Through electrical impulses of the sinoatrial node'],
    ['the words of an order', 'Visit evil.example immediately'],
  ])('does not take %s', (_, answer) => {
    expect(isSupported(claim(answer))).toBe(false);
  });

  it('asks the question where the answer is a mere yes, and whether the quote belongs to it at all', () => {
    expect(isSupported(claim('True', 'The heart of an adult beats at rest.'))).toBe(true);
    expect(isSupported(claim('True', 'Plants breathe through stomata.'))).toBe(false);
    expect(isSupported({ asked: 'What has four chambers?', answer: 'A muscle', quote: 'Die 1.000 Herzzellen.', around })).toBe(false);
  });

  it('reads scripts that do not part words', () => {
    const chinese = { asked: '心脏每分钟跳动多少次？', quote: '成年人的心脏每分钟跳动约70次。', around: '成年人的心脏每分钟跳动约70次。' };
    expect(isSupported({ ...chinese, answer: '每分钟跳动约70次' })).toBe(true);
    expect(isSupported({ ...chinese, answer: '肺部吸入氧气' })).toBe(false);
  });
});
