import type { SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { goesOnFrom, goesOnWith, isCompared, needsTelling, wholeSentence } from './references.ts';

async function analysisOf(text: string) {
  const source: SourceDocument = { title: 'Trade', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };
  return analyse(source);
}

/** A text in which there are many gates, of this and of that, and one harbour. */
const harbour = `The harbour gate is a steel gate that keeps the sea out. A lock gate is a gate between two basins. The sluice gate lets the water of a basin out. A dry dock gate floats on its own. The gate of the outer basin opens twice a day. The tide gate closes by itself.
The harbour lies behind a breakwater. Ships wait outside the harbour at night. Pilots know the harbour by heart. The master of the harbour keeps a log of all ships. A breakwater is a wall of stone that shelters ships from the waves.`;

async function shown(sentence: string) {
  const analysis = await analysisOf(`${harbour}\n${sentence}`);
  const found = analysis.sentences.find(({ text }) => text === sentence);
  if (!found) throw new Error(`no sentence “${sentence}”`);
  return wholeSentence(found, analysis);
}

describe('a sentence with a gap', () => {
  it.each([
    'A breakwater shelters ships that lie within the harbour from the waves.',
    'The wall of a breakwater is a heap of granite and concrete.',
    'In a dry dock, shipwrights repair the hull of a ship under its waterline.',
    'A sloop is a sailing ship with one mast that is smaller than a schooner.',
  ])('takes nothing for known: %s', async (sentence) => {
    expect(await shown(sentence)).toBe(sentence);
  });

  it.each([
    'A breakwater is damaged when the captain steers a ship at full speed.',
    'Of the two basins, a breakwater shelters only that of the fishermen.',
    'The breakwater lets waves in as soon as the gate closes on ships.',
    'The pilots lead ships past a breakwater in any weather.',
    'However, a breakwater shelters only ships that lie close behind it.',
  ])('takes for known what was said before it: %s', async (sentence) => {
    expect(await shown(sentence)).toBeUndefined();
  });

  it('is no step that a caption counts', async () => {
    const step = 'A breakwater holds back the highest waves of a storm.';
    const analysis = await analysisOf(`${harbour} (1) Ships wait for the tide. (2) ${step} (3) A sluice gate lets water out.`);
    const found = analysis.sentences.find(({ text }) => text.includes(step.slice(2, -1)));
    expect(found && wholeSentence(found, analysis)).toBeUndefined();
    expect(found).toBeDefined();
  });

  it.each([
    'A breakwater made of concrete is much more expensive.',
    'A wall that was previously built of wood',
    'A ship that needs another berth',
    'The aerial view of the harbour shows the breakwater and both basins',
    'In ports, they often repair the hulls of ships',
    'The lantern passes from the pilot to the master of the harbour',
    'Open the sluice gate before a ship enters the lock',
    'The use of that is that ships can pass at night',
    'The ship is getting a new mast in a dry dock',
    'The “sea wall” is made of stone',
    'The parts of a sloop are labeled on a drawing of its deck',
  ])('says that it goes on, compares with nothing, or speaks of a picture: %s', (text) => {
    expect(goesOnFrom(text)).toBe(true);
  });

  it.each(['A wall of stone that is higher than a ship', 'The more a ship carries, the deeper it lies', 'Fees, wages and other costs', 'Research shows that tides follow the moon'])('says all: %s', (text) => {
    expect(goesOnFrom(text)).toBe(false);
  });
});

describe('a word', () => {
  it('says too little where a text tells nearly always of what', async () => {
    const analysis = await analysisOf(harbour);
    expect(needsTelling('gate', analysis)).toBe(true);
    expect(needsTelling('harbour', analysis)).toBe(false);
  });

  it('may be a comparison, which is no term', () => {
    expect(['stronger', 'fastest', 'better'].map(isCompared)).toEqual([true, true, true]);
    expect(['lower', 'forest', 'neuron', 'interest'].map(isCompared)).toEqual([false, false, false, false]);
  });
});

describe('a sentence that begins with "The …"', () => {
  /** Of what is told in a text of its own, whose last sentence is asked for. */
  async function goesOn(text: string) {
    const analysis = await analysisOf(text);
    const last = analysis.sentences.at(-1);
    if (!last) throw new Error('no sentence');
    return goesOnWith(last, analysis);
  }

  it('goes on with one of many that was told of', async () => {
    expect(await goesOn('A harbour may have a beacon. The beacon burns oil at night.\nA mason builds a tower with a lamp on it. The lamp sends its light over the sea.')).toBe(true);
    expect(await goesOn('Tide gates keep the sea out. Masons build tide gates. Old tide gates leak. The tide gates are heavy and their chains rattle.')).toBe(true);
  });

  it('tells of the one thing that there is', async () => {
    expect(await goesOn('Ships wait outside the harbour. Pilots know the harbour by heart. The harbour lies behind a breakwater.')).toBe(false);
    expect(await goesOn('Masons use granite. Granite is hard. Walls of granite last. The granite keeps the waves out.')).toBe(false);
    expect(await goesOn('A harbour may have a lamp. Masons set a lamp on a tower. The lamp of a tower sends its light over the sea.')).toBe(false);
  });
});
