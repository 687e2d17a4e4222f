import { expect, it } from 'vitest';
import { makeDocument } from '../../test/documents.ts';
import { createExtractiveModel } from '../extractive/index.ts';
import { worseThan } from './compare.ts';
import { makeAll } from './draft-all.ts';
import { noGold, readGold } from './gold.ts';
import { weightiest } from './notes.ts';
import { reportText } from './report.ts';
import { figuresOf, pool, scoreChapter } from './score.ts';

const membranes = makeDocument('Membranes', 'en', {
  Osmosis: ['Osmosis is the movement of water through a membrane that holds back salt. A membrane is a thin layer that parts two spaces from each other.', 'Diffusion is the movement of particles from a place with many of them to a place with few.'],
  Energy: ['A mitochondrion is the part of a cell that sets energy free from food. Photosynthesis is the process by which plants turn light into chemical energy.', 'Respiration is the process by which cells set that energy free again.'],
});
const gold = readGold({ terms: [{ term: 'osmosis', definition: 'movement of water through a membrane' }, { term: 'tonoplast', definition: 'membrane of a vacuole' }], summary: [{ text: 'Osmosis moves water.' }] }, membranes.pages.map(({ text }) => text).join('\n'));

const made = async (gold = noGold) => {
  let now = 0;
  return makeAll(createExtractiveModel(), membranes, gold, new AbortController().signal, () => ({ seconds: (now += 2), cpuSeconds: now / 2 }));
};

it('measures what the engine makes, with gold and without', async () => {
  const one = await made();
  const figures = figuresOf(scoreChapter(membranes, gold, one));
  expect(figures).toMatchObject({ grounded: 1, duplicates: 0, selfContained: 1, definitionsAsked: 1, seconds: 2, cpuSeconds: 1, rouge1: null, costMicros: 0 });
  expect(figures.definitionF1).toBeGreaterThan(0.7);
  expect(figuresOf(scoreChapter(membranes, noGold, one))).toMatchObject({ grounded: 1, keyTermRPrecision: null, definitionF1: null });
  const written = await made(gold);
  expect(written.notes).toMatch(/^Osmosis is the movement of water/);
  const noted = figuresOf(scoreChapter(membranes, gold, { ...one, notes: 'Osmosis moves salt, and much more is said of other things.' }));
  expect(noted.rouge1).toBeCloseTo(2 / 3);
});

it('counts as not grounded what stands nowhere, and as a fault what a student can not answer', async () => {
  const one = await made();
  const [first] = one.kept.cards;
  if (!first) throw new Error('The engine made no card.');
  const lost = { ...first, citation: { ...first.citation, quote: 'Never said.' } };
  const cards = [...one.kept.cards, first, { ...first, front: 'What does it do?' }];
  const score = scoreChapter(membranes, gold, { ...one, drafted: { cards: [lost], questions: [] }, kept: { cards, questions: [] } });
  expect(score).toMatchObject({ items: 1, grounded: 0, faultyFronts: [{ front: 'What does it do?', faults: ['pronoun', 'nothing asked'] }] });
  expect(score.duplicates).toContain(first.front);
});

it('weighs chapters together by their items', async () => {
  const score = scoreChapter(membranes, gold, await made());
  const none = scoreChapter(membranes, noGold, await made());
  expect(figuresOf(pool([score, none]))).toMatchObject({ definitionF1: figuresOf(score).definitionF1, cards: score.cards * 2, seconds: 4 });
  const text = reportText('extractive', { name: 'all', figures: figuresOf(score), judged: { items: 4, answerable: 3, correct: 4 } }, [{ name: 'one\u001b[2J', figures: figuresOf(none), judged: null }], 120.4);
  expect(text).toMatch(/^grounded +1\.000 +1\.000$/m);
  expect(text).toMatch(/^definitions: token F1 +0\.\d{3} +–$/m);
  expect(text).toMatch(/^judge: answerable +0\.750 +–$/m);
  expect(text).not.toContain('\u001b');
});

it('compares the weightiest statements of notes, in reading order', () => {
  const source = { page: 1, start: 0, end: 1, quote: 'x' };
  const statements = [['one two three', 0.5], ['four', 0.1], ['five six', 0.9]].map(([text = '', weight = 0]) => ({ text: String(text), weight: Number(weight), source }));
  const draft = { kind: 'notes' as const, keyPoints: [], sections: [{ title: 't', level: 1, statements }] };
  expect(weightiest(draft, 3)).toBe('one two three\nfive six');
  expect(weightiest(draft, 2)).toBe('five six');
});

it('names each figure that is worse than the recorded one by more than is tolerated', async () => {
  // So short a text has too few questions with a choice to tell where the right ones stand.
  const figures = { ...figuresOf(scoreChapter(membranes, gold, await made())), positionP: 0.5 };
  const recorded = { figures: { ...figures }, peakMb: 100 };
  expect(worseThan(recorded, figures, 120)).toEqual([]);
  expect(worseThan(recorded, { ...figures, keyTermRPrecision: (figures.keyTermRPrecision ?? 0) - 0.004, duplicates: 0.005 }, 100)).toEqual([]);
  const worse = worseThan(recorded, { ...figures, definitionF1: 0.1, duplicates: 0.02, grounded: 0.999, positionP: 0.01, definitionShare: null, cpuSeconds: 3 }, 126);
  expect(worse.map(({ name }) => name).toSorted()).toEqual(['cpuSecondsPer1000Words', 'definitionF1', 'definitionShare', 'duplicates', 'grounded', 'peakMb', 'positionP']);
  expect(worseThan({ figures: {} }, figures, null)).toEqual([]);
});
