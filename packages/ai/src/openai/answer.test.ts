import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './answer.ts';

const schema = z.object({
  cards: z.array(z.object({ front: z.string(), tags: z.array(z.string()) })),
  questions: z.array(z.object({ stem: z.string() })),
});
const one = z.object({ topics: z.array(z.object({ title: z.string() })) });

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const answer = fc.record({
  cards: fc.array(fc.record({ front: text, tags: fc.array(text, { maxLength: 3 }) }), { maxLength: 4 }),
  questions: fc.array(fc.record({ stem: text }), { maxLength: 4 }),
});

describe('readAnswer', () => {
  it('reads what was written, plain or in a code block between sentences', () => {
    fc.assert(
      fc.property(answer, fc.boolean(), (written, dressed) => {
        const json = JSON.stringify(written, null, 1);
        expect(readAnswer(schema, dressed ? `Here you are:\n\`\`\`json\n${json}\n\`\`\`\nGood luck!` : json)).toEqual({ lists: written, cut: false });
      }),
    );
  });

  it('keeps exactly the whole items of an answer that breaks off anywhere', () => {
    fc.assert(
      fc.property(answer, fc.nat(), (written, at) => {
        const json = JSON.stringify(written);
        const read = readAnswer(schema, json.slice(0, 1 + (at % (json.length - 1))));
        expect(read?.cut).toBe(true);
        const cards = read?.lists['cards'] ?? [];
        const questions = read?.lists['questions'] ?? [];
        expect(cards).toEqual(written.cards.slice(0, cards.length));
        expect(questions).toEqual(written.questions.slice(0, questions.length));
        if (questions.length > 0) expect(cards).toEqual(written.cards);
      }),
    );
  });

  it('keeps all items but the one that breaks off', () => {
    const read = readAnswer(schema, '{"cards":[{"front":"a","tags":[]},{"front":"b","tags":["x"]},{"front":"c","ta');
    expect(read).toEqual({ lists: { cards: [{ front: 'a', tags: [] }, { front: 'b', tags: ['x'] }], questions: [] }, cut: true });
  });

  it.each([
    ['a comma too many', '{"topics":[{"title":"Cells"},]}'],
    ['single quotes', "{'topics':[{'title':'Cells'}]}"],
    ['a bare list', '[{"title":"Cells"}]'],
    ['thoughts before it', '<think>The user wants {topics}…</think>\n{"topics":[{"title":"Cells"}]}'],
  ])('forgives %s', (_, content) => {
    expect(readAnswer(one, content)?.lists).toEqual({ topics: [{ title: 'Cells' }] });
  });

  it.each([
    ['a sentence', 'I am sorry, I cannot help with that.'],
    ['nothing', ''],
    ['another object', '{"answer":42}'],
    ['items of another form', '{"topics":[{"name":"Cells"},"Tissue"]}'],
    ['thoughts without an end', '<think>{"topics":[{"title":"Cells"}]}'],
  ])('reads nothing out of %s', (_, content) => {
    expect(readAnswer(one, content)).toBeNull();
  });
});
