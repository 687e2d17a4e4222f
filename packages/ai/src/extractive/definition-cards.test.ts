import type { SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { objection, planDefinitions } from './definition-cards.ts';
import type { Definition } from './definition.ts';
import type { Term } from './terms.ts';

const text = `The mast step, or the mast shoe, is a block of oak that carries the mast of a ship. Imagine a yard with an old capstan. The capstan refers to a winch that lifts the anchor of a ship by turning.
The fore sail is located on the bow of the long ship. The mizzen sail is located on the stern of the long ship. A capstan is turned by sailors. Shipwrights build the mast step of oak. The mast step is seldom seen. The wheel of the yard is old.`;

function source(): SourceDocument {
  return { title: 'Ships', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };
}

const said = (term: string, answer: string, more: Partial<Definition> = {}): Definition => ({ key: term.toLowerCase(), term, article: '', relation: 'is', asked: '', answer, sentences: [0], strength: 0.9, aliases: [], ...more });
const term = (name: string): Term => ({ key: name.toLowerCase(), text: name, words: name.toLowerCase().split(' '), mentions: [], name: false, aliases: [], score: 1 });

describe('cards of definitions', () => {
  const fronts = async () => {
    const document = source();
    return planDefinitions(document, await analyse(document)).map(({ front }) => front);
  };

  it('tell the other name of a term beside it', async () => {
    expect(await fronts()).toContain('What is the mast step (also called the mast shoe)?');
  });

  it('ask what the subject’s own thing is, also where an example has begun', async () => {
    expect((await fronts()).some((front) => /^What is (?:a|the) capstan\?$/u.test(front))).toBe(true);
  });

  it('ask of two things whose answers differ in one word of few', async () => {
    const found = await fronts();
    expect(found.filter((front) => /^Where is (?:a|the) (?:fore|mizzen) sail located\?$/u.test(front))).toHaveLength(2);
  });

  it.each([
    ['of what kind it is, and nothing more', said('capstan', 'a type of winch')],
    ['the term again', said('mast step', 'the step of a mast')],
    ['points to what is not there', said('mast step', 'a block that carries this mast')],
    ['a part, and not of what', said('upper part', 'a block of oak that carries a mast')],
    ['cut wrong', said('mast step', ', which carries the mast')],
    [undefined, said('mast step', 'a block of oak below the deck that carries a load')],
  ])('are turned down: %s', async (why, definition) => {
    const analysis = await analyse(source());
    const [sentence] = analysis.sentences;
    expect(sentence && objection(term(definition.term), definition, sentence, analysis)).toBe(why);
  });
});
