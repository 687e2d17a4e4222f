import type { Outline, SourceDocument } from '@studywright/core';
import { judgeOf, type Judge } from '../grounding.ts';
import type { Drafts, ModelCall } from '../model.ts';
import { draftPrompt } from '../prompts/draft.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';
import { toCard } from './items.ts';
import { passageTokens } from './outline.ts';
import { toQuestions } from './questions.ts';
import { repair } from './repair.ts';
import { together } from './together.ts';
import { batches, halves } from './tokens.ts';

const batchTokens = 2_400;

interface Work {
  endpoint: Endpoint;
  model: string;
  source: SourceDocument;
  judge: Judge;
  topic: { title: string; terms: readonly string[] };
  otherTopics: readonly string[];
}

/** Null where the model's answer could not be read. */
type Part = Drafts | null;

/** Cards and questions of one topic. Each cites a passage of its own topic, so no two topics give the same. */
export async function draftWith(endpoint: Endpoint, model: string, source: SourceDocument, outline: Outline, index: number, call: ModelCall): Promise<Drafts> {
  const topic = outline.topics[index];
  if (!topic) throw new RangeError(`The outline has no topic ${index}.`);
  const own = [...new Set(topic.passages)].filter((passage) => source.passages[passage]);
  if (own.length === 0) return { cards: [], questions: [] };
  const otherTopics = outline.topics.flatMap((other) => (other === topic ? [] : [other.title])).slice(0, 60);
  const work: Work = { endpoint, model, source, judge: judgeOf(source), topic, otherTopics };
  const section = (passage: number) => source.passages[passage]?.path.join('\n') ?? '';
  const parts = await together(
    batches(own, batchTokens * endpoint.scale, (passage) => passageTokens(source, passage), section).map((batch) => () => draftPart(work, batch, call)),
  );
  const read = parts.flat().filter((part) => part !== null);
  if (read.length === 0) throw unreadable(model);
  const declined = read.every((part) => part.declined);
  return { cards: read.flatMap((part) => part.cards), questions: read.flatMap((part) => part.questions), ...(declined && { declined }) };
}

async function draftPart(work: Work, passages: number[], call: ModelCall): Promise<Part[]> {
  const { endpoint, model, source, topic, otherTopics } = work;
  const inHalves = async () => {
    const [front, back] = halves(passages);
    return [...(await draftPart(work, front, call)), ...(await draftPart(work, back, call))];
  };
  const most = amounts(source, passages);
  const seen = endpoint.scale;
  const answer = await endpoint.ask(draftPrompt, { source, passages, topic, otherTopics, ...most }, call);
  if (answer.ended === 'too-long') {
    const smaller = endpoint.shrink(seen);
    if (passages.length > 1) return inHalves();
    if (smaller) return draftPart(work, passages, call);
    throw contextTooSmall(model);
  }
  if (answer.ended === 'unreadable') return [null];
  if (answer.ended === 'refused') return [{ cards: [], questions: [], declined: true }];
  const from = { source, passages, topic: topic.title };
  const cards = (answer.lists['cards'] ?? []).slice(0, most.maxCards).flatMap((item) => toCard(from, item));
  const questions = toQuestions(from, answer.lists, most.maxQuestions);
  const drafts = await repair({ endpoint, judge: work.judge, from, cards, questions }, call);
  if (answer.ended !== 'cut') return [drafts];
  // What the whole items did not get to is asked for again, in less.
  const reached = Math.max(-1, ...[...cards, ...questions].map(({ passage }) => passages.indexOf(passage)));
  if (reached >= 0) return [drafts, ...(reached + 1 < passages.length ? await draftPart(work, passages.slice(reached + 1), call) : [])];
  return [drafts, ...(passages.length > 1 ? await inHalves() : [])];
}

/** As many as somebody would want to learn: about a card for two sentences, a question for five. */
function amounts(source: SourceDocument, passages: readonly number[]): { maxCards: number; maxQuestions: number } {
  const characters = passages.reduce((sum, index) => sum + (source.passages[index]?.text.length ?? 0), 0);
  return {
    maxCards: Math.min(16, Math.max(2, passages.length, Math.round(characters / 300))),
    maxQuestions: Math.min(8, Math.max(1, Math.round(passages.length / 2), Math.round(characters / 700))),
  };
}
