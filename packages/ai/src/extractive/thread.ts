/** The thread in which the built-in engine works: reading a long book takes seconds in which nothing else would be answered. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { SourceDocument } from '@studywright/core';
import type { ModelCall } from '../model.ts';
import { createExtractiveModel } from './index.ts';
import { loadLanguage } from './language.ts';
import type { Answer, Order } from './wire.ts';

const model = createExtractiveModel();
const kept = new Map<number, SourceDocument>();
// A call that is not wanted any more is ended with its thread.
const call: ModelCall = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };

// On Linux each thread has a priority of its own. Elsewhere this would be that of the whole program.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

parentPort?.on('message', (order: Order) => {
  // Most documents are in English, and no other language has as much to load.
  if (order.kind === 'prepare') void loadLanguage('en', '');
  else if (order.kind === 'keep') kept.set(order.source, order.document);
  else if (order.kind === 'drop') kept.delete(order.source);
  else void answer(order);
});

function make(order: Extract<Order, { call: number }>, source: SourceDocument): Promise<unknown> {
  switch (order.kind) {
    case 'outline':
      return model.outline(source, call);
    case 'draft':
      return model.draft(source, order.outline, order.topic, call, order.more);
    case 'compose':
      return model.compose(source, order.request, call);
    case 'ask':
      return model.ask(source, order.place, call);
    case 'explain':
      return model.explain(source, order.request, call);
  }
}

async function answer(order: Extract<Order, { call: number }>): Promise<void> {
  const reply = (given: Answer) => parentPort?.postMessage(given);
  try {
    const source = kept.get(order.source);
    if (!source) throw new Error('This thread has no such document.');
    reply({ call: order.call, made: await make(order, source) });
  } catch (error) {
    reply({ call: order.call, error });
  }
}
