import { createOpenAiModel, withFallback } from '@studywright/ai';
import { createExtractiveModel } from '@studywright/ai/extractive/index';
import { tables } from '@studywright/db';
import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { storedAnswers } from '../../platform/model-answers.ts';
import { createTestApi, type TestApi, type TestStudent } from '../../testing/index.ts';

const { documents, flashcards, modelCalls, modelReservations, topics } = tables;

const text = [
  '# Osmosis\n\nOsmosis is the movement of water across a semipermeable membrane. It needs no energy of the cell.',
  '# Mitosis\n\nMitosis is the division of a nucleus into two nuclei with the same chromosomes.',
  '# Meiosis\n\nMeiosis is a division of the cell that halves the number of chromosomes.',
].join('\n\n');

let api: TestApi;
let ada: TestStudent;
let courseId: string;
/** Every request that reached the endpoint: its topic, null for an outline or a repair. */
let sent: (string | null)[];
/** What the endpoint does instead of answering. */
let trouble: ((topic: string | null) => Response | null) | null;

const body = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const shown = z.object({ topic: z.string().optional(), items: z.array(z.unknown()).optional(), passages: z.array(z.object({ number: z.number(), under: z.string(), text: z.string() })) });

/** In the place of the network: a diligent model that also makes one thing up for each topic, and stays with it. */
async function endpoint(_url: unknown, init?: { body?: unknown }): Promise<Response> {
  const { messages } = body.parse(JSON.parse(String(init?.body)));
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  const { topic = null, items, passages } = shown.parse(JSON.parse(user.slice(0, user.lastIndexOf('}') + 1)));
  sent.push(topic);
  const failed = trouble?.(topic);
  if (failed) return failed;
  const cards = passages.map(({ number, text: said }) => ({ passage: number, quote: said, type: 'basic', front: `What is said in passage ${number}?`, back: said }));
  const invented = { passage: passages[0]?.number, quote: 'Nobody ever wrote this sentence into the document.', type: 'basic', front: 'What was invented?', back: 'This sentence' };
  const answer = items !== undefined ? { cards: [{ ...invented, item: 1 }], questions: [] } : topic === null ? { topics: passages.map(({ number, under }) => ({ firstPassage: number, title: under, study: true, terms: [] })) } : { cards: [...cards, invented], questions: [] };
  return Response.json({ choices: [{ finish_reason: 'stop', message: { content: JSON.stringify(answer) } }], usage: { prompt_tokens: 2_000, completion_tokens: 500 } });
}

beforeEach(async () => {
  api = await createTestApi();
  sent = [];
  trouble = null;
  const model = createOpenAiModel({ baseUrl: 'http://model.example/v1', apiKey: 'k', model: 'gpt-4o-mini', maxRetries: 0, answers: storedAnswers(api.deps), fetch: endpoint });
  api.deps.model = withFallback(model, createExtractiveModel(), () => {});
  ada = await api.signUp();
  courseId = (await ada.api.course.create({ id: v7(), name: 'Biology' })).id;
});
afterEach(() => api.close());

async function study(course = courseId, student = ada) {
  const { id } = await student.api.document.pasteText({ id: v7(), courseId: course, title: 'Cells', text });
  await api.runJobs();
  return { id, view: await student.api.document.get({ id }) };
}

/** What is stored of it, each with whether its quote is what stands in its place. */
async function stored(documentId: string) {
  const rows = await api.deps.db.select().from(flashcards).where(eq(flashcards.documentId, documentId));
  const pages = await api.deps.db.select().from(tables.pages).where(eq(tables.pages.documentId, documentId));
  return rows.map(({ front, page, start, end, quote }) => ({ front, grounded: pages.find(({ number }) => number === page)?.text.slice(start ?? 0, end ?? 0) === quote }));
}

const calls = (documentId: string) => api.deps.db.select({ task: modelCalls.task, outcome: modelCalls.outcome, cost: modelCalls.costMicros, userId: modelCalls.userId }).from(modelCalls).where(eq(modelCalls.documentId, documentId)).orderBy(asc(modelCalls.id));

describe('a document that a model writes about', () => {
  it('has only what stands on it stored, and what was made up counted', async () => {
    const { id, view } = await study();
    expect(view).toMatchObject({ status: 'ready', engine: 'openai:gpt-4o-mini', instead: null, discardedFor: { 'quote-not-found': 3 } });
    const items = await stored(id);
    expect(items).toHaveLength(3);
    expect(items.every(({ grounded }) => grounded)).toBe(true);
    expect((await calls(id)).map(({ task }) => task)).toEqual(['outline', 'draft', 'repair', 'draft', 'repair', 'draft', 'repair']);
  });

  it('is paid for once, however often the same words are worked on', async () => {
    const first = await study();
    const paid = sent.length;
    const bob = await api.signUp();
    const his = (await bob.api.course.create({ id: v7(), name: 'Biology' })).id;
    const { id, view } = await study(his, bob);
    expect(view.counts).toMatchObject({ topics: 3, discarded: 3 });
    expect(await stored(id)).toEqual(await stored(first.id));
    expect(sent).toHaveLength(paid);
    expect(await calls(id)).toEqual((await calls(first.id)).map(({ task }) => ({ task, outcome: 'cached', cost: 0, userId: bob.id })));
  });

  it('goes on with the built-in engine where the endpoint fails, and is the model’s again after that', async () => {
    trouble = (topic) => (topic === 'Mitosis' ? Response.json({ error: { message: 'Overloaded' } }, { status: 503 }) : null);
    const { id, view } = await study();
    expect(view).toMatchObject({ status: 'ready', engine: 'openai:gpt-4o-mini', instead: { topics: 1, why: 'the model did not answer' } });
    const written = await api.deps.db.select({ title: topics.title, engine: topics.engine }).from(topics).where(eq(topics.documentId, id)).orderBy(asc(topics.ordinal));
    expect(written.map(({ engine }) => engine)).toEqual(['openai:gpt-4o-mini', 'extractive', 'openai:gpt-4o-mini']);
    expect((await stored(id)).every(({ grounded }) => grounded)).toBe(true);
  });

  it('goes on with the built-in engine once the budget is used up, which is not gone over', async () => {
    // One outline and one topic with its repair: 600 each as counted, and some 5,100 reserved before each.
    api.deps.budgets = { studentDay: 6_500, studentMonth: null, siteDay: null, siteMonth: null };
    const { id, view } = await study();
    expect(view).toMatchObject({ status: 'ready', instead: { why: 'your budget for the model is used up for today' } });
    const cost = (await calls(id)).reduce((sum, call) => sum + (call.cost ?? 0), 0);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(6_500);
    expect(await api.deps.db.$count(modelReservations)).toBe(0);
    const engines = (await api.deps.db.select({ engine: topics.engine }).from(topics).where(eq(topics.documentId, id)).orderBy(asc(topics.ordinal))).map(({ engine }) => engine);
    expect(engines).toEqual(['openai:gpt-4o-mini', 'extractive', 'extractive']);
    const [row] = await api.deps.db.select({ instead: documents.instead }).from(documents).where(eq(documents.id, id));
    expect(row?.instead).toBeNull();
  });
});
