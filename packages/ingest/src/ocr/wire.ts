/** What passes between a pool and its readers of pictures. */
import { errorCodes, figurePlace, turn } from '@studywright/core';
import type { ErrorCode } from '@studywright/core';
import { z } from 'zod';

const page = { id: z.number().int(), path: z.string(), page: z.number().int().min(1) };

export const request = z.discriminatedUnion('task', [
  z.object({ task: z.literal('recognize'), ...page, languages: z.array(z.string()), language: z.string().optional() }),
  z.object({ task: z.literal('render'), ...page, width: z.number(), turn }),
  z.object({ task: z.literal('cut'), ...page, width: z.number(), place: figurePlace }),
]);
export type Request = z.infer<typeof request>;

const code = z.custom<ErrorCode>((value) => typeof value === 'string' && value in errorCodes);

export const answer = z.discriminatedUnion('ok', [
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), code, detail: z.string() }),
]);
export type Answer = z.infer<typeof answer>;
