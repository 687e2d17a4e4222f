import pLimit from 'p-limit';
import type { ModelCall } from '../model.ts';
import type { PicturePrompt } from '../prompts/picture.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { emptyLists, readAnswer } from './answer.ts';
import { createChat, type ChatRequest, type EndpointOptions, type Reply } from './chat.ts';
import { firstDialect, isTooLong, lessStrict, nextDialect } from './dialect.ts';
import { toAppError } from './errors.ts';

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
  /** Throws AppError UNAVAILABLE, or the signal's reason. */
  ask<Input>(prompt: Prompt<Input>, input: Input, call: ModelCall): Promise<Answer>;
  /** Shows a picture, given as a data URL, and asks for free text. Throws as `ask` does. */
  show(prompt: PicturePrompt, picture: string, call: ModelCall): Promise<{ text: string; ended: 'whole' | 'cut' | 'refused' | 'too-long' }>;
}

/** Ample, for models that think before they answer count their thoughts too. */
const outputTokens = 8_000;
const smallestScale = 1 / 16;

/** One endpoint and what was learned about it: what it takes, how much it holds, how many requests are under way. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const chat = createChat(options);
  const limit = pLimit(options.concurrency ?? 4);
  let dialect = firstDialect(options.baseUrl);
  let scale = 1;

  /** Asks in the dialect that the server turns out to speak; null when the request is too long for the model. */
  async function converse(request: ChatRequest, call: ModelCall): Promise<Reply | null> {
    for (;;) {
      call.signal.throwIfAborted();
      const tried = dialect;
      const reply = await chat(request, tried, call);
      if (!('error' in reply)) return reply;
      call.signal.throwIfAborted();
      if (isTooLong(reply.error)) return null;
      const next = nextDialect(tried, reply.error);
      if (!next) throw toAppError(reply.error, options.model);
      // Another request may have found out more meanwhile.
      if (dialect === tried) dialect = next;
    }
  }

  async function ask<Input>(prompt: Prompt<Input>, input: Input, call: ModelCall): Promise<Answer> {
    const { task, version, schema } = prompt;
    const request: ChatRequest = { task, version, schema, ...prompt.build(input), outputTokens: Math.floor(outputTokens * scale) };
    const nothing = (ended: Answer['ended']): Answer => ({ lists: emptyLists(schema), ended });
    for (const last of [false, true]) {
      const form = dialect;
      const reply = await converse(request, call);
      if (!reply) return nothing('too-long');
      if (reply.refused) {
        await reply.tell('refused');
        return nothing('refused');
      }
      const read = readAnswer(schema, reply.text);
      const cut = reply.finish === 'length' || (read?.cut ?? false);
      if (read || cut) {
        await reply.tell(cut ? 'cut' : 'ok');
        return { lists: read?.lists ?? emptyLists(schema), ended: cut ? 'cut' : 'whole' };
      }
      await reply.tell('failed');
      if (last) break;
      // A server that enforced the schema could not have answered like this: from now on it is told in words.
      if (dialect === form && form.format === 'schema') dialect = lessStrict(form) ?? form;
      request.rejected = reply.text;
    }
    return nothing('unreadable');
  }

  async function show(prompt: PicturePrompt, picture: string, call: ModelCall): ReturnType<Endpoint['show']> {
    const reply = await converse({ ...prompt, schema: null, picture, outputTokens }, call);
    if (!reply) return { text: '', ended: 'too-long' };
    const outcome = reply.refused ? 'refused' : reply.finish === 'length' ? 'cut' : 'ok';
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
