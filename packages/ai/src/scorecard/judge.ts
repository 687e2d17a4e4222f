import { answerLine, clozeGap, seededRandom, type Citation, type DraftCard, type DraftQuestion, type SourceDocument } from '@studywright/core';
import type { ModelCall } from '../model.ts';
import type { EndpointOptions } from '../openai/api.ts';
import type { Endpoint } from '../openai/endpoint.ts';
import { judgement, judgePrompt, type JudgedItem } from '../prompts/judge.ts';

export interface Judged {
  /** How many were rated. */
  items: number;
  answerable: number;
  correct: number;
}

/** Who looks at items of one chapter, whoever wrote them. */
export type Judge = (source: SourceDocument, kept: { cards: readonly DraftCard[]; questions: readonly DraftQuestion[] }, call: ModelCall) => Promise<Judged>;

const itemsAtOnce = 10;

/**
 * A judge behind an OpenAI-compatible endpoint. It rates `most` cards and `most` questions of a document, drawn by `seed`, for
 * answerability and correctness, and is not told which engine wrote them. Items without a rating do not count.
 * @throws AppError UNAVAILABLE when the endpoint does not do its part; the signal's reason when aborted.
 */
export function createJudge(options: EndpointOptions, seed: string, most: number): Judge {
  // The SDK takes some 60 MB: loaded with the first call.
  let loading: Promise<Endpoint> | undefined;
  return async (source, { cards, questions }, call) => {
    const endpoint = await (loading ??= import('../openai/endpoint.ts').then(({ createEndpoint }) => createEndpoint(options)));
    const drawn = [...draw(cards, `${seed} cards`, most).map((card) => itemOfCard(source, card)), ...draw(questions, `${seed} questions`, most).map((question) => itemOfQuestion(source, question))];
    const items = drawn.map((item, index) => ({ number: index + 1, ...item }));
    const judged: Judged = { items: 0, answerable: 0, correct: 0 };
    for (let at = 0; at < items.length; at += itemsAtOnce) {
      const batch = items.slice(at, at + itemsAtOnce);
      const { lists } = await endpoint.ask(judgePrompt, { items: batch }, call);
      const waiting = new Set(batch.map(({ number }) => number));
      for (const rated of lists['judgements'] ?? []) {
        const { data } = judgement.safeParse(rated);
        if (!data || !waiting.delete(data.item)) continue;
        judged.items += 1;
        judged.answerable += data.answerable ? 1 : 0;
        judged.correct += data.correct ? 1 : 0;
      }
    }
    return judged;
  };
}

/** The same ones for the same seed: put in an order by chance, then the first. */
export function draw<T>(items: readonly T[], seed: string, most: number): T[] {
  const random = seededRandom(seed);
  const order = items.map((item) => ({ item, at: random() }));
  return order.toSorted((a, b) => a.at - b.at).slice(0, most).map(({ item }) => item);
}

function itemOfCard(source: SourceDocument, { front, back, citation }: DraftCard): Omit<JudgedItem, 'number'> {
  return { passage: around(source, citation), question: front.replace(clozeGap, '[…]'), answer: back };
}

function itemOfQuestion(source: SourceDocument, question: DraftQuestion): Omit<JudgedItem, 'number'> {
  const options = question.kind === 'single' || question.kind === 'multiple' ? { options: question.options.map(({ text }) => text) } : {};
  return { passage: around(source, question.citation), question: question.stem, ...options, answer: answerLine(question) };
}

const charactersAround = 600;

/** The quote with what stands around it on its page. */
function around(source: SourceDocument, { page, start, end, quote }: Citation): string {
  const text = source.pages.find(({ number }) => number === page)?.text ?? quote;
  return text.slice(Math.max(0, start - charactersAround), end + charactersAround).replace(/\s+/gu, ' ').trim();
}
