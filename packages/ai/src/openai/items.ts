import type { Citation, DraftCard, SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { locate, nowhere } from '../locate.ts';
import { clean } from '../text.ts';
import { normaliseCloze } from './cloze.ts';

/** What an item is drafted from. */
export interface Ground {
  source: SourceDocument;
  /** Indexes into `source.passages` that the model was shown. */
  passages: readonly number[];
  /** Title of the topic. */
  topic: string;
}

export interface Made<T> {
  made: T;
  /** Number of the passage that the model named. */
  passage: number;
  /** In the model's words, for when it is asked again. */
  written: object;
}

const text = z.string().catch('');
const lenientCard = z.object({ type: z.enum(['basic', 'cloze']).catch('basic'), front: text, back: text, passage: z.coerce.number().catch(-1), quote: text });

/** A card of a model's answer; none where it is not even an object. */
export function toCard({ source, passages, topic }: Ground, item: unknown): Made<DraftCard>[] {
  const { data } = lenientCard.safeParse(item);
  if (!data) return [];
  const front = clean(data.front);
  const back = clean(data.back);
  const words = data.type === 'cloze' ? normaliseCloze(front, back) : { front, back };
  return [{ made: { type: data.type, ...words, topic, citation: cite(source, passages, data) }, passage: data.passage, written: data }];
}

/** Looks for the quote in the passage that the model names, then in the others that it was shown. */
export function cite(source: SourceDocument, passages: readonly number[], { passage, quote }: { passage: number; quote: string }): Citation {
  const named = passages.includes(passage) ? [passage] : [];
  const spans = [...named, ...passages.filter((other) => other !== passage)].flatMap((index) => source.passages[index] ?? []);
  return locate(source, spans, quote) ?? nowhere(source, spans[0]?.page ?? 1, clean(quote));
}
