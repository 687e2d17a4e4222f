import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cells } from '../../test/documents.ts';
import { openAiServer, testKey, type ChatRequest, type OpenAiServer } from '../../test/openai-server.ts';
import type { ModelUsage } from '../model.ts';
import { createJudge, draw } from './judge.ts';

const page = cells.pages[0]?.text ?? '';
const quote = 'It needs no energy of the cell.';
const start = page.indexOf(quote);
const citation = { page: 1, start, end: start + quote.length, quote };
const cards = [1, 2, 3].map((number) => ({ type: 'basic' as const, front: `Question ${number}?`, back: 'None', topic: 'Osmosis', citation }));
const questions = [{ kind: 'single' as const, bloom: 'remember' as const, tags: [], stem: 'What does osmosis need?', options: [{ text: 'Nothing', correct: true }, { text: 'ATP', correct: false }], explanation: '', difficulty: 1, topic: 'Osmosis', citation }];

const shown = z.object({ items: z.array(z.object({ number: z.int(), passage: z.string(), question: z.string(), options: z.array(z.string()).optional(), answer: z.string() })) });
const itemsOf = (request: ChatRequest) => {
  const user = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  return shown.parse(JSON.parse(user.slice(0, user.lastIndexOf('}') + 1))).items;
};

let server: OpenAiServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

async function judged(model: (request: ChatRequest) => string, usages: ModelUsage[] = []) {
  server = await openAiServer((request) => ({ content: model(request) }));
  const judge = createJudge({ baseUrl: server.baseUrl, apiKey: testKey, model: 'judge', maxRetries: 0 }, 'seed', 2);
  return judge(cells, { cards, questions }, { signal: new AbortController().signal, onUsage: async (usage) => void usages.push(usage) });
}

describe('the judge', () => {
  it('rates a sample by its passages, and counts what it said', async () => {
    const usages: ModelUsage[] = [];
    const figures = await judged((request) => JSON.stringify({ judgements: itemsOf(request).map(({ number, question }) => ({ item: number, reason: 'So it is.', answerable: true, correct: question.startsWith('What') })) }), usages);
    expect(figures).toEqual({ items: 3, answerable: 3, correct: 1 });
    expect(usages).toMatchObject([{ task: 'judge', promptVersion: 'judge-1', outcome: 'ok' }]);
    const items = (server?.requests ?? []).flatMap(itemsOf);
    expect(items.every(({ passage }) => passage.includes(quote))).toBe(true);
    expect(items.at(-1)).toMatchObject({ options: ['Nothing', 'ATP'], answer: 'Nothing' });
  });

  it('is not told who wrote the items', async () => {
    await judged(() => JSON.stringify({ judgements: [] }));
    const said = JSON.stringify(server?.requests.map(({ messages }) => messages)).toLowerCase();
    expect(said).not.toMatch(/extractive|openai|built-in|studywright/);
  });

  it('counts neither an item twice nor one that it was not shown', async () => {
    const rating = { reason: '', answerable: true, correct: true };
    expect(await judged(() => JSON.stringify({ judgements: [{ item: 1, ...rating }, { item: 1, ...rating }, { item: 99, ...rating }, { item: 2, reason: '', answerable: 'perhaps', correct: true }] }))).toEqual({ items: 1, answerable: 1, correct: 1 });
  });

  it('draws the same sample for the same seed, and another for another', () => {
    const all = Array.from({ length: 100 }, (_, index) => index);
    expect(draw(all, 'a', 10)).toEqual(draw(all, 'a', 10));
    expect(draw(all, 'a', 10)).not.toEqual(draw(all, 'b', 10));
    expect(new Set(draw(all, 'a', 100)).size).toBe(100);
  });
});
