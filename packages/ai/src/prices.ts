/** US dollars per million tokens. */
interface Price {
  input: number;
  /** Input that the endpoint had read before and kept. */
  cachedInput: number;
  output: number;
}

/** The day on which the prices below were last compared with the published list. */
export const pricesAsOf = '2026-10-27';

/**
 * List prices of OpenAI's API, standard tier, short context (https://developers.openai.com/api/docs/pricing).
 * What is not here costs something that only its operator knows: nothing, on one's own machine.
 */
const prices: ReadonlyMap<string, Price> = new Map([
  ['gpt-6.1-sol', { input: 2, cachedInput: 0.1, output: 10 }],
  ['gpt-6.1-terra', { input: 1, cachedInput: 0.05, output: 5 }],
  ['gpt-6-astra', { input: 10, cachedInput: 1, output: 50 }],
  ['gpt-6-sol', { input: 2, cachedInput: 0.2, output: 10 }],
  ['gpt-6-luna', { input: 0.1, cachedInput: 0.01, output: 0.5 }],
  ['gpt-5.6-sol', { input: 4, cachedInput: 0.4, output: 20 }],
  ['gpt-5.6-terra', { input: 2, cachedInput: 0.2, output: 12 }],
  ['gpt-5.6-luna', { input: 0.2, cachedInput: 0.02, output: 1.2 }],
  ['gpt-5.5', { input: 5, cachedInput: 0.5, output: 30 }],
  ['gpt-5.4', { input: 2.5, cachedInput: 0.25, output: 15 }],
  ['gpt-5.4-mini', { input: 0.75, cachedInput: 0.075, output: 4.5 }],
  ['gpt-5.4-nano', { input: 0.2, cachedInput: 0.02, output: 1.25 }],
  ['gpt-5.2', { input: 1.75, cachedInput: 0.175, output: 14 }],
  ['gpt-5.1', { input: 1.25, cachedInput: 0.125, output: 10 }],
  ['gpt-5', { input: 1.25, cachedInput: 0.125, output: 10 }],
  ['gpt-5-mini', { input: 0.25, cachedInput: 0.025, output: 2 }],
  ['gpt-5-nano', { input: 0.05, cachedInput: 0.005, output: 0.4 }],
  ['gpt-4.1', { input: 2, cachedInput: 0.5, output: 8 }],
  ['gpt-4.1-mini', { input: 0.4, cachedInput: 0.1, output: 1.6 }],
  ['gpt-4.1-nano', { input: 0.1, cachedInput: 0.025, output: 0.4 }],
  ['gpt-4o', { input: 2.5, cachedInput: 1.25, output: 10 }],
  ['gpt-4o-mini', { input: 0.15, cachedInput: 0.075, output: 0.6 }],
  ['text-embedding-3-small', { input: 0.02, cachedInput: 0.02, output: 0 }],
  ['text-embedding-3-large', { input: 0.13, cachedInput: 0.13, output: 0 }],
]);

export interface Tokens {
  /** All of them, those read from the endpoint's cache too. */
  input: number;
  /** How many of `input` came from the endpoint's cache. */
  cachedInput: number;
  output: number;
}

/**
 * What a request cost, in whole millionths of a US dollar, rounded up; null for a model without a known price. A dated
 * name (`gpt-4o-mini-2024-07-18`) costs what its undated one costs.
 */
export function costMicros(model: string, tokens: Tokens): number | null {
  const price = prices.get(model) ?? prices.get(model.replace(/-\d{4}-\d{2}-\d{2}$/, ''));
  if (!price) return null;
  const cached = Math.min(tokens.cachedInput, tokens.input);
  // Dollars per million tokens are millionths of a dollar per token.
  const exact = (tokens.input - cached) * price.input + cached * price.cachedInput + tokens.output * price.output;
  return Math.ceil(Number(exact.toFixed(6)));
}
