import { questionFault, type Place, type SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { makeDocument } from '../../test/documents.ts';
import { ground } from '../grounding.ts';
import { groundExplanation } from '../grounding-explanation.ts';
import { createExtractiveModel } from './index.ts';
import { createThreadedModel } from './threads.ts';

const rocks = makeDocument('Geology', 'en', {
  Rocks: [
    'A mineral is a naturally occurring solid with an ordered crystal structure. Magma is molten rock that lies beneath the surface of the Earth. Lava is molten rock that has reached the surface through a volcano.',
    'Erosion is the removal of weathered material by wind, water or ice. Weathering is the breakdown of solid material at the place where it stands. A fault is a fracture along which two blocks have moved past each other.',
  ],
  Glaciers: [
    'A glacier is a mass of ice that flows slowly downhill under its own weight. Sediment is loose material that settles out of water or air.',
    'Erosion by a glacier leaves valleys that are wide and flat at the bottom. Magma rises through a fault where the pressure of the surrounding rock is low. This is how it comes.',
  ],
});
const zelle = makeDocument('Biologie', 'de', {
  Bestandteile: [
    'Die Osmose ist die Diffusion von Wasser durch eine halbdurchlässige Membran. Die Photosynthese ist die Umwandlung von Lichtenergie in chemische Energie. Die Mutation ist eine dauerhafte Veränderung des Erbguts einer Zelle.',
    'Die Gärung ist der Abbau von Zucker ohne Beteiligung von Sauerstoff. Das Enzym ist ein Protein, das eine chemische Reaktion im Stoffwechsel beschleunigt.',
  ],
  Folgen: ['Die Mutation verändert ein Enzym in vielen Fällen nur wenig.'],
});
const model = createExtractiveModel();
const call = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };

/** Where words stand in a document, the first time. */
function placeOf(source: SourceDocument, words: string): Place {
  for (const { number, text } of source.pages) {
    const start = text.indexOf(words);
    if (start >= 0) return { page: number, start, end: start + words.length };
  }
  throw new Error(`“${words}” is not in the document.`);
}

const ask = async (words: string, source = rocks) => ground(source, { cards: [], ...(await model.ask(source, placeOf(source, words), call)) });
const explain = (words: string, source = rocks) => model.explain(source, { words, place: placeOf(source, words), language: null }, call);

describe('questions about marked words', () => {
  it('ask what the marked sentence says, in more than one kind, and cite it', async () => {
    const sentence = 'Weathering is the breakdown of solid material at the place where it stands.';
    const { questions, discarded } = await ask(sentence);
    expect(discarded).toEqual([]);
    expect(questions.length).toBeGreaterThanOrEqual(2);
    expect(new Set(questions.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    for (const question of questions) {
      expect(question.citation.quote).toContain(sentence);
      expect(questionFault(question, 1_000)).toBeNull();
      expect(question.topic).toBe('Rocks');
    }
  });

  it('are those that the whole document plans there first', async () => {
    const outline = await model.outline(rocks, call);
    const drafts = await Promise.all(outline.topics.map((_, topic) => model.draft(rocks, outline, topic, call)));
    const planned = drafts.flatMap(({ questions }) => questions)[0];
    if (!planned) throw new Error('Nothing was planned.');
    const { questions } = await model.ask(rocks, planned.citation, call);
    expect(questions.map(({ stem }) => stem)).toContain(planned.stem);
  });

  it('are made of a sentence of which nothing was planned', async () => {
    const { questions } = await ask('Magma rises through a fault where the pressure of the surrounding rock is low.');
    expect(questions.length).toBeGreaterThan(0);
    for (const { citation } of questions) expect(citation.quote).toMatch(/^Magma rises/);
  });

  it('are none where the words say nothing by themselves', async () => {
    expect((await ask('This is how it comes.')).questions).toEqual([]);
  });

  it('come in German for a German text, and so do explanations', async () => {
    const words = 'Die Osmose ist die Diffusion von Wasser durch eine halbdurchlässige Membran.';
    const { questions } = await ask(words, zelle);
    expect(questions.map(({ citation }) => citation.quote)).toContain(words);
    const { statements } = await explain('Die Mutation verändert ein Enzym', zelle);
    expect(statements.map(({ text }) => text)).toEqual(['Das Enzym ist ein Protein, das eine chemische Reaktion im Stoffwechsel beschleunigt.', 'Die Mutation ist eine dauerhafte Veränderung des Erbguts einer Zelle.'].toReversed());
  });
});

describe('an explanation of marked words', () => {
  it('gives the definitions of their terms, then what is said of them elsewhere, each with its place', async () => {
    const { statements } = await explain('Erosion by a glacier leaves valleys that are wide and flat at the bottom.');
    expect(statements.filter(({ term }) => term !== null).map(({ term, text }) => [term?.toLowerCase(), text])).toEqual([
      ['erosion', 'Erosion is the removal of weathered material by wind, water or ice.'],
      ['glacier', 'A glacier is a mass of ice that flows slowly downhill under its own weight.'],
    ]);
    expect(groundExplanation(rocks, statements)).toEqual(statements);
  });

  it('does not say again what was marked', async () => {
    const marked = 'Magma is molten rock that lies beneath the surface of the Earth.';
    const { statements } = await explain(marked);
    expect(statements.map(({ text }) => text)).not.toContain(marked);
    expect(statements.map(({ text }) => text)).toContain('Magma rises through a fault where the pressure of the surrounding rock is low.');
  });

  it('takes one word for the term that it is, also in the plural', async () => {
    expect((await model.explain(rocks, { words: 'glaciers', place: placeOf(rocks, 'glacier'), language: null }, call)).statements[0]?.text).toMatch(/^A glacier is a mass of ice/);
  });

  it('is empty where the document explains nothing of the words, and names what is open', async () => {
    const { statements, open } = await model.explain(rocks, { words: 'photosynthesis', place: placeOf(rocks, 'Lava'), language: null }, call);
    expect([statements, open]).toEqual([[], ['photosynthesis']]);
  });

  it('of words of another document is what this one defines', async () => {
    const { statements, open } = await model.explain(rocks, { words: 'sediment\nphotosynthesis', place: null, language: null }, call);
    expect(statements.map(({ text }) => text)).toEqual(['Sediment is loose material that settles out of water or air.']);
    expect(open).toEqual([]);
  });
});

it('is the same when it is found in a thread', async () => {
  const threaded = createThreadedModel(1);
  const words = 'Erosion by a glacier leaves valleys';
  const place = placeOf(rocks, words);
  const request = { words, place, language: null };
  expect(await threaded.ask(rocks, place, call)).toEqual(await model.ask(rocks, place, call));
  expect(await threaded.explain(rocks, request, call)).toEqual(await model.explain(rocks, request, call));
});
