import { expect, it } from 'vitest';
import { dollars } from './dollars.ts';

it('says amounts in dollars, and never that something that cost was free', () => {
  expect([0, 1, 9_999, 10_000, 1_254_999, 200_000_000].map(dollars)).toEqual(['$0.00', 'under $0.01', 'under $0.01', '$0.01', '$1.25', '$200.00']);
});
