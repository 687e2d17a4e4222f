import { describe, expect, it } from 'vitest';
import { loadLanguage } from './language.ts';
import { lacksOwner, namesPart, onlyPraises, standalone } from './standalone.ts';

async function shown(text: string, code = 'en') {
  const language = await loadLanguage(code, '');
  return standalone({ index: 0, passage: 0, page: 1, start: 0, end: text.length, raw: text, text, tokens: language.tokens(text), prose: true, opening: true }, code);
}

describe('a sentence away from its page', () => {
  it.each([
    'The social effects of trade on small towns are also worth mentioning.',
    'Traders learn, again, to compare the price of a good with its use.',
    'There also appear to be clear rules for the price of bread.',
    'The market towns then begin to sell the grain from their own fields.',
    'After participants were shown the coins, they were given an unexpected test of value.',
    'When the subjects were asked for a price, most of the answers were far too low.',
    'Contrary to what the minister stated, no trader saw the coin before it was sold.',
    'With the roof and walls removed, all four halls are large enough for a market.',
    'All four gates of the town are clearly visible from the market hall and the old tower.',
    'The old customs house can be seen behind the market hall and the tower.',
    'Treatment depends on the cause but may need a new roof or a wall.',
    'In older towns, symptoms include empty stalls, high prices and the loss of trade.',
    'Market halls, seen in many towns, are also places of justice for traders.',
    'The gate of the old town also has a roof of tiles and a bell.',
    'Left to itself, the condition can lead to the loss of a whole harvest.',
  ])('leans on it: %s', async (text) => {
    expect(await shown(text)).toBeUndefined();
  });

  it.each([
    'After a harvest the price of grain falls in all towns of the country.',
    'When demand rises and supply does not, then the price of a good rises.',
    'A merchant can also lend money to the farmers who grow the grain.',
    'A market that opens once a year is also called a fair by its traders.',
    'When prices rise for years without end, the condition is called inflation by economists.',
  ])('stands by itself: %s', async (text) => {
    expect(await shown(text)).toBe(text);
  });

  it('leans on it in German too', async () => {
    expect(await shown('Auf dem Platz ist der Turm deutlich zu erkennen, der die Stadt schützt.', 'de')).toBeUndefined();
    expect(await shown('Der Turm schützt die Stadt vor dem Hochwasser des Flusses.', 'de')).toBeDefined();
  });

  it('is no card where it only praises', () => {
    expect(onlyPraises('The harvest is essential so the town can feed its people.')).toBe(true);
    expect(onlyPraises('Trading with spices is a very rewarding path for a merchant.')).toBe(true);
    expect(onlyPraises('In order to see how prices rise, it is first necessary to explore the market in detail.')).toBe(true);
    expect(onlyPraises('Rain is essential for the harvest of the town.')).toBe(false);
  });

  it('knows names that say nothing without what they belong to', () => {
    for (const name of ['upper chamber', 'outer surface', 'normal treatment', 'common symptom', 'outermost layer']) expect(lacksOwner(name)).toBe(true);
    for (const name of ['treatment', 'segments', 'Diagnosis', 'level']) expect(namesPart(name)).toBe(true);
    for (const name of ['drug treatment', 'membrane', 'sea level']) expect(namesPart(name)).toBe(false);
    for (const name of ['left ventricle', 'drug treatment', 'ozone layer', 'upper class']) expect(lacksOwner(name)).toBe(false);
  });
});
