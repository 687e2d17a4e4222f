import type { SourceDocument } from '@studywright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAdjective } from '../terms.ts';
import { analyse, type Analysis } from '../analysis.ts';
import { planCards } from '../cards.ts';
import { alsoRight, distractorsFor, kindred, sameKind } from './distractors.ts';
import { isVague } from './gaps.ts';
import { unworn } from './index.ts';
import { wholesOf } from './parts.ts';
import { profilesOf, related, type Profile } from './profiles.ts';
import { descriptionOf } from './single.ts';

const text = `
A steam engine is a machine that turns the heat of steam into motion. The steam engine contains a cylinder, in which the pressure of the steam does its work. The cylinder is a hollow tube of iron that is closed at both ends.

A piston is a round plate of iron that lies within the cylinder. The piston rod carries the motion of the piston to the crankshaft. The crankshaft is a bent shaft that turns the flywheel. A flywheel is a heavy wheel that keeps the speed of a machine even.

A safety valve is a valve that opens when the pressure of steam is too high. Valvular leakage is the loss of steam through a closed valve. The governor is a device that keeps the speed of the steam engine even. Thomas Savery was an English engineer who sold the first pump that worked with steam.

Condensation is the process by which steam becomes water. Evaporation is the process by which water becomes steam. Corrosion is a disease of iron that begins where water stands. Scale is a hard crust of lime that grows in a boiler. The boiler is a closed vessel of iron that makes steam from water by the heat of a fire. Steam can be condensed in two ways: by a cold jet and by corrosion of the pipe. Soot from wet coal settles in the chimney. The chimney is a tall pipe of brick that carries the smoke of the boiler away. It contains a damper. A damper is a plate of iron that lets less air pass.

A gasket is a thin, flat ring. The flywheel is extremely useful. Insulation is an appealing subject to many engineers.
`;

let analysis: Analysis;
let source: SourceDocument;
beforeAll(async () => {
  const blocks = text.trim().split(/\n\n/);
  const page = blocks.join('\n');
  let start = 0;
  source = { title: 'Steam', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text: page, ocr: false }], headings: [], passages: [] };
  for (const block of blocks) {
    source.passages.push({ page: 1, start, end: start + block.length, text: block, path: [] });
    start += block.length + 1;
  }
  analysis = await analyse(source);
});

function profile(key: string): Profile {
  const found = profilesOf(analysis).find(({ term }) => term.key === key);
  if (!found) throw new Error(`${key} is no key term among ${profilesOf(analysis).map(({ term }) => term.key).join(', ')}`);
  return found;
}

