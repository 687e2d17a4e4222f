import { questionKinds, type DraftCard, type DraftQuestion, type DraftWishes, type Outline } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { makeDocument } from '../../test/documents.ts';
import { ground } from '../grounding.ts';
import type { ModelCall, More } from '../model.ts';
import { createExtractiveModel } from './index.ts';

const call: ModelCall = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };
const anything: DraftWishes = { cards: 50, questions: 50, cardTypes: null, questionKinds: null, difficulty: null, language: null };

const source = makeDocument('Plant physiology', 'en', {
  Water: [
    'Osmosis is the movement of water across a semipermeable membrane. Turgor pressure is the pressure that the contents of a plant cell exert on its wall. Plasmolysis is the shrinking of the protoplast away from the wall of a cell that has lost water.',
    'The xylem carries water and dissolved minerals from the roots to the leaves. Transpiration is the evaporation of water from the leaves of a plant. Stomata are the pores in the epidermis of a leaf through which gases pass. Guard cells open and close the stomata when their turgor pressure changes.',
    'The Casparian strip is a band of waxy material in the walls of the endodermis. The Casparian strip forces water to pass through the membranes of the endodermis. Root hairs are extensions of epidermal cells that enlarge the surface of the root.',
  ],
  Light: [
    'Photosynthesis is the process by which plants turn the energy of light into chemical energy. Chlorophyll is the green pigment that absorbs light in the chloroplasts. The thylakoid is a flat sac inside a chloroplast in which the light reactions take place. The stroma is the fluid around the thylakoids in which the Calvin cycle takes place.',
    'Phototropism is the growth of a plant towards light. Auxin is a hormone that makes the cells of the shaded side grow longer. Phytochrome is a pigment by which a plant senses the length of the night. Etiolation is the pale, stretched growth of a plant in the dark.',
  ],
});

const model = createExtractiveModel();

async function all(outline: Outline, more?: More) {
  const cards: DraftCard[] = [];
  const questions: DraftQuestion[] = [];
  for (const topic of outline.topics.keys()) {
    const drafts = await model.draft(source, outline, topic, call, more);
    cards.push(...drafts.cards);
    questions.push(...drafts.questions);
  }
  return { cards, questions };
}

async function first() {
  const outline = await model.outline(source, call);
  const made = await all(outline);
  return { outline, made, known: [...made.cards.map(({ front }) => front), ...made.questions.map(({ stem }) => stem)].map((asked) => ({ topic: 0, asked })) };
}

describe('more of a document', () => {
  it('asks in other ways, never the same again, and stands on its source', async () => {
    const { outline, known } = await first();
    const more = await all(outline, { ...anything, known });
    expect(more.questions.length).toBeGreaterThan(3);
    const asked = new Set(known.map((item) => item.asked));
    expect([...more.cards.map(({ front }) => front), ...more.questions.map(({ stem }) => stem)].filter((words) => asked.has(words))).toEqual([]);
    expect(ground(source, more).discarded).toEqual([]);
    expect(await all(outline, { ...anything, known })).toEqual(more);
  });

  it('without anything that is there gives what a document is worth at first, and more', async () => {
    const { outline, made } = await first();
    const more = await all(outline, { ...anything, known: [] });
    expect(more.cards.map(({ front }) => front)).toEqual(expect.arrayContaining(made.cards.map(({ front }) => front)));
  });

  it.each(questionKinds)('holds no other questions where %s is wished for', async (kind) => {
    const { outline } = await first();
    const { questions } = await all(outline, { ...anything, cards: 0, questionKinds: [kind], known: [] });
    expect(questions.filter((question) => question.kind !== kind)).toEqual([]);
    if (kind === 'single' || kind === 'fillIn') expect(questions.length).toBeGreaterThan(2);
  });

  it('is as many as are wished for at most, of the type and difficulty', async () => {
    const { outline } = await first();
    const { cards, questions } = await all(outline, { ...anything, cards: 2, questions: 3, cardTypes: ['basic'], difficulty: { from: 3, to: 3 }, known: [] });
    expect(cards).toHaveLength(2 * outline.topics.length);
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.length).toBeLessThanOrEqual(3 * outline.topics.length);
    expect(new Set(cards.map(({ type }) => type))).toEqual(new Set(['basic']));
    expect(new Set(questions.map(({ difficulty }) => difficulty))).toEqual(new Set([3]));
  });
});
