import { beforeAll, describe, expect, it } from 'vitest';
import { isClause } from './clausal.ts';
import { loadLanguage, type Language } from './language.ts';

let english: Language;
beforeAll(async () => {
  english = await loadLanguage('en', '');
});

describe('what is to say what a thing is', () => {
  it.each([
    'The price of bread moves back toward the average of the year',
    'The toll is based on the weight of a ship',
    'You are raising the price of bread',
    'Steam can be ordered from a boiler',
    'Salt crystals form a hard crust on the pan',
  ])('is a sentence of its own: %s', (text) => {
    expect(isClause(english.tokens(text))).toBe(true);
  });

  it.each([
    'The motion of a price that moves back toward the average',
    'The leading cause of war in the age of sail',
    'The set of tools used to raise, hold and lower a sail',
    'Goods we have paid for and do not own',
    'Listening to a trader’s heart when it beats',
    'A hardening of iron caused by sudden cooling',
  ])('names a thing: %s', (text) => {
    expect(isClause(english.tokens(text))).toBe(false);
  });
});
