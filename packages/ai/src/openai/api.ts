import type { AnswerCache } from '../model.ts';
import type { Tokens } from '../prices.ts';
import type { AnswerSchema } from '../prompts/prompt.ts';
import type { Dialect } from './dialect.ts';

export interface EndpointOptions {
  /** Such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  baseUrl: string;
  /** Empty for a server that asks for none. */
  apiKey: string;
  model: string;
  /** Chat Completions, which every compatible server has, where nothing else is said. */
  api?: 'chat' | 'responses';
  /** For one try, from sending it until its last byte. */
  timeoutMs?: number;
  /** After the first try. */
  maxRetries?: number;
  /** Requests at once, over all callers. */
  concurrency?: number;
  fetch?: typeof fetch;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Answers that were paid for and are good for the same question. */
  answers?: AnswerCache;
}

export interface ModelRequest {
  task: string;
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

/** What a server said, in the terms of no API. */
export interface Said {
  text: string;
  /** Whether the answer broke off at the most that it might take. */
  cut: boolean;
  refused: boolean;
  /** Null where the server does not count. */
  tokens: Tokens | null;
}

/** One way of asking a server. */
export interface Api {
  send(request: ModelRequest, dialect: Dialect, signal: AbortSignal): Promise<unknown>;
  /** Checked, for a compatible server is somebody else's program. @throws ZodError where it answered in no known form, AppError where it says that it failed */
  read(raw: unknown): Said;
}
