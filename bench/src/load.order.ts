import { z } from 'zod';
import { scenarios } from './capture.ts';

export const order = z.object({
  url: z.string(),
  target: z.enum(['api', 'bare']),
  scenario: z.enum(scenarios),
  connections: z.number(),
  seconds: z.number(),
  /** Access tokens by student; for the API alone. */
  tokens: z.array(z.string()),
  /** Which of all cards may be rated, each once. */
  cards: z.object({ from: z.number(), count: z.number() }),
});
export type Order = z.infer<typeof order>;

export const outcome = z.object({ requests: z.number(), perSecond: z.number(), p50: z.number(), p99: z.number(), failed: z.number() });
export type Outcome = z.infer<typeof outcome>;
