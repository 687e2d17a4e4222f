import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AnswerCache, ModelCall } from '../model.ts';
import type { EndpointOptions, ModelRequest } from './api.ts';

const keptAnswer = z.object({ text: z.string(), cut: z.boolean() });
export type KeptAnswer = z.infer<typeof keptAnswer>;

export interface Kept {
  /** Told as usage of no tokens, where there is one. */
  find(request: ModelRequest, call: ModelCall): Promise<KeptAnswer | null>;
  keep(request: ModelRequest, answer: KeptAnswer): Promise<void>;
}

/** Answers by everything that they depend on: the endpoint, the model, the prompt with its version, and the parameters. */
export function keptAnswers({ baseUrl, model, api = 'chat', answers }: Pick<EndpointOptions, 'baseUrl' | 'model' | 'api' | 'answers'>): Kept {
  const keyOf = ({ task, version, system, user, picture, outputTokens }: ModelRequest) => digest(['answer-1', baseUrl, api, model, task, version, system, user, picture ?? null, outputTokens]);
  return {
    async find(request, call) {
      const found = await lookUp(answers, () => keyOf(request));
      if (found) {
        await call.onUsage({ task: request.task, model, promptVersion: request.version, inputTokens: 0, outputTokens: 0, costMicros: 0, durationMs: 0, outcome: 'cached' });
      }
      return found;
    },
    async keep(request, { text, cut }) {
      await answers?.put(keyOf(request), JSON.stringify({ text, cut }));
    },
  };
}

async function lookUp(answers: AnswerCache | undefined, key: () => string): Promise<KeptAnswer | null> {
  const found = await answers?.get(key());
  return found == null ? null : keptAnswer.parse(JSON.parse(found));
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
