import type { QuestionAsk, QuestionKind } from '@studywright/core';

/** In the order in which they are offered. */
export const kindNames: Record<QuestionKind, string> = {
  single: 'One right answer',
  multiple: 'Several right answers',
  trueFalse: 'True or false',
  fillIn: 'Fill in the gap',
  shortAnswer: 'Short answer',
  matching: 'Matching',
  ordering: 'Ordering',
};

/** Behind “Question 3 of 10, ”. */
export const kindHints: Record<QuestionKind, string> = {
  single: 'one answer is right',
  multiple: 'several answers are right',
  trueFalse: 'true or false',
  fillIn: 'write what belongs into the gap',
  shortAnswer: 'answer in your own words',
  matching: 'match the pairs',
  ordering: 'put them in order',
};

const letter = (index: number) => String.fromCharCode(65 + index);

/** What the keys do, beside the button that goes on. */
export function keyHint(ask: QuestionAsk): string {
  switch (ask.kind) {
    case 'single':
      return `A to ${letter(ask.options.length - 1)} choose, ↵ goes on`;
    case 'multiple':
      return `A to ${letter(ask.options.length - 1)} choose and take back, ↵ goes on`;
    case 'trueFalse':
      return 'A is true, B is false, ↵ goes on';
    case 'fillIn':
      return '↵ goes on';
    case 'shortAnswer':
      return 'Ctrl ↵ goes on';
    case 'matching':
      return `1 to ${ask.lefts.length} pick a term, A to ${letter(ask.rights.length - 1)} match it`;
    case 'ordering':
      return '↑ ↓ move the item in focus, 1 to 9 place it';
  }
}
