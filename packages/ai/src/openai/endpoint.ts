import { AppError } from '@studywright/core';
import pLimit from 'p-limit';
import type { ModelCall } from '../model.ts';
import type { PicturePrompt } from '../prompts/picture.ts';
import type { AnswerSchema, Prompt } from '../prompts/prompt.ts';
import { emptyLists, readAnswer } from './answer.ts';
import type { EndpointOptions, ModelRequest } from './api.ts';
import { createBreaker } from './breaker.ts';
import { firstDialect, isTooLong, lessStrict, nextDialect, type Dialect } from './dialect.ts';
import { isTrouble, leftAlone, toAppError } from './errors.ts';
import { createExchange, type Reply } from './exchange.ts';
import { keptAnswers } from './kept.ts';

export interface Answer {
  lists: Record<string, unknown[]>;
  /**
   * `cut`: the lists hold what came whole. `refused`: the model declined. `unreadable`: not in the asked form, also after
   * a repair. `too-long`: the model's context does not hold it; ask for less. The last three come with empty lists.
   */
  ended: 'whole' | 'cut' | 'refused' | 'unreadable' | 'too-long';
}

export interface Endpoint {
  /** Share of the usual amount to ask for at once; below 1 once a request was too long for the model. */
  readonly scale: number;
  /** Halves `scale`, unless it was already since the caller looked; false when there is nothing left to halve. */
  shrink(seen: number): boolean;
  /** Throws AppError UNAVAILABLE, what the call's `reserve` throws, or the signal's reason. */
  ask<Input>(prompt: Prompt<Input>, input: Input, call: ModelCall): Promise<Answer>;
  /** Shows a picture, given as a data URL, and asks for free text. Throws as `ask` does. */
  show(prompt: PicturePrompt, picture: string, call: ModelCall): Promise<{ text: string; ended: 'whole' | 'cut' | 'refused' | 'too-long' }>;
}

/** Ample, for models that think before they answer count their thoughts too. */
const outputTokens = 8_000;
const smallestScale = 1 / 16;

/** One endpoint and what was learned about it: what it takes, how much it holds, how it fares, how many requests are under way. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { now = Date.now } = options;
  const exchange = createExchange(options);
  const kept = keptAnswers(options);
  const breaker = createBreaker(now);
  const limit = pLimit(options.concurrency ?? 4);
  let dialect = firstDialect(options.baseUrl);
  let scale = 1;

  /** One request, unless the endpoint is being left alone. */
  async function send(request: ModelRequest, tried: Dialect, call: ModelCall): ReturnType<typeof exchange> {
    const entry = breaker.enter();
    if ('wait' in entry) throw leftAlone(entry.wait);
    let went: 'well' | 'badly' | 'stopped' = 'stopped';
    let retryAfter: number | undefined;
    try {
      const reply = await exchange(request, tried, call);
      if (call.signal.aborted) return reply;
      const bad = 'error' in reply && !isTooLong(reply.error) && !nextDialect(tried, reply.error) && isTrouble(reply.error);
      went = bad ? 'badly' : 'well';
      if (bad) retryAfter = retryAfterOf(toAppError(reply.error, options.model, now()));
      return reply;
    } finally {
      entry.leave(went, retryAfter);
    }
  }

  /** Asks in the dialect that the server turns out to speak; null when the request is too long for the model. */
  async function converse(request: ModelRequest, call: ModelCall): Promise<Reply | null> {
    for (;;) {
      call.signal.throwIfAborted();
      const tried = dialect;
      const reply = await send(request, tried, call);
      if (!('error' in reply)) return reply;
      call.signal.throwIfAborted();
      if (isTooLong(reply.error)) return null;
      const next = nextDialect(tried, reply.error);
      if (!next) throw toAppError(reply.error, options.model, now());
      // Another request may have found out more meanwhile.
      if (dialect === tried) dialect = next;
    }
  }

  async function ask<Input>(prompt: Prompt<Input>, input: Input, call: ModelCall): Promise<Answer> {
    const { task, version, schema } = prompt;
    const request: ModelRequest = { task, version, schema, ...prompt.build(input), outputTokens: Math.floor(outputTokens * scale) };
    const known = await kept.find(request, call);
    const read = known && answerOf(schema, known.text, known.cut);
    return read ?? askAnew(request, schema, call);
  }

  async function askAnew(first: ModelRequest, schema: AnswerSchema, call: ModelCall): Promise<Answer> {
    const nothing = (ended: Answer['ended']): Answer => ({ lists: emptyLists(schema), ended });
    let request = first;
    for (const last of [false, true]) {
      const form = dialect;
      const reply = await converse(request, call);
      if (!reply) return nothing('too-long');
      if (reply.refused) {
        await reply.tell('refused');
        return nothing('refused');
      }
      const answer = answerOf(schema, reply.text, reply.cut);
      if (answer) {
        // Before it is told: what is paid for is there to be used again, whatever happens next.
        await kept.keep(first, { text: reply.text, cut: answer.ended === 'cut' });
        await reply.tell(answer.ended === 'cut' ? 'cut' : 'ok');
        return answer;
      }
      await reply.tell('failed');
      if (last) break;
      // A server that enforced the schema could not have answered like this: from now on it is told in words.
      if (dialect === form && form.format === 'schema') dialect = lessStrict(form) ?? form;
      request = { ...first, rejected: reply.text };
    }
    return nothing('unreadable');
  }

  async function show(prompt: PicturePrompt, picture: string, call: ModelCall): ReturnType<Endpoint['show']> {
    const request = { ...prompt, schema: null, picture, outputTokens };
    const known = await kept.find(request, call);
    if (known) return { text: known.text, ended: 'whole' };
    const reply = await converse(request, call);
    if (!reply) return { text: '', ended: 'too-long' };
    const outcome = reply.refused ? 'refused' : reply.cut ? 'cut' : 'ok';
    if (outcome === 'ok') await kept.keep(request, { text: reply.text, cut: false });
    await reply.tell(outcome);
    return { text: reply.text, ended: outcome === 'ok' ? 'whole' : outcome };
  }

  return {
    get scale() {
      return scale;
    },
    shrink(seen) {
      if (seen <= smallestScale) return false;
      if (scale === seen) scale /= 2;
      return true;
    },
    ask: (prompt, input, call) => limit(() => ask(prompt, input, call)),
    show: (prompt, picture, call) => limit(() => show(prompt, picture, call)),
  };
}

/** Null where the text can't be read. What breaks off before its first item is readable: it says that less is to be asked for. */
function answerOf(schema: AnswerSchema, text: string, brokeOff: boolean): Answer | null {
  const read = readAnswer(schema, text);
  const cut = brokeOff || (read?.cut ?? false);
  if (!read && !cut) return null;
  return { lists: read?.lists ?? emptyLists(schema), ended: cut ? 'cut' : 'whole' };
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof AppError ? error.retryAfter : undefined;
}
