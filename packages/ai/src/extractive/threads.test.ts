import type { SourceDocument } from '@studywright/core';
import { expect, it } from 'vitest';
import type { ModelCall, StudyModel } from '../model.ts';
import { createExtractiveModel } from './index.ts';
import { createThreadedModel } from './threads.ts';

const callWith = (signal = new AbortController().signal): ModelCall => ({ signal, onUsage: () => Promise.resolve() });

/** So many paragraphs, each of which explains a word that no other one does. */
function reader(paragraphs: number, kind = 'cell'): SourceDocument {
  const source: SourceDocument = { title: 'Reader', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [], headings: [], passages: [] };
  for (let number = 1; number <= paragraphs; number += 1) {
    const word = `${kind}${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
    const text = `A ${word} is a structure that keeps two fluids apart and lets small particles pass. The ${word} was first described by observers who compared ${number} samples of it with others.`;
    source.pages.push({ number, text, ocr: false });
    source.passages.push({ page: number, start: 0, end: text.length, text, path: [] });
  }
  return source;
}

async function allOf(model: StudyModel, source: SourceDocument) {
  const outline = await model.outline(source, callWith());
  const drafts = [];
  for (const topic of outline.topics.keys()) drafts.push(await model.draft(source, outline, topic, callWith()));
  return { outline, drafts };
}

it('makes the same as the engine itself, also of several documents at once', async () => {
  const plain = createExtractiveModel();
  const threaded = createThreadedModel(2);
  const sources = [reader(6, 'cell'), reader(7, 'wall'), reader(8, 'pore'), reader(9, 'gate')];
  const made = await Promise.all(sources.map((source) => allOf(threaded, source)));
  for (const [index, source] of sources.entries()) {
    expect(made[index]).toEqual(await allOf(plain, source));
    expect(made[index]?.drafts.flatMap(({ cards }) => cards).length).toBeGreaterThan(0);
  }
});

it('makes the same in a thread that was made ready before', async () => {
  const threaded = createThreadedModel(2);
  threaded.prepare?.();
  threaded.prepare?.();
  expect(await allOf(threaded, reader(4))).toEqual(await allOf(createExtractiveModel(), reader(4)));
});

it('leaves its program free while it works, and stops in the middle of a long document', async () => {
  const threaded = createThreadedModel(1);
  const stop = new AbortController();
  let answered = false;
  const outline = threaded.outline(reader(3_000), callWith(stop.signal)).finally(() => (answered = true));
  // Another document waits in the same thread.
  const other = allOf(threaded, reader(5));
  let turns = 0;
  for (; turns < 50 && !answered; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(turns).toBe(50);
  stop.abort(new Error('cancelled'));
  await expect(outline).rejects.toThrow('cancelled');
  expect((await other).outline.topics.length).toBeGreaterThan(0);
});
