import type { SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { isDetermined } from './gap.ts';

const harbour = `A breakwater is a wall of stone that shelters ships from the waves. A sluice gate lets the water of a dry dock out. Pilots steer ships past the breakwater at night.
A dry dock is a basin in which shipwrights repair the hull of a ship. A sloop is a sailing ship with one mast. A schooner is a sailing ship with two masts. The breakwater is built of granite. Shipwrights work in the dry dock.`;

/** Whether the words in brackets can be told from the others of the sentence. */
async function determined(marked: string, explained = false) {
  const sentence = marked.replace(/[[\]]/gu, '');
  const text = `${harbour}\n${sentence}`;
  const source: SourceDocument = { title: 'Harbours', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };
  const analysis = await analyse(source);
  const found = analysis.sentences.find((other) => other.text === sentence);
  if (!found) throw new Error(`no sentence “${sentence}”`);
  const [from, to] = [marked.indexOf('['), marked.indexOf(']') - 1];
  const start = found.tokens.findIndex((token) => token.start >= from);
  const end = found.tokens.findLastIndex((token) => token.end <= to) + 1;
  return isDetermined(found, { start, end, front: marked.replace(/\[[^\]]*\]/u, '[…]'), back: sentence.slice(from, to), explained }, analysis);
}

describe('a gap', () => {
  it.each([
    'A [breakwater] shelters schooners that lie behind it from the waves.',
    'In a [dry dock], shipwrights repair the hull of a ship.',
    'Pilots steer a schooner past the [breakwater].',
    'When a dry dock is drained, the [sluice gate] is open.',
    'The [outer wall] of a breakwater is built of granite blocks.',
  ])('has one answer: %s', async (marked) => {
    expect(await determined(marked)).toBe(true);
  });

  it.each([
    ['asks what kind of thing it is', 'A dry dock is a [narrow basin] in which shipwrights repair a hull.'],
    ['asks what kind of thing it is', 'A breakwater is an entirely [fixed structure], a wall that shelters a schooner.'],
    ['has one of a kind', 'The [sloop] is a vessel of the navy.'],
    ['has one of a kind', '[Breakwaters] are stone structures of the coast.'],
    ['has one of many in a row', 'Harbours have breakwaters, sluice gates, [pilots] and shipwrights for all ships.'],
    ['has one of many in a row', 'Fleets include sloops and brigs, as well as [schooners] and barges.'],
    ['tells of a moment', 'The [sluice gate] is open to let water out of the dry dock.'],
    ['tells of a moment', '[Water] is flowing into the dry dock from the harbour.'],
    ['fits anything', '[Breakwaters] occur in two main forms along the coast.'],
    ['fits anything', '[Shipwrights] may be caused by either storms or tides of the dry dock.'],
    ['fits anything', 'The [sluice gate] is like a door, but a very wide one, of a dry dock.'],
    ['fits anything', '[Leaks] are usually detected by shipwrights in the dry dock.'],
    ['says nothing of the subject', 'Time is important for [pilots] to grow.'],
    ['is half of a name', 'The hull of a schooner lies in a narrow [dock] of the shipwrights.'],
    ['is half of a name', 'A sloop lies below the granite blocks of the [inner wall] of a breakwater.'],
    ['stands in brackets', 'A schooner has two masts (a sloop has one [mast]).'],
    ['is the name of a class', '[Ships] include sloops and schooners of any size.'],
    ['is no sentence', 'The [breakwater] after the storm of granite blocks and waves.'],
    ['is any factor', 'The [main factors] influencing pilots are waves, granite and tides.'],
  ])('%s: %s', async (_, marked) => {
    expect(await determined(marked)).toBe(false);
  });

  it('may stand in plain words where they say what it is', async () => {
    expect(await determined('[Pilots] are people with much time.', true)).toBe(true);
    expect(await determined('[Pilots] are people with much time.')).toBe(false);
  });
});