describe('wrong options', () => {
  it('are no part of the right one and hold it not, over several sentences', () => {
    const wholes = wholesOf(profilesOf(analysis), analysis);
    expect(wholes.get(profile('piston'))).toContain(profile('cylinder'));
    expect(wholes.get(profile('piston'))).toContain(profile('steam engine'));
    expect(wholes.get(profile('damper'))).toContain(profile('chimney'));
    expect(wholes.get(profile('chimney'))).not.toContain(profile('steam engine'));
  });

  it('are none of the ways in which the text says that the right one is done', () => {
    const asked = { own: profile('condensation'), right: 'condensation', body: 'The change of a gas into a fluid by the loss of its warmth', sentence: '', gap: false, seed: 1, article: undefined };
    expect(alsoRight(profile('corrosion'), asked, analysis)).toBe(true);
    expect(alsoRight(profile('flywheel'), asked, analysis)).toBe(false);
  });

  it('are not called by what the right one is', () => {
    expect(related(profile('safety valve'), profile('valvular leakage'))).toBe(true);
    expect(related(profile('safety valve'), profile('boiler'))).toBe(false);
    const leak = { ...profile('valvular leakage'), kind: 'disorder' as const };
    expect(related({ ...profile('corrosion'), meaning: new Set(['valve', 'rust']) }, leak)).toBe(true);
    expect(related(profile('corrosion'), leak)).toBe(false);
  });

  it('are not what one of their own definitions says that is asked, whatever else is said of them', () => {
    const other = profile('evaporation');
    const [definition] = other.definitions;
    if (!definition) throw new Error('no definition');
    const two = (answer: string) => ({ ...other, definitions: [{ ...definition, answer: 'the slow loss of a fluid from an open vat at noon in summer' }, { ...definition, answer }] });
    const asked = { own: profile('chimney'), right: 'chimney', body: 'The change of brine into vapour that leaves crystals of salt', sentence: '', gap: false, seed: 1, article: undefined };
    expect(alsoRight(two('the change of brine into vapour'), asked, analysis)).toBe(true);
    expect(alsoRight(two('the cooling of a warm room'), asked, analysis)).toBe(false);
  });

  it('are not explained under a heading that names the right one', () => {
    const asked = { own: profile('chimney'), right: 'chimney', body: 'The change of brine into vapour that leaves crystals of salt', sentence: '', gap: false, seed: 1, article: undefined };
    expect(alsoRight(profile('flywheel'), asked, analysis)).toBe(false);
    const titles = analysis.sections.titles.map((title, at) => (at === profile('flywheel').passage ? 'The chimneys' : title)).map((title) => title?.replace(/^The /, ''));
    expect(alsoRight(profile('flywheel'), asked, { ...analysis, sections: { ...analysis.sections, titles } })).toBe(true);
  });

  it('are in few questions of a document, or their number would tell that they are wrong', () => {
    const pool = [profile('piston'), profile('chimney')];
    expect(unworn(pool, new Map([['piston', 3]]))).toEqual(pool);
    expect(unworn(pool, new Map([['piston', 4]]))).toEqual([profile('chimney')]);
  });

  it('are no word that names a whole class of terms', () => {
    const asked = { own: profile('chimney'), right: 'chimney', body: 'The change of brine into vapour that leaves crystals of salt', sentence: '', gap: false, seed: 1, article: undefined };
    const kin = ['steam', 'water', 'hand'].map((word) => ({ ...profile('safety valve'), head: 'flywheel', words: 2, term: { ...profile('safety valve').term, key: `${word} flywheel` } }));
    const told = (pool: readonly Profile[]) => distractorsFor({ ...asked, own: { ...asked.own, kind: 'structure' } }, pool.map((one) => (one.term.key === 'flywheel' ? { ...one, kind: 'structure' as const } : one)), analysis, 20).map(({ term }) => term.key);
    expect(told(profilesOf(analysis))).toContain('flywheel');
    expect(told([...profilesOf(analysis), ...kin])).not.toContain('flywheel');
  });

  it('are of the kind of the right one, as far as the text tells', () => {
    expect(profile('thoma savery').kind).toBe('person');
    expect(profile('corrosion').kind).toBe('disorder');
    expect(sameKind(profile('condensation'), profile('evaporation'))).toBe(true);
    expect(sameKind(profile('condensation'), profile('boiler'))).toBe(false);
    expect(sameKind(profile('chimney'), profile('flywheel'))).toBe(true);
    expect(sameKind({ ...profile('chimney'), kind: undefined }, profile('thoma savery'))).toBe(false);
  });

  it('are told by the text to be of one kind with the right one, by their class, their last word or what it says that they are', () => {
    expect(kindred(profile('condensation'), profile('evaporation'))).toBe(true);
    expect(kindred({ ...profile('chimney'), kind: undefined, kinds: new Set(['tall pipe']), context: new Map() }, { ...profile('flywheel'), kind: undefined, kinds: new Set(['heavy wheel']), context: new Map() })).toBe(false);
    expect(kindred({ ...profile('chimney'), kind: undefined, kinds: new Set(['tall pipe']) }, { ...profile('flywheel'), kind: undefined, kinds: new Set(['bent pipe']) })).toBe(true);
  });

  it('are told of in no rare word that stands beside a gap', () => {
    const asked = { own: profile('boiler'), right: 'boiler', gap: true, seed: 1, article: undefined };
    const body = 'Engineers keep hard lime out of the _____ with a filter of sand.';
    expect(alsoRight(profile('scale'), { ...asked, body, sentence: body }, analysis)).toBe(true);
    expect(alsoRight(profile('flywheel'), { ...asked, body, sentence: body }, analysis)).toBe(false);
  });
});

describe('what is asked', () => {
  it.each(['_____ as a tool is extremely effective.', '_____ is needed because no machine runs by itself.', '_____ are plentiful, giving heat.', 'The effects of _____ are worth mentioning.', 'The steam passes many parts, including the _____.', 'Die _____ ist besonders wichtig.'])('does not only praise: %s', (body) => {
    expect(isVague(body)).toBe(true);
  });
  it.each(['_____ is essential for the heat of a boiler.', 'The _____ turns a common wheel.'])('says something: %s', (body) => {
    expect(isVague(body)).toBe(false);
  });

  it('tells a thing from others of its kind', () => {
    const described = (term: string, answer: string) => {
      const own = profile(term);
      const [card] = planCards(source, analysis).filter((one) => one.term?.key === term && one.definition);
      if (!card?.definition) throw new Error(`no card of ${term}`);
      return descriptionOf({ ...card, definition: { ...card.definition, answer } }, own, analysis);
    };
    expect(described('chimney', 'a tall pipe of brick that carries smoke away')).toBe('A tall pipe of brick that carries smoke away');
    expect(described('chimney', 'a tall pipe, or a flue')).toBeUndefined();
    expect(described('chimney', 'a tall pipe of brick that may also carry steam from the engine')).toBeUndefined();
    expect(described('chimney', 'involved in the loss of heat from the engine')).toBeUndefined();
    expect(described('chimney', 'an appealing subject to many engineers')).toBeUndefined();
  });
});

it('adjectives are no terms to choose', () => {
  const sentences = ['The anterior wall is thin.', 'The anterior lobe is thick.', 'An interval is a span of time.'].map((one, index) => ({ index, passage: 0, page: 1, start: 0, end: one.length, raw: one, text: one, tokens: analysis.language.tokens(one), prose: true, opening: false }));
  expect(isAdjective({ key: 'left anterior' }, sentences)).toBe(true);
  expect(isAdjective({ key: 'fixed interval' }, sentences)).toBe(false);
});
