import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionContentPart, ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { ModelCall, ModelUsage } from '../model.ts';
import { costMicros, type Tokens } from '../prices.ts';
import type { AnswerSchema } from '../prompts/prompt.ts';
import type { Dialect } from './dialect.ts';
import { notAnEndpoint, reachedEndpoint } from './errors.ts';
import { estimateTokens } from './tokens.ts';

export interface EndpointOptions {
  /** Such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  baseUrl: string;
  /** Empty for a server that asks for none. */
  apiKey: string;
  model: string;
  /** For one try, from sending it until its last byte. */
  timeoutMs?: number;
  /** After the first try: on 408, 409, 429, 5xx, time-out and lost connection, with backoff or as `Retry-After` says. */
  maxRetries?: number;
  /** Requests at once, over all callers. */
  concurrency?: number;
  fetch?: typeof fetch;
}

export interface ChatRequest {
  task: ModelUsage['task'];
  version: string;
  /** The form of the answer; null where it is free text. */
  schema: AnswerSchema | null;
  system: string;
  user: string;
  /** Shown before the user's words, as a data URL. */
  picture?: string;
  /** The answer that was not what was asked for, when this is the second try. */
  rejected?: string;
  outputTokens: number;
}

export interface Reply {
  text: string;
  finish: string;
  refused: boolean;
  /** To be called once: how it ended is known only to who reads the text. */
  tell(outcome: ModelUsage['outcome']): Promise<void>;
}

/** One request in one dialect. What went wrong comes back as `error` as it is, for it may tell how to ask instead. */
export type Chat = (request: ChatRequest, dialect: Dialect, call: ModelCall) => Promise<Reply | { error: unknown }>;

/** Checked, for a compatible server is somebody else's program. */
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

/** The Chat Completions of one endpoint, with time limit and retries by the SDK. */
export function createChat(options: EndpointOptions): Chat {
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey || 'none',
    // Given, so that the SDK does not look for them in the environment.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    // Below the five minutes that Node itself waits for an answer to begin.
    timeout: options.timeoutMs ?? 240_000,
    maxRetries: options.maxRetries ?? 3,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  return async (request, dialect, call) => {
    const started = performance.now();
    const tell = (outcome: ModelUsage['outcome'], tokens: Tokens = { input: 0, cachedInput: 0, output: 0 }) =>
      call.onUsage({
        task: request.task,
        model: options.model,
        promptVersion: request.version,
        inputTokens: tokens.input,
        outputTokens: tokens.output,
        costMicros: costMicros(options.model, tokens),
        durationMs: Math.round(performance.now() - started),
        outcome,
      });
    const body = bodyOf(options.model, request, dialect);
    const { raw, error } = await settle(client.chat.completions.create(body, { signal: call.signal }));
    if (error !== undefined) {
      if (reachedEndpoint(error)) await tell('failed');
      return { error };
    }
    const parsed = completion.safeParse(raw);
    const choice = parsed.data?.choices[0];
    if (!parsed.success || !choice) {
      await tell('failed');
      return { error: notAnEndpoint(parsed.error) };
    }
    const text = contentText(choice.message.content);
    const tokens = tokensOf(parsed.data.usage, request, text);
    const refused = Boolean(choice.message.refusal) || choice.finish_reason === 'content_filter';
    return { text, finish: choice.finish_reason ?? '', refused, tell: (outcome) => tell(outcome, tokens) };
  };
}

async function settle(answer: PromiseLike<unknown>): Promise<{ raw?: unknown; error?: unknown }> {
  try {
    return { raw: await answer };
  } catch (error) {
    return { error: error ?? new Error('The request failed without saying why.') };
  }
}

function bodyOf(model: string, request: ChatRequest, dialect: Dialect): ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages: [...opening(request, dialect), ...(request.rejected === undefined ? [] : repair(request.rejected))],
    [dialect.limit]: request.outputTokens,
    // Little freedom: quotes have to be copied, not told again.
    ...(dialect.temperature ? { temperature: 0.2 } : {}),
    ...(request.schema && dialect.format === 'schema' ? { response_format: zodResponseFormat(request.schema, 'answer') } : {}),
    ...(request.schema && dialect.format === 'json' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

function opening({ system, user, schema, picture }: ChatRequest, dialect: Dialect): ChatCompletionMessageParam[] {
  const rules = schema === null || dialect.format === 'schema' ? system : `${system}\n\nAnswer with one JSON object of this JSON Schema and nothing else:\n${JSON.stringify(z.toJSONSchema(schema))}`;
  if (!dialect.system) return [{ role: 'user', content: shown(`${rules}\n\n${user}`, picture) }];
  return [
    { role: 'system', content: rules },
    { role: 'user', content: shown(user, picture) },
  ];
}

function shown(text: string, picture: string | undefined): string | ChatCompletionContentPart[] {
  if (picture === undefined) return text;
  return [
    { type: 'image_url', image_url: { url: picture, detail: 'high' } },
    { type: 'text', text },
  ];
}

function repair(rejected: string): ChatCompletionMessageParam[] {
  return [
    { role: 'assistant', content: rejected.slice(0, 20_000) || '(empty)' },
    { role: 'user', content: 'This is not JSON of the form that was asked for. Answer again: the JSON object alone, complete and well-formed.' },
  ];
}

function contentText(content: string | { text?: string | undefined }[] | null | undefined): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
}

/** About what models count for a page of 1,600 pixels' width. */
const pictureTokens = 1_500;

/** As the server counted; estimated where it does not, for a budget is better served by that than by nothing. */
function tokensOf(usage: z.infer<typeof completion>['usage'], { system, user, rejected = '', picture }: ChatRequest, answer: string): Tokens {
  if (!usage) return { input: estimateTokens(system + user + rejected) + (picture === undefined ? 0 : pictureTokens), cachedInput: 0, output: estimateTokens(answer) };
  return { input: usage.prompt_tokens, cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0, output: usage.completion_tokens };
}
