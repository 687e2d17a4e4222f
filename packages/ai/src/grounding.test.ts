import type { DraftCard, DraftQuestion, SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { ground } from './grounding.ts';

const text = 'Osmosis moves water across a membrane. Diffusion needs none.';
const source: SourceDocument = { title: 'Cells', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 3, text, ocr: false }], headings: [], passages: [] };
const quote = 'Osmosis moves water across a membrane.';
const citation = { page: 3, start: 0, end: quote.length, quote };
const card: DraftCard = { type: 'basic', front: 'What does osmosis move?', back: 'Water', topic: 'Osmosis', citation };
const options = ['Water', 'Salt', 'Sugar', 'Air'].map((option, index) => ({ text: option, correct: index === 0 }));
const question: Extract<DraftQuestion, { kind: 'single' }> = { kind: 'single', bloom: 'remember', tags: [], stem: 'What moves?', options, explanation: '', difficulty: 1, topic: 'Osmosis', citation };

const reasons = (cards: DraftCard[], questions: DraftQuestion[] = []) => ground(source, { cards, questions }).discarded.map(({ reason }) => reason);

describe('ground', () => {
  it('keeps what stands on its source', () => {
    expect(ground(source, { cards: [card], questions: [question] })).toEqual({ cards: [card], questions: [question], discarded: [] });
  });

  it.each([
    ['another page', { ...citation, page: 4 }],
    ['a place beside it', { ...citation, start: 1 }],
    ['a word that differs', { ...citation, quote: quote.replace('water', 'wader') }],
    ['no words', { page: 3, start: 7, end: 8, quote: ' ' }],
  ])('discards what cites %s', (_, wrong) => {
    expect(reasons([{ ...card, citation: wrong }], [{ ...question, citation: wrong }])).toEqual(['quote-not-found', 'quote-not-found']);
  });

  it('discards what nobody could answer, or what is too long to be stored', () => {
    expect(reasons([{ ...card, back: ' ' }, { ...card, type: 'cloze' }, { ...card, front: 'a'.repeat(1_001) }, { ...card, back: 'a'.repeat(4_001) }])).toEqual(Array(4).fill('malformed'));
    const none = options.map((option) => ({ ...option, correct: false }));
    const twice = options.map((option, index) => ({ ...option, text: index === 1 ? 'water ' : option.text }));
    expect(reasons([], [{ ...question, options: none }, { ...question, options: twice }, { ...question, stem: '' }])).toEqual(Array(3).fill('malformed'));
  });

  it('keeps the first of those that ask the same, and both gaps of one sentence', () => {
    expect(reasons([card, { ...card, front: 'What does  OSMOSIS move', back: 'Only water' }], [question, { ...question, explanation: 'Because.' }])).toEqual(['duplicate', 'duplicate']);
    const cloze = (front: string, back: string): DraftCard => ({ ...card, type: 'cloze', front, back });
    expect(reasons([cloze('[…] moves water.', 'Osmosis'), cloze('Osmosis […] water.', 'moves'), cloze('[…] moves water.', 'Osmosis')])).toEqual(['duplicate']);
  });

  it('does not let a discarded item take the place of a good one', () => {
    expect(ground(source, { cards: [{ ...card, citation: { ...citation, start: 2 } }, card], questions: [] }).cards).toEqual([card]);
  });

  it('keeps a wrong option without what it cites where that is not there', () => {
    const why = { why: 'Salt: it stays.', citation: { ...citation, start: 1 } };
    const { questions, discarded } = ground(source, { cards: [], questions: [{ ...question, options: options.map((option, index) => (index === 1 ? { ...option, ...why } : index === 2 ? { ...option, why: 'Sugar: it stays.', citation } : option)) }] });
    expect(discarded).toEqual([]);
    expect(questions[0]).toMatchObject({ options: [options[0], options[1], { why: 'Sugar: it stays.', citation }, options[3]] });
    expect(JSON.stringify(questions)).not.toContain('Salt: it stays.');
  });
});
