import { expect, test } from 'vitest';
import { captionStatement } from './figure.ts';

const stated = (text: string) => {
  const at = captionStatement(text);
  return at === null ? null : text.slice(at);
};

test.each([
  ['Figure 8.2 The three stages of memory', 'The three stages of memory'],
  ['FIGURE 8.2  Encoding involves input.', 'Encoding involves input.'],
  ['Fig. 3. Parts of a cell', 'Parts of a cell'],
  ['Fig. 2a: growth in the first year', 'growth in the first year'],
  ['Abb. 3: Aufbau der Zelle', 'Aufbau der Zelle'],
  ['Abbildung 1.10 – Die Jordankurve', 'Die Jordankurve'],
  ['Figura 4. La membrana celular', 'La membrana celular'],
  ['Рис. 5. Строение клетки', 'Строение клетки'],
  ['図3 細胞のつくり', '細胞のつくり'],
  ['图1-2：细胞的结构', '细胞的结构'],
  ['Figure A.4: “Before” and after', '“Before” and after'],
  ['Figure IV. The court of appeal', 'The court of appeal'],
  ['Figure 8.2', ''],
])('%s states “%s”', (text, statement) => {
  expect(stated(text)).toBe(statement);
});

test.each(['Figure 8.2 shows the three stages of memory.', 'Abbildung 3 zeigt den Aufbau.', 'Figures are drawn to scale.', 'Table 3: Rates of forgetting', 'The figure 3 is prime.', 'Configure 3: no', 'Bildung 2020: ein Überblick'])('%s is no caption', (text) => {
  expect(captionStatement(text)).toBeNull();
});
