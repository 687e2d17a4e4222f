import { z } from 'zod';
import type { ChatRequest } from './openai-server.ts';

const data = z.object({
  title: z.string(),
  topic: z.string().optional(),
  passages: z.array(z.object({ number: z.int(), under: z.string(), text: z.string() })),
});

/** The document's part of a request, as a model reads it: the one JSON object at the head of the first user message, or after the rules that stand before it there. */
export function shown(request: ChatRequest): z.infer<typeof data> {
  const user = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  return data.parse(JSON.parse(user.slice(user.lastIndexOf('\n{"title"') + 1, user.lastIndexOf('}') + 1)));
}

/** What a diligent model answers: a topic a heading; a card and a question a passage, each quoting its first sentence. */
export function diligent(request: ChatRequest): string {
  const { topic, passages } = shown(request);
  if (topic === undefined) return JSON.stringify({ topics: topicsOf(passages) });
  return JSON.stringify({ cards: passages.map(cardOf), questions: passages.map(questionOf) });
}

type Shown = z.infer<typeof data>['passages'];

function topicsOf(passages: Shown) {
  const first = passages.filter(({ under }, index) => under !== passages[index - 1]?.under);
  return first.map(({ number, under, text }) => ({ firstPassage: number, title: under.split(' > ').at(-1) ?? '', study: true, terms: [longestWord(text), 'phlogiston'] }));
}

export function cardOf({ number, text }: Shown[number]) {
  return { passage: number, quote: firstSentence(text), type: 'basic', front: `What does passage ${number} say of “${longestWord(text)}”?`, back: firstSentence(text) };
}

export function questionOf({ number, text }: Shown[number]) {
  return { passage: number, quote: firstSentence(text), stem: `What is true by passage ${number}?`, right: longestWord(text), wrong: ['one', 'two', 'three'], why: ['', 'It says two of another thing.', ''], explanation: 'It says so.', difficulty: 2, bloom: 'remember' };
}

function firstSentence(text: string): string {
  return /^.*?[.;](?=\s|$)/u.exec(text)?.[0] ?? text;
}

function longestWord(text: string): string {
  return (text.match(/[\p{L}]+/gu) ?? []).toSorted((one, other) => other.length - one.length)[0] ?? '';
}
