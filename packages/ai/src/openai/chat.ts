import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionContentPart, ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { Api, ModelRequest } from './api.ts';
import type { Dialect } from './dialect.ts';
import { repairWords, rulesOf } from './words.ts';

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))]).nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().min(0),
      completion_tokens: z.number().int().min(0).default(0),
      prompt_tokens_details: z.object({ cached_tokens: z.number().int().min(0).nullish() }).nullish(),
    })
    .nullish(),
});

/** Chat Completions: what all compatible servers have. */
export function createChat(client: OpenAI, model: string): Api {
  return {
    send: async (request, dialect, signal) => client.chat.completions.create(bodyOf(model, request, dialect), { signal }),
    read(raw) {
      const { choices, usage } = completion.parse(raw);
      const [choice] = choices;
      const { content, refusal } = choice?.message ?? {};
      const finish = choice?.finish_reason;
      return {
        text: typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join(''),
        cut: finish === 'length',
        refused: Boolean(refusal) || finish === 'content_filter',
        tokens: usage ? { input: usage.prompt_tokens, cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0, output: usage.completion_tokens } : null,
      };
    },
  };
}

function bodyOf(model: string, request: ModelRequest, dialect: Dialect): ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages: [...opening(request, dialect), ...repair(request)],
    [dialect.limit]: request.outputTokens,
    // Little freedom: quotes have to be copied, not told again.
    ...(dialect.temperature ? { temperature: 0.2 } : {}),
    ...(request.schema && dialect.format === 'schema' ? { response_format: zodResponseFormat(request.schema, 'answer') } : {}),
    ...(request.schema && dialect.format === 'json' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

function opening(request: ModelRequest, dialect: Dialect): ChatCompletionMessageParam[] {
  const rules = rulesOf(request, dialect);
  if (!dialect.system) return [{ role: 'user', content: shown(`${rules}\n\n${request.user}`, request.picture) }];
  return [
    { role: 'system', content: rules },
    { role: 'user', content: shown(request.user, request.picture) },
  ];
}

function shown(text: string, picture: string | undefined): string | ChatCompletionContentPart[] {
  if (picture === undefined) return text;
  return [
    { type: 'image_url', image_url: { url: picture, detail: 'high' } },
    { type: 'text', text },
  ];
}

function repair({ rejected }: ModelRequest): ChatCompletionMessageParam[] {
  if (rejected === undefined) return [];
  const { answered, again } = repairWords(rejected);
  return [
    { role: 'assistant', content: answered },
    { role: 'user', content: again },
  ];
}
