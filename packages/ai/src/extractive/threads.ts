import { Worker } from 'node:worker_threads';
import { draftCard, draftQuestion, explanation, noteDraft, outline, type ExplainRequest, type NoteRequest, type Outline, type Place, type SourceDocument } from '@studywright/core';
import { z } from 'zod';
import type { More, StudyModel } from '../model.ts';
import type { Answer, Order } from './wire.ts';

const drafts = z.object({ cards: z.array(draftCard), questions: z.array(draftQuestion) });
const proposed = drafts.pick({ questions: true });

/** Documents that a thread keeps, with what it has found out about them. */
const keptByThread = 2;
/** A thread with its word lists takes some 100 MB, which are given back when nothing is to be done. */
const idleMs = 30_000;

/**
 * The built-in engine in up to `threads` threads of low priority: what it makes is the same, and the program that has it
 * made goes on answering. A call that is aborted ends its thread, however deep in a document it is.
 */
export function createThreadedModel(threads: number): StudyModel {
  const pool: Thread[] = [];

  function threadFor(source: SourceDocument): Thread {
    // The one that holds it has found out much about it already.
    return pool.find((thread) => thread.holds(source)) ?? idlest();
  }

  function idlest(): Thread {
    const [known] = pool.toSorted((a, b) => a.busy() - b.busy());
    if (known && (known.busy() === 0 || pool.length >= threads)) return known;
    const thread = startThread(() => {
      const at = pool.indexOf(thread);
      if (at >= 0) pool.splice(at, 1);
    });
    pool.push(thread);
    return thread;
  }

  async function ask(asked: Ask): Promise<unknown> {
    for (;;) {
      try {
        return await threadFor(asked.source).ask(asked);
      } catch (error) {
        if (!(error instanceof ThreadEnded) || asked.signal.aborted) throw error;
      }
    }
  }

  return {
    engine: 'extractive',
    translates: false,
    prepare: () => idlest().prepare(),
    async outline(source, { signal }) {
      return outline.parse(await ask({ kind: 'outline', source, signal }));
    },
    async draft(source, made, topic, { signal }, more) {
      return drafts.parse(await ask({ kind: 'draft', source, outline: made, topic, more, signal }));
    },
    async compose(source, request, { signal }) {
      return noteDraft.parse(await ask({ kind: 'compose', source, request, signal }));
    },
    async ask(source, place, { signal }) {
      return proposed.parse(await ask({ kind: 'ask', source, place, signal }));
    },
    async explain(source, request, { signal }) {
      return explanation.parse(await ask({ kind: 'explain', source, request, signal }));
    },
  };
}

type Ask = { source: SourceDocument; signal: AbortSignal } & ({ kind: 'outline' } | { kind: 'draft'; outline: Outline; topic: number; more: More | undefined } | { kind: 'compose'; request: NoteRequest } | { kind: 'ask'; place: Place } | { kind: 'explain'; request: ExplainRequest });

interface Thread {
  holds(source: SourceDocument): boolean;
  /** Calls that are not answered yet. */
  busy(): number;
  /** Stays for another while, too. */
  prepare(): void;
  ask(ask: Ask): Promise<unknown>;
}

function startThread(onEnd: () => void): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url));
  const calls = new Map<number, { resolve: (made: unknown) => void; reject: (why: unknown) => void }>();
  const sources = new Map<SourceDocument, number>();
  let numbers = 0;
  let idle: NodeJS.Timeout | undefined;

  const send = (order: Order) => worker.postMessage(order);
  const end = (why: unknown) => {
    clearTimeout(idle);
    onEnd();
    for (const { reject } of calls.values()) reject(why);
    calls.clear();
    void worker.terminate();
  };
  const settle = () => {
    clearTimeout(idle);
    // It must not keep a program alive that has nothing else to do.
    if (calls.size > 0) return worker.ref();
    worker.unref();
    idle = setTimeout(() => end(new Error('The thread had nothing to do.')), idleMs).unref();
  };
  worker.on('message', (answer: Answer) => {
    const waiting = calls.get(answer.call);
    calls.delete(answer.call);
    if ('made' in answer) waiting?.resolve(answer.made);
    else waiting?.reject(answer.error);
    settle();
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The engine’s thread has ended.')));

  function numberOf(source: SourceDocument): number {
    const known = sources.get(source);
    const number = known ?? (numbers += 1);
    sources.delete(source);
    sources.set(source, number);
    if (known === undefined) send({ kind: 'keep', source: number, document: source });
    const [oldest] = sources;
    if (sources.size > keptByThread && oldest) {
      sources.delete(oldest[0]);
      send({ kind: 'drop', source: oldest[1] });
    }
    return number;
  }

  return {
    holds: (source) => sources.has(source),
    busy: () => calls.size,
    prepare() {
      send({ kind: 'prepare' });
      settle();
    },
    ask({ signal, source, ...asked }) {
      signal.throwIfAborted();
      clearTimeout(idle);
      const call = (numbers += 1);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const abort = () => {
        reject(signal.reason);
        end(new ThreadEnded());
      };
      signal.addEventListener('abort', abort, { once: true });
      calls.set(call, { resolve, reject });
      worker.ref();
      send({ ...asked, call, source: numberOf(source) });
      return promise.finally(() => signal.removeEventListener('abort', abort));
    },
  };
}

/** Of a thread that was ended because of another call: this one is asked again in another thread. */
class ThreadEnded extends Error {}
