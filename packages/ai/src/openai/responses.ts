import type OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { ResponseCreateParamsNonStreaming, ResponseInputItem } from 'openai/resources/responses/responses';
import { z } from 'zod';
import type { Api, ModelRequest } from './api.ts';
import type { Dialect } from './dialect.ts';
import { faulty } from './errors.ts';
import { repairWords, rulesOf } from './words.ts';

const response = z.object({
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  // Thoughts and calls of tools stand here too; what was said is in messages.
  output: z.array(
    z.object({
      type: z.string(),
      content: z.array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() })).nullish(),
    }),
  ),
  usage: z
    .object({
      input_tokens: z.number().int().min(0),
      output_tokens: z.number().int().min(0).default(0),
      input_tokens_details: z.object({ cached_tokens: z.number().int().min(0).nullish() }).nullish(),
    })
    .nullish(),
});

/** The Responses API. Nothing is kept at the operator: each request stands for itself. */
export function createResponses(client: OpenAI, model: string): Api {
  return {
    send: async (request, dialect, signal) => client.responses.create(bodyOf(model, request, dialect), { signal }),
    read(raw) {
      const { status, incomplete_details: incomplete, output, usage } = response.parse(raw);
      if (status === 'failed') throw faulty(new Error('The response says that it failed.'));
      const parts = output.flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []));
      return {
        text: parts.flatMap((part) => (part.type === 'output_text' ? [part.text ?? ''] : [])).join(''),
        cut: incomplete?.reason === 'max_output_tokens',
        refused: parts.some((part) => part.type === 'refusal') || incomplete?.reason === 'content_filter',
        tokens: usage ? { input: usage.input_tokens, cachedInput: usage.input_tokens_details?.cached_tokens ?? 0, output: usage.output_tokens } : null,
      };
    },
  };
}

function bodyOf(model: string, request: ModelRequest, dialect: Dialect): ResponseCreateParamsNonStreaming {
  const rules = rulesOf(request, dialect);
  return {
    model,
    store: false,
    ...(dialect.system ? { instructions: rules } : {}),
    input: [opening(dialect.system ? request.user : `${rules}\n\n${request.user}`, request.picture), ...repair(request)],
    max_output_tokens: request.outputTokens,
    ...(dialect.temperature ? { temperature: 0.2 } : {}),
    ...(request.schema && dialect.format === 'schema' ? { text: { format: zodTextFormat(request.schema, 'answer') } } : {}),
    ...(request.schema && dialect.format === 'json' ? { text: { format: { type: 'json_object' as const } } } : {}),
  };
}

function opening(text: string, picture: string | undefined): ResponseInputItem {
  if (picture === undefined) return { role: 'user', content: text };
  return {
    role: 'user',
    content: [
      { type: 'input_image', image_url: picture, detail: 'high' },
      { type: 'input_text', text },
    ],
  };
}

function repair({ rejected }: ModelRequest): ResponseInputItem[] {
  if (rejected === undefined) return [];
  const { answered, again } = repairWords(rejected);
  return [
    { role: 'assistant', content: answered },
    { role: 'user', content: again },
  ];
}
