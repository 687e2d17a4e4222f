import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../platform/random.ts';
import { contentTexts, questionFault, type QuestionContent } from '../study/question.ts';
import { askOf, fitsAsk, rightAnswer, shownOrder, type QuestionAnswer } from './answer.ts';
import { gradeAnswer, shuffled } from './grade.ts';
import { isAccepted } from './similar.ts';

const option = (text: string, correct: boolean) => ({ text, correct });
const single: QuestionContent = { kind: 'single', options: [option('right', true), option('a', false), option('b', false), option('c', false)] };
const multiple: QuestionContent = { kind: 'multiple', options: [option('one', true), option('two', true), option('x', false), option('y', false)] };
const ordering: QuestionContent = { kind: 'ordering', items: ['first', 'second', 'third', 'fourth'] };
const matching: QuestionContent = { kind: 'matching', pairs: ['a', 'b', 'c', 'd'].map((left) => ({ left, right: `is ${left}` })) };
const short: QuestionContent = { kind: 'shortAnswer', rubric: [{ point: 'Water moves', keywords: ['water', 'moves'] }, { point: 'through a membrane', keywords: ['membrane', 'semipermeable'] }] };

const score = (content: QuestionContent, order: number[], answer: QuestionAnswer | null) => gradeAnswer(content, order, answer).score;

const word = fc.stringMatching(/^[a-z]{3,9}$/);
const words = (minLength: number, maxLength: number) => fc.uniqueArray(word, { minLength, maxLength });
const anyContent: fc.Arbitrary<QuestionContent> = fc.oneof(
  words(2, 6).map((texts): QuestionContent => ({ kind: 'single', options: texts.map((text, index) => option(text, index === 0)) })),
  words(3, 6).map((texts): QuestionContent => ({ kind: 'multiple', options: texts.map((text, index) => option(text, index < 2)) })),
  fc.boolean().map((answer): QuestionContent => ({ kind: 'trueFalse', answer, correction: answer ? null : 'It is not.' })),
  words(1, 3).map((accepted): QuestionContent => ({ kind: 'fillIn', accepted, rejected: [] })),
  words(2, 8).map((keywords): QuestionContent => ({ kind: 'shortAnswer', rubric: keywords.map((keyword) => ({ point: keyword, keywords: [keyword] })) })),
  words(2, 8).map((texts): QuestionContent => ({ kind: 'matching', pairs: texts.map((text) => ({ left: text, right: `${text} right` })) })),
  words(3, 8).map((items): QuestionContent => ({ kind: 'ordering', items })),
);

