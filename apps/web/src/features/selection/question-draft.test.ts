import { describe, expect, it } from 'vitest';
import { draftOf, draftProblem, emptyDraft, pointsOf, trimmed } from './question-draft.ts';

describe('a question that somebody writes', () => {
  it('says what is missing, one thing at a time', () => {
    const short = emptyDraft('shortAnswer');
    expect(draftProblem(short)).toBe('Write the question.');
    expect(draftProblem({ ...short, stem: 'What is osmosis?' })).toBe('Write what a full answer says.');
    expect(draftProblem({ ...short, stem: 'What is osmosis?', content: { kind: 'shortAnswer', rubric: pointsOf('Water moves', []) } })).toBeNull();
    const single = { ...emptyDraft('single'), stem: 'What moves?' };
    expect(draftProblem(single)).toBe('Write the right answer.');
    expect(draftProblem({ ...single, content: { kind: 'single', options: [{ text: 'Water', correct: true }, { text: '', correct: false }] } })).toBe('Write at least one wrong answer.');
    expect(draftProblem({ ...single, content: { kind: 'single', options: [{ text: 'Water', correct: true }, { text: 'water ', correct: false }] } })).toBe('It can’t be asked like this: two options are the same.');
    expect(draftProblem({ ...single, content: { kind: 'fillIn', accepted: ['water'], rejected: [] } })).toBe('Keep the gap _____ once.');
    expect(draftProblem({ ...single, content: { kind: 'trueFalse', answer: false, correction: ' ' } })).toBe('Write the statement as it is right.');
  });

  it('leaves out places that were left empty', () => {
    const written = trimmed({ ...emptyDraft('single'), content: { kind: 'single', options: [{ text: 'Water', correct: true }, { text: ' ', correct: false }, { text: 'Salt', correct: false }] } });
    expect(written.content).toEqual({ kind: 'single', options: [{ text: 'Water', correct: true }, { text: 'Salt', correct: false }] });
  });

  it('takes each line of an answer as a point with its telling words, and leaves those alone that did not change', () => {
    const before = [{ point: 'Water moves', keywords: ['aqua'] }];
    expect(pointsOf('Water moves\n\n through a membrane', before)).toEqual([{ point: 'Water moves', keywords: ['aqua'] }, { point: 'through a membrane', keywords: ['through', 'membrane'] }]);
    expect(pointsOf('a b', [])).toEqual([{ point: 'a b', keywords: ['a', 'b'] }]);
  });

  it('begins with what the engine made', () => {
    const citation = { page: 1, start: 0, end: 5, quote: 'Water' };
    const draft = draftOf({ kind: 'fillIn', stem: '_____ moves.', accepted: ['Water'], rejected: ['Salt'], explanation: 'So it says.', difficulty: 3, bloom: 'apply', tags: ['water'], topic: 'Osmosis', citation });
    expect(draft).toEqual({ stem: '_____ moves.', explanation: 'So it says.', content: { kind: 'fillIn', accepted: ['Water'], rejected: ['Salt'] }, rest: { difficulty: 3, bloom: 'apply', tags: ['water'] } });
    expect(draftProblem(draft)).toBeNull();
  });
});
