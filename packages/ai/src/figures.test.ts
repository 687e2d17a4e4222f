import type { Outline, SourceDocument } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { figureCards } from './figures.ts';
import { ground } from './grounding.ts';

const box = { x: 1_000, y: 1_000, width: 5_000, height: 3_000 };

/** Each caption below a paragraph of its own, on a page each. */
function documentOf(captions: readonly string[], language = 'en'): { source: SourceDocument; outline: Outline } {
  const above = 'A cell is the smallest unit of life.';
  const pages = captions.map((caption, index) => ({ number: index + 1, text: `${above}\n\n${caption}`, ocr: false }));
  const at = above.length + 2;
  const passages = pages.flatMap(({ number, text }) => [
    { page: number, start: 0, end: above.length, text: above, path: [] },
    { page: number, start: at, end: text.length, text: text.slice(at), path: [] },
  ]);
  const figures = pages.map(({ number, text }) => ({ page: number, start: at, end: text.length, box }));
  const source: SourceDocument = { title: 'Cells', mediaType: 'application/pdf', pageKind: 'page', language, pages, headings: [], passages, figures };
  return { source, outline: { terms: [], topics: [{ title: 'Cells', terms: [], passages: passages.map((_, index) => index) }] } };
}

function backsOf(...captions: string[]): string[] {
  const { source, outline } = documentOf(captions);
  return figureCards(source, outline, 0).map(({ back }) => back);
}

test('the picture is asked, its caption answers, and the whole caption is the quote', () => {
  const caption = 'Figure 8.2 The three stages of memory. Input is encoded, stored and then retrieved. (credit: modification of work by A. B. Smith)';
  const { source, outline } = documentOf([caption]);
  const { cards, discarded } = ground(source, { cards: figureCards(source, outline, 0), questions: [] });
  expect(discarded).toEqual([]);
  expect(cards).toEqual([
    { type: 'basic', kind: 'figure', front: 'What does this figure show?', back: 'The three stages of memory.\nInput is encoded, stored and then retrieved.', topic: 'Cells', citation: { page: 1, start: 38, end: 38 + caption.length, quote: caption }, figure: { box } },
  ]);
});

test.each([
  ['Fig. 3: Growth of roots, e.g. of beans, over ten days. Source: Ministry of Agriculture 2019.', 'Growth of roots, e.g. of beans, over ten days.'],
  ['Figure 1. Ivan P. Pavlov and his dogs. Photo by Karl Bulla. Public domain.', 'Ivan P. Pavlov and his dogs.'],
  ['Abbildung 4: Aufbau der Zellmembran (Quelle: eigene Darstellung)', 'Aufbau der Zellmembran'],
  ['图1-2：细胞膜的结构', '细胞膜的结构'],
])('%s answers “%s”', (caption, back) => {
  expect(backsOf(caption)).toEqual([back]);
});

test.each(['Figure 3', 'Figure 3: Source: World Bank', 'Figure 3. Photo by Karl Bulla.', 'Fig. 4: © A. Smith, 2011', 'Abbildung 2: Situation aus Bemerkung 61', 'Figure 5: Example 12', 'Figure 6: A → B'])('%s says nothing that could be asked', (caption) => {
  expect(backsOf(caption)).toEqual([]);
});

describe('how many', () => {
  test('a topic asks its most telling figures, in their order', () => {
    const said = backsOf('Figure 1: A small cell', 'Figure 2: A plant cell with its wall and vacuole', 'Figure 3: A leaf', 'Figure 4: The membrane with proteins between two layers of lipids', 'Figure 5: Transport of water across the membrane');
    expect(said).toEqual(['A plant cell with its wall and vacuole', 'The membrane with proteins between two layers of lipids', 'Transport of water across the membrane']);
  });

  test('each figure belongs to one topic, also where its caption is part of none', () => {
    const { source } = documentOf(['Figure 1: A plant cell and its wall', 'Figure 2: An animal cell and its nucleus']);
    const outline: Outline = { terms: [], topics: [{ title: 'Plants', terms: [], passages: [0, 1] }, { title: 'Animals', terms: [], passages: [2] }] };
    expect([0, 1].map((topic) => figureCards(source, outline, topic).map(({ back }) => back))).toEqual([['A plant cell and its wall'], ['An animal cell and its nucleus']]);
  });
});

test('it is asked in the language of the document, two figures apart from each other', () => {
  const { source, outline } = documentOf(['Abb. 1: Aufbau der Pflanzenzelle', 'Abb. 2: Aufbau der Tierzelle im Vergleich'], 'de');
  const { cards } = ground(source, { cards: figureCards(source, outline, 0), questions: [] });
  expect(cards.map(({ front }) => front)).toEqual(['Was zeigt diese Abbildung?', 'Was zeigt diese Abbildung?']);
});
