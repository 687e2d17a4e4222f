import { shareOut, type Outline, type SourceDocument } from '@studywright/core';
import { judgeOf, type Judge } from '../grounding.ts';
import type { Drafts, ModelCall, More } from '../model.ts';
import { draftPrompt, type DraftForm } from '../prompts/draft.ts';
import { draftBatchTokens } from './amounts.ts';
import type { Endpoint } from './endpoint.ts';
import { contextTooSmall, unreadable } from './errors.ts';
import { toCard } from './items.ts';
import { passageTokens } from './outline.ts';
import { toQuestions } from './questions.ts';
import { repair } from './repair.ts';
import { together } from './together.ts';
import { batches, halves } from './tokens.ts';

/** As many of what is asked already as are told to the model: the latest. */
const mostKnown = 80;

interface Work {
  endpoint: Endpoint;
  model: string;
  source: SourceDocument;
  judge: Judge;
  topic: { title: string; terms: readonly string[] };
  otherTopics: readonly string[];
  form: DraftForm;
  translated: boolean;
}

/** Passages that are asked about at once, and what is wanted of them at most. */
interface Batch extends Amounts {
  passages: number[];
}

interface Amounts {
  maxCards: number;
  maxQuestions: number;
}

/** Null where the model's answer could not be read. */
type Part = Drafts | null;

/** Cards and questions of one topic. Each cites a passage of its own topic, so no two topics give the same. */
export async function draftWith(endpoint: Endpoint, model: string, source: SourceDocument, outline: Outline, index: number, call: ModelCall, more?: More): Promise<Drafts> {
  const topic = outline.topics[index];
  if (!topic) throw new RangeError(`The outline has no topic ${index}.`);
  const own = [...new Set(topic.passages)].filter((passage) => source.passages[passage]);
  if (own.length === 0) return { cards: [], questions: [] };
  const otherTopics = outline.topics.flatMap((other) => (other === topic ? [] : [other.title])).slice(0, 60);
  const translated = more?.language != null && !sameLanguage(more.language, source.language);
  const work: Work = { endpoint, model, source, judge: judgeOf(source, translated), topic, otherTopics, form: formOf(source, index, more), translated };
  const section = (passage: number) => source.passages[passage]?.path.join('\n') ?? '';
  const cut = batches(own, draftBatchTokens * endpoint.scale, (passage) => passageTokens(source, passage), section);
  const wanted = more ? shared(source, cut, more) : cut.map((passages) => ({ passages, ...amounts(source, passages) }));
  const parts = await together(wanted.map((batch) => () => draftPart(work, batch, call)));
  const read = parts.flat().filter((part) => part !== null);
  if (read.length === 0 && wanted.length > 0) throw unreadable(model);
  const declined = wanted.length > 0 && read.every((part) => part.declined);
  return { cards: read.flatMap((part) => part.cards), questions: read.flatMap((part) => part.questions), ...(declined && { declined }), ...(translated && { translated }) };
}

function formOf(source: SourceDocument, topic: number, more: More | undefined): DraftForm {
  if (!more) return { language: source.language, known: [], cardTypes: null, questionKinds: null, difficulty: null };
  const { cardTypes, questionKinds, difficulty } = more;
  const known = more.known.flatMap((item) => (item.topic === topic ? [item.asked] : [])).slice(-mostKnown);
  return { language: more.language ?? source.language, known, cardTypes, questionKinds, difficulty };
}

/** Without regard to the country: `en-GB` is English. */
function sameLanguage(one: string, other: string): boolean {
  return one.split('-')[0] === other.split('-')[0];
}

/** What is wished for of a topic, by the length of its parts; nothing is asked of a part that nothing is wanted of. */
function shared(source: SourceDocument, cut: readonly number[][], { cards, questions }: More): Batch[] {
  const lengths = cut.map((passages) => charactersOf(source, passages));
  const [ofCards, ofQuestions] = [shareOut(cards, lengths), shareOut(questions, lengths)];
  return cut.map((passages, at) => ({ passages, maxCards: ofCards[at] ?? 0, maxQuestions: ofQuestions[at] ?? 0 })).filter(({ maxCards, maxQuestions }) => maxCards + maxQuestions > 0);
}

async function draftPart(work: Work, { passages, ...most }: Batch, call: ModelCall): Promise<Part[]> {
  const { endpoint, model, source, topic, otherTopics, form } = work;
  const inHalves = async () => {
    const [front, back] = halves(passages);
    return [...(await draftPart(work, { passages: front, ...half(most, Math.ceil) }, call)), ...(await draftPart(work, { passages: back, ...half(most, Math.floor) }, call))];
  };
  if (most.maxCards + most.maxQuestions === 0) return [];
  const seen = endpoint.scale;
  const answer = await endpoint.ask(draftPrompt, { source, passages, topic, otherTopics, form, ...most }, call);
  if (answer.ended === 'too-long') {
    const smaller = endpoint.shrink(seen);
    if (passages.length > 1) return inHalves();
    if (smaller) return draftPart(work, { passages, ...most }, call);
    throw contextTooSmall(model);
  }
  if (answer.ended === 'unreadable') return [null];
  if (answer.ended === 'refused') return [{ cards: [], questions: [], declined: true }];
  const from = { source, passages, topic: topic.title };
  const cards = (answer.lists['cards'] ?? [])
    .flatMap((item) => toCard(from, item))
    .filter(({ made }) => form.cardTypes?.includes(made.type) ?? true)
    .slice(0, most.maxCards);
  const questions = toQuestions(from, answer.lists, most.maxQuestions, form.questionKinds);
  const drafts = await repair({ endpoint, judge: work.judge, from, language: form.language, cards, questions }, call);
  if (answer.ended !== 'cut') return [drafts];
  // What the whole items did not get to is asked for again, in less.
  const reached = Math.max(-1, ...[...cards, ...questions].map(({ passage }) => passages.indexOf(passage)));
  const rest = { passages: passages.slice(reached + 1), maxCards: Math.max(0, most.maxCards - cards.length), maxQuestions: Math.max(0, most.maxQuestions - questions.length) };
  if (reached >= 0) return [drafts, ...(rest.passages.length > 0 ? await draftPart(work, rest, call) : [])];
  return [drafts, ...(passages.length > 1 ? await inHalves() : [])];
}

/** As many as somebody would want to learn: about a card for two sentences, a question for five. */
function amounts(source: SourceDocument, passages: readonly number[]): Amounts {
  const characters = charactersOf(source, passages);
  return {
    maxCards: Math.min(16, Math.max(2, passages.length, Math.round(characters / 300))),
    maxQuestions: Math.min(8, Math.max(1, Math.round(passages.length / 2), Math.round(characters / 700))),
  };
}

function half({ maxCards, maxQuestions }: Amounts, round: (value: number) => number): Amounts {
  return { maxCards: round(maxCards / 2), maxQuestions: round(maxQuestions / 2) };
}

function charactersOf(source: SourceDocument, passages: readonly number[]): number {
  return passages.reduce((sum, index) => sum + (source.passages[index]?.text.length ?? 0), 0);
}
