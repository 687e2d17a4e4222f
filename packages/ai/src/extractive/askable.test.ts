import type { SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { isAskable, isOneQuestion } from './askable.ts';
import type { Definition } from './definition.ts';
import type { Term } from './terms.ts';

const text = `A breakwater is a wall of stone that shelters ships from the waves. Pilots know each breakwater of the coast. The valve of a pump closes at night. A valve is made of brass. One valve leaks. Another valve of the pump drips.
The breakwater is built of granite. A breakwater shelters fishing boats. A sluice gate lets water out of a dry dock. A sluice gate is shut at high tide. A fog horn warns ships of rocks. A fog horn also keeps the birds away. In scurvy, the gums bleed last, as described above. In addition, a capstan lifts the anchor. The hold also contains ballast. The hold of a ship contains its cargo. For all other boats, the keel is a single plank.`;

async function analysis() {
  const source: SourceDocument = { title: 'Harbours', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };
  return analyse(source);
}

const said = (term: string, answer: string, more: Partial<Definition> = {}): Definition => ({ key: term.toLowerCase(), term, article: '', relation: 'is', asked: '', answer, sentences: [0], strength: 0.9, aliases: [], ...more });
const term = (name: string, sentences: number[] = []): Term => ({ key: name.toLowerCase(), text: name, words: name.toLowerCase().split(' '), mentions: sentences.map((sentence) => ({ key: name, text: name, sentence, start: 0, end: 1, whole: true, head: true })), name: false, aliases: [], score: 1 });

describe('what is asked of a term', () => {
  it.each([
    ['who somebody is', said('Grace Hopper', 'a computer scientist who wrote the first compiler')],
    ['what it is like', said('Pilotage', 'an appealing profession for sailors')],
    ['what people think of it', said('Pilots', 'the first sailors whom most people think of')],
    ['an event that was told of', said('evening event', 'the return of the fleet', { article: 'the', strength: 0.42 })],
    ['what an office states', said('Office of Harbours', 'a third of all ships leak', { relation: 'states', asked: 'state' })],
    ['beyond what it goes', said('pilotage', 'the needs of a ship', { relation: 'states', asked: 'extend beyond' })],
    ['where it is used', said('pilotage', 'ports and rivers', { relation: 'linked', asked: 'used in' })],
    ['what it makes larger', said('pilotage', 'the season of all ports', { relation: 'states', asked: 'extend' })],
    ['which panel', said('left panel', 'the chart of the harbour', { relation: 'states', asked: 'contain' })],
    ['where else it is', said('sluice gate', 'in other parts of the harbour', { relation: 'located' })],
    ['how well it does', said('sluice gate', 'respond best when oiled', { relation: 'does' })],
    ['what it does besides', said('fog horn', 'keeps the birds away', { relation: 'does', sentences: [11] })],
    ['what was added to what it does', said('capstan', 'lifts the anchor', { relation: 'does', sentences: [13] })],
    ['what it helps with', said('fog horn', 'helps to maintain order', { relation: 'does', sentences: [10] })],
    ['what it contains besides', said('hold', 'ballast', { relation: 'states', asked: 'contain', sentences: [14] })],
    ['what it is for all but some', said('keel', 'a single plank', { article: 'the', sentences: [16] })],
    ['what it is a share of', said('fog horn', 'constitutes the bulk of all signals', { relation: 'does', sentences: [10] })],
    ['where a word is from', said('fog horn', 'a word of the coast', { relation: 'linked', asked: 'derived from' })],
    ['what happens besides what was described', said('scurvy', 'the gums bleed last', { relation: 'in', sentences: [12] })],
    ['what happens in a field of study', said('oceanography', 'ships measure the depth of the sea', { relation: 'in' })],
  ])('leaves open %s', async (_, definition) => {
    expect(isAskable(term(definition.term), definition, await analysis())).toBe(false);
  });

  it.each([
    said('Great Circle', 'a circle on a sphere whose centre is that of the sphere'),
    said('Plimsoll rule', 'no ship may be loaded above its line', { relation: 'states', asked: 'state' }),
    said('model of tides by Newton', 'water follows the moon', { relation: 'states', asked: 'state' }),
    said('dry dock', 'behind a sluice gate', { relation: 'located' }),
    said('fog horn', 'warns ships of rocks', { relation: 'does', sentences: [10] }),
    said('hold', 'its cargo', { relation: 'states', asked: 'contain', sentences: [15] }),
    said('scurvy', 'sailors lose their teeth', { relation: 'in' }),
  ])('has one answer: $term', async (definition) => {
    expect(isAskable(term(definition.term), definition, await analysis())).toBe(true);
  });

  it('is one question only where not much is told of it', async () => {
    const known = await analysis();
    const does = said('sluice gate', 'lets water out of a dry dock at low tide in any weather', { relation: 'does' });
    expect(isOneQuestion(term('sluice gate', [8, 9]), does, known)).toBe(true);
    expect(isOneQuestion(term('sluice gate', Array.from({ length: 12 }, (_, i) => i)), does, known)).toBe(false);
    expect(isOneQuestion(term('sluice gate', Array.from({ length: 12 }, (_, i) => i)), { ...does, answer: 'serves as the door of a dry dock and of a canal' }, known)).toBe(true);
  });

  it('is not what a thing does where the text tells of more than one thing that it does', async () => {
    const known = await analysis();
    expect(isOneQuestion(term('fog horn'), said('fog horn', 'warns ships of rocks', { relation: 'does' }), { ...known, definitions: new Map() })).toBe(true);
    const both = new Map([['fog horn', [said('fog horn', 'warns ships of rocks', { relation: 'does' }), said('fog horn', 'the noise of the bay', { relation: 'linked', asked: 'responsible for' })]]]);
    expect(isOneQuestion(term('fog horn'), said('fog horn', 'warns ships of rocks', { relation: 'does' }), { ...known, definitions: both })).toBe(false);
  });

  it('is no question of a word that is no term of the text, nor one that goes on from it', async () => {
    const known = await analysis();
    expect(isOneQuestion(term('leaflets'), said('leaflets', 'brass and thin leather', { relation: 'composed' }), known)).toBe(false);
    expect(isOneQuestion(term('breakwater'), said('breakwater', 'shelters the valve', { relation: 'does' }), known)).toBe(false);
    expect(isOneQuestion(term('breakwater'), said('breakwater', 'shelters ships', { relation: 'does' }), known)).toBe(true);
  });
});
