import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { examplesAmong } from './standalone.ts';
import { amongStories, isAbout, isPastTold, narrates, peopleOfExamples, tellsEvent } from './stories.ts';

let english: Language;
beforeAll(async () => {
  english = await loadLanguage('en', '');
});

const sentencesOf = (...texts: string[]) => texts.map((text, index) => ({ index, passage: index, page: 1, start: 0, end: text.length, raw: text, text, tokens: english.tokens(text), prose: true, opening: true }));

describe('what is no knowledge of a subject', () => {
  it('is what somebody in an example does', () => {
    const sentences = sentencesOf(
      'Consider the case of Nora, who borrows money from a bank.',
      'In addition to the bank, Nora will learn to distrust all lenders with a high rate.',
      'The price theory of Marie Curie is wrong, and later Curie found another one.',
      'A lender will learn to distrust a borrower with debts.',
    );
    const people = peopleOfExamples(sentences, examplesAmong(sentences));
    expect([...people]).toEqual(['Nora']);
    expect(sentences.map((sentence) => isAbout(people, sentence))).toEqual([false, true, false, false]);
  });

  it.each(['By the late 1980s, word of the low rates spread among farmers, who then borrowed.', 'In 1720, the shares of the company rose for months.', 'About 40 years ago, farmers borrowed from their towns.'])('is an event: %s', (text) => {
    expect(sentencesOf(text).map(tellsEvent)).toEqual([true]);
  });

  it.each(['In a bubble, prices rise far above what a good is worth.', 'By law, a bank holds a share of what it owes.'])('is not how things are: %s', (text) => {
    const [sentence] = sentencesOf(text);
    expect(sentence && (tellsEvent(sentence) || narrates(sentence))).toBe(false);
  });
});

describe('what is told in the past', () => {
  it.each([
    ['Anna paired the lamp with a bell.', true],
    ['The lamp was lit by the sound of a bell.', true],
    ['Lamps found in old towers burn oil.', false],
    ['If a lamp were blown out, the bell would ring.', false],
    ['Newton showed that tides follow the moon.', false],
  ])('%s %s', (text, past) => {
    expect(sentencesOf(text).map(isPastTold)).toEqual([past]);
  });

  it('makes what follows with "The …" part of its story', () => {
    const told = sentencesOf('Anna was ill after she ate fish.', 'The stimulus is the fish on her plate.', 'A stimulus is an event.').map((sentence) => ({ ...sentence, passage: 0 }));
    expect([...amongStories(told)].map((at) => told[at]?.text)).toEqual(['The stimulus is the fish on her plate.']);
  });
});
