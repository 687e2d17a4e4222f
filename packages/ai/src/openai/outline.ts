import type { Outline, OutlineTopic, SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { searchable } from '../locate.ts';
import type { ModelCall } from '../model.ts';
import { outlinePrompt } from '../prompts/outline.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';
import { clean, sameKey } from '../text.ts';
import { together } from './together.ts';
import { batches, estimateTokens, halves } from './tokens.ts';

const batchTokens = 6_000;
const mostTerms = 12;

interface Part {
  topics: OutlineTopic[];
  /** Whether a model made it; else it is the document's own headings. */
  read: boolean;
}

/** The topics of the whole document: asked for batch by batch, put together in reading order. */
export async function outlineWith(endpoint: Endpoint, model: string, source: SourceDocument, call: ModelCall): Promise<Outline> {
  const all = source.passages.map((_, index) => index);
  if (all.length === 0) return { terms: [], topics: [] };
  const section = (index: number) => source.passages[index]?.path.join('\n') ?? '';
  const parts = await together(
    batches(all, batchTokens * endpoint.scale, (index) => passageTokens(source, index), section).map((batch) => () => outlinePart(endpoint, model, source, batch, call)),
  );
  const read = parts.flat();
  if (!read.some((part) => part.read)) throw unreadable(model);
  const found = read.flatMap((part) => part.topics);
  // Somebody uploaded it to learn from it: an outline without a topic is a mistake of the model.
  const topics = merge(source, found.length > 0 ? found : byHeadings(source, all));
  return { terms: rankTerms(source, topics), topics };
}

export function passageTokens(source: SourceDocument, index: number): number {
  const passage = source.passages[index];
  return passage ? estimateTokens(passage.text) + estimateTokens(passage.path.join(' > ')) + 15 : 0;
}

async function outlinePart(endpoint: Endpoint, model: string, source: SourceDocument, passages: number[], call: ModelCall): Promise<Part[]> {
  const again = (rest: number[]) => outlinePart(endpoint, model, source, rest, call);
  const inHalves = async () => {
    const [front, back] = halves(passages);
    return [...(await again(front)), ...(await again(back))];
  };
  const seen = endpoint.scale;
  const answer = await endpoint.ask(outlinePrompt, { source, passages }, call);
  if (answer.ended === 'too-long') {
    const smaller = endpoint.shrink(seen);
    if (passages.length > 1) return inHalves();
    if (smaller) return again(passages);
    throw contextTooSmall(model);
  }
  if (answer.ended === 'refused') return [{ topics: byHeadings(source, passages), read: true }];
  if (answer.ended === 'unreadable') return [{ topics: byHeadings(source, passages), read: false }];
  const found = readTopics(answer.lists['topics'] ?? [], passages);
  if (answer.ended === 'whole') return [{ topics: place(source, found, passages), read: true }];
  const last = found.at(-1);
  // The last topic of an answer that broke off would swallow those that were still to come: it is asked for again.
  if (last && last.at > 0) return [{ topics: place(source, found.slice(0, -1), passages.slice(0, last.at)), read: true }, ...(await again(passages.slice(last.at)))];
  if (passages.length > 1) return inHalves();
  return [{ topics: found.length > 0 ? place(source, found, passages) : byHeadings(source, passages), read: true }];
}

interface FoundTopic {
  /** Index into the batch's passages. */
  at: number;
  title: string;
  study: boolean;
  terms: string[];
}

const lenientTopic = z.object({
  firstPassage: z.coerce.number(),
  title: z.string().catch(''),
  study: z.boolean().catch(true),
  terms: z.array(z.unknown()).catch([]),
});

function readTopics(items: readonly unknown[], passages: readonly number[]): FoundTopic[] {
  const found = items.flatMap((item): FoundTopic[] => {
    const { data } = lenientTopic.safeParse(item);
    const at = data ? passages.indexOf(data.firstPassage) : -1;
    if (!data || at < 0) return [];
    const terms = data.terms.flatMap((term) => (typeof term === 'string' ? [clean(term)] : []));
    return [{ at, title: clean(data.title).slice(0, 120), study: data.study, terms }];
  });
  return found.sort((one, other) => one.at - other.at);
}

/** Each topic goes on until the next begins; what stands before the first belongs to it. */
function place(source: SourceDocument, found: readonly FoundTopic[], passages: readonly number[]): OutlineTopic[] {
  if (found.length === 0) return byHeadings(source, passages);
  return found.flatMap((topic, index) => {
    const own = passages.slice(index === 0 ? 0 : topic.at, found[index + 1]?.at ?? passages.length);
    if (!topic.study || own.length === 0) return [];
    return [{ title: topic.title || headingOf(source, own[0]), terms: topic.terms, passages: own }];
  });
}

/** The document's own division, where a model gave none. */
function byHeadings(source: SourceDocument, passages: readonly number[]): OutlineTopic[] {
  const topics: OutlineTopic[] = [];
  for (const index of passages) {
    const title = headingOf(source, index);
    const last = topics.at(-1);
    if (last?.title === title) last.passages.push(index);
    else topics.push({ title, terms: [], passages: [index] });
  }
  return topics;
}

function headingOf(source: SourceDocument, index: number | undefined): string {
  const heading = index === undefined ? undefined : source.passages[index]?.path.at(-1);
  return clean(heading ?? '').slice(0, 120) || clean(source.title).slice(0, 120) || 'Document';
}

/** One topic a title; each term once, and only where the topic's passages have it. */
function merge(source: SourceDocument, topics: readonly OutlineTopic[]): OutlineTopic[] {
  const byTitle = new Map<string, OutlineTopic>();
  for (const topic of topics) {
    const known = byTitle.get(sameKey(topic.title));
    if (known) {
      known.passages.push(...topic.passages);
      known.terms.push(...topic.terms);
    } else byTitle.set(sameKey(topic.title), { title: topic.title, terms: [...topic.terms], passages: [...topic.passages] });
  }
  const taken = new Set<string>();
  return [...byTitle.values()].map((topic) => {
    const count = searchable(topicText(source, topic));
    const terms = topic.terms.filter((term) => {
      const key = sameKey(term);
      if (key === '' || term.length > 80 || taken.has(key) || count(term) === 0) return false;
      taken.add(key);
      return true;
    });
    const passages = [...new Set(topic.passages)].sort((one, other) => one - other);
    return { title: topic.title, terms: terms.slice(0, mostTerms), passages };
  });
}

/** What the model named first in each topic comes first; among equals, what the topic speaks of more often. */
function rankTerms(source: SourceDocument, topics: readonly OutlineTopic[]): string[] {
  const ranked = topics.flatMap((topic) => {
    const count = searchable(topicText(source, topic));
    return topic.terms.map((term, rank) => ({ term, rank, count: count(term) }));
  });
  return ranked.sort((one, other) => one.rank - other.rank || other.count - one.count).map(({ term }) => term);
}

function topicText(source: SourceDocument, topic: OutlineTopic): string {
  return topic.passages.map((index) => source.passages[index]?.text ?? '').join('\n');
}
