/** What a request for more would take, told before anything is asked of the model. */
import { shareOut, type DraftWishes, type ModelEstimate } from '@studywright/core';
import { draftBatchTokens } from './openai/amounts.ts';
import { estimateTokens } from './openai/tokens.ts';
import { costMicros, pricesAsOf } from './prices.ts';
import { draftPrompt } from './prompts/draft.ts';

/** How much there is to read of a topic. */
export interface TopicSize {
  characters: number;
  passages: number;
}

/** Tokens of one written item with its quote: what the items of textbook chapters take in that form (cards 84 to 93, questions 281 to 304). */
const perCard = 90;
const perQuestion = 300;
/** Number, braces and headings of a passage. */
const perPassage = 25;
/** A token of running text is about so many characters: as `estimateTokens` counts them. */
const charactersPerToken = 1 / 0.3;

/**
 * @param engine as a document names it; null is answered for the built-in one, which takes nothing
 * @param topics of which something is wanted, in whatever order
 */
export function estimateDrafts(engine: string, topics: readonly TopicSize[], wishes: DraftWishes): { model: ModelEstimate; /** Null where the price is not known. */ pricesAsOf: string | null } | null {
  if (!engine.startsWith('openai:')) return null;
  const weights = topics.map(({ characters }) => characters);
  const [cards, questions] = [shareOut(wishes.cards, weights), shareOut(wishes.questions, weights)];
  const asked = topics.filter((_, index) => (cards[index] ?? 0) + (questions[index] ?? 0) > 0);
  const text = asked.map(({ characters, passages }) => characters / charactersPerToken + passages * perPassage);
  const requests = text.reduce((sum, tokens) => sum + Math.max(1, Math.ceil(tokens / draftBatchTokens)), 0);
  const inputTokens = Math.ceil(text.reduce((sum, tokens) => sum + tokens, 0) + requests * promptTokens());
  const outputTokens = wishes.cards * perCard + wishes.questions * perQuestion;
  const cost = costMicros(engine.slice('openai:'.length), { input: inputTokens, cachedInput: 0, output: outputTokens });
  return { model: { requests, inputTokens, outputTokens, costMicros: cost }, pricesAsOf: cost === null ? null : pricesAsOf };
}

const nothing = { title: '', mediaType: '', pageKind: 'page' as const, language: 'en', pages: [], headings: [], passages: [] };
let counted: number | undefined;

/** Of what stands around the passages of each request. */
function promptTokens(): number {
  const form = { language: 'en', known: [], cardTypes: null, questionKinds: null, difficulty: null };
  const count = () => {
    const { system, user } = draftPrompt.build({ source: nothing, passages: [], topic: { title: '', terms: [] }, otherTopics: [], maxCards: 1, maxQuestions: 1, form });
    return estimateTokens(system) + estimateTokens(user);
  };
  return (counted ??= count());
}