describe('a question', () => {
  it('of any kind gives 1 for the right answer, 0 for none, and nothing outside of both', () => {
    fc.assert(
      fc.property(anyContent, anyContent, fc.string(), (content, other, seed) => {
        const order = shownOrder(content, seededRandom(seed));
        const answer = rightAnswer(content, order);
        expect(fitsAsk(answer, askOf(content, order))).toBe(true);
        expect(score(content, order, answer)).toBe(1);
        expect(score(content, order, null)).toBe(0);
        const strange = score(content, order, rightAnswer(other, shownOrder(other, seededRandom(seed))));
        expect(strange).toBeGreaterThanOrEqual(0);
        expect(strange).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('shows nothing of what is right before it is answered', () => {
    fc.assert(
      fc.property(anyContent, fc.string(), (content, seed) => {
        const order = shownOrder(content, seededRandom(seed));
        const shown = askOf(content, order);
        expect(JSON.stringify(shown)).not.toMatch(/correct|accepted|keywords|correction|"answer"/);
        if (shown.kind === 'ordering') expect(shown.items).not.toEqual(contentTexts(content));
      }),
    );
  });

  it('counts the chosen place by the option that stands there', () => {
    expect(score(single, [2, 0, 1, 3], { kind: 'single', chosen: 1 })).toBe(1);
    expect(score(single, [2, 0, 1, 3], { kind: 'single', chosen: 0 })).toBe(0);
  });

  it.each<[number[], number]>([[[0, 1], 1], [[0], 0.5], [[0, 2], 0], [[0, 1, 2], 0.5], [[0, 1, 2, 3], 0], [[2, 3], 0]])('gives for options %j of which the first two are right %d', (chosen, points) => {
    expect(score(multiple, [0, 1, 2, 3], { kind: 'multiple', chosen })).toBe(points);
  });

  it.each<[number[], number]>([[[0, 1, 2, 3], 1], [[1, 0, 2, 3], 4 / 6], [[0, 1, 3, 2], 4 / 6], [[1, 2, 3, 0], 0], [[3, 2, 1, 0], 0], [[0, 2, 1, 3], 4 / 6], [[0, 3, 1, 2], 2 / 6]])('gives for the order %j %d', (order, points) => {
    expect(score(ordering, [0, 1, 2, 3], { kind: 'ordering', order })).toBeCloseTo(points, 10);
  });

  it('gives a share for each right pair', () => {
    expect(score(matching, [3, 2, 1, 0], { kind: 'matching', pairs: [3, 2, 0, 1] })).toBe(0.5);
    expect(score(matching, [3, 2, 1, 0], { kind: 'matching', pairs: [3, null, null, null] })).toBe(0.25);
  });

  it('finds the points of a short answer by their words, in any form', () => {
    expect(gradeAnswer(short, [], { kind: 'shortAnswer', text: 'The movement of water' })).toEqual({ score: 0.5, met: [true, false] });
    expect(gradeAnswer(short, [], { kind: 'shortAnswer', text: 'Moving waters cross semi-permeable membranes' })).toEqual({ score: 1, met: [true, true] });
    expect(gradeAnswer(short, [], { kind: 'shortAnswer', text: 'No idea' })).toEqual({ score: 0, met: [false, false] });
  });
});

describe('a typed answer', () => {
  it.each([
    ['Membrane', 'membrane'],
    ['the membrane', 'membrane'],
    ['die Zellmembran', 'Zellmembran'],
    ['Königin', 'Koenigin'],
    ['Äquator', 'Aquator'],
    ['Straße', 'Strasse'],
    ['role-play', 'role play'],
    ['membranes', 'membrane'],
    ['mitochondira', 'mitochondria'],
    ['hipocampus', 'hippocampus'],
    ['1,5', '1.5'],
    ['45 %', '45%'],
  ])('“%s” is taken for “%s”', (typed, right) => {
    expect(isAccepted(typed, [right])).toBe(true);
    expect(isAccepted(right, [typed])).toBe(true);
  });

  it.each([
    ['efferent', 'afferent'],
    ['hypertonic', 'hypotonic'],
    ['intracellular', 'intercellular'],
    ['1849', '1848'],
    ['1.5', '15'],
    ['cat', 'rat'],
    ['form', 'from'],
    ['', 'membrane'],
    ['the', 'membrane'],
    ['mitosis', 'meiosis'],
  ])('“%s” is not taken for “%s”', (typed, right) => {
    expect(isAccepted(typed, [right])).toBe(false);
  });

  it('is another thing where it is known to be one, however near', () => {
    expect(isAccepted('glucagen', ['glucagon'])).toBe(true);
    expect(isAccepted('glycogen', ['glucagon'], ['glycogen'])).toBe(false);
  });
});

describe('a draft', () => {
  it.each<[string, QuestionContent & { stem: string }]>([
    ['two right options of a single choice', { kind: 'single', stem: 'Which?', options: [option('a', true), option('b', true)] }],
    ['one right option of several', { kind: 'multiple', stem: 'Which?', options: [option('a', true), option('b', false), option('c', false)] }],
    ['only right options', { kind: 'multiple', stem: 'Which?', options: [option('a', true), option('b', true)] }],
    ['the same option twice', { kind: 'single', stem: 'Which?', options: [option('a', true), option('A ', false)] }],
    ['a false statement without its correction', { kind: 'trueFalse', stem: 'So.', answer: false, correction: null }],
    ['no gap', { kind: 'fillIn', stem: 'So.', accepted: ['a'], rejected: [] }],
    ['two pairs with one right side', { kind: 'matching', stem: 'Match.', pairs: [{ left: 'a', right: 'x' }, { left: 'b', right: 'x' }] }],
    ['the same item twice', { kind: 'ordering', stem: 'Order.', items: ['a', 'b', 'a'] }],
    ['no words', { kind: 'shortAnswer', stem: ' ', rubric: [{ point: 'a', keywords: ['a'] }] }],
    ['too many words', { kind: 'trueFalse', stem: 'a'.repeat(101), answer: true, correction: null }],
  ])('with %s cannot be asked', (_, question) => {
    expect(questionFault(question, 100)).not.toBeNull();
  });
});

describe('the order in which things are shown', () => {
  it('is a permutation that depends on the seed alone', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.string(), (n, seed) => {
        const order = shuffled(n, seededRandom(seed));
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
        expect(shuffled(n, seededRandom(seed))).toEqual(order);
      }),
    );
  });

  it('puts the right option everywhere about equally often', () => {
    const places = [0, 0, 0, 0];
    for (let index = 0; index < 4_000; index += 1) {
      const place = shuffled(4, seededRandom(`attempt ${index}`)).indexOf(0);
      places[place] = (places[place] ?? 0) + 1;
    }
    const chiSquare = places.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99.9 % of fair draws with 3 degrees of freedom stay below this.
    expect(chiSquare).toBeLessThan(16.27);
  });
});
