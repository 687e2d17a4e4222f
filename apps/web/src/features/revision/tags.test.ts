import { expect, it } from 'vitest';
import { addTags, tagsOf } from './tags.ts';

it('adds each tag once, at commas, within the limits', () => {
  expect(addTags(['exam'], ' Exam, week 3 ,, ')).toEqual(['exam', 'week 3']);
  expect(addTags([], 'x'.repeat(60))[0]).toHaveLength(40);
  expect(addTags(Array.from({ length: 20 }, (_, index) => `t${index}`), 'one more')).toHaveLength(20);
});

it('lists the tags of a course once, in order', () => {
  expect(tagsOf([{ tags: ['week 3', 'exam'] }, { tags: ['Exam'] }, { tags: [] }])).toEqual(['exam', 'week 3']);
});
