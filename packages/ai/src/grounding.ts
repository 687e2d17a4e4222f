import { limits, type Citation, type DraftCard, type DraftQuestion, type SourceDocument } from '@studywright/core';
import type { Drafts } from './model.ts';
import { isSupported } from './support.ts';
import { sameKey } from './text.ts';

export const discardReasons = ['quote-not-found', 'unsupported', 'malformed', 'duplicate'] as const;
export type DiscardReason = (typeof discardReasons)[number];

export interface Discarded {
  kind: 'card' | 'question';
  /** The front or the stem. */
  text: string;
  reason: DiscardReason;
}

export interface Grounded extends Drafts {
  discarded: Discarded[];
}

/** Says of one item what keeps it from being stored; null where nothing does. */
export interface Judge {
  card(card: DraftCard): Fault | null;
  question(question: DraftQuestion): Fault | null;
}

/** What can be said of an item without knowing the others. */
export type Fault = Exclude<DiscardReason, 'duplicate'>;

/**
 * Keeps what stands on its source: the page exists, `page.text.slice(start, end)` is the quote, to the character, and the
 * answer is supported by it. Whoever drafts says where; this only believes what it sees. Of several that ask the same, the
 * first stays.
 */
export function ground(source: SourceDocument, drafts: Drafts): Grounded {
  const judge = judgeOf(source);
  const discarded: Discarded[] = [];
  const asked = new Set<string>();
  const isNew = (...asks: string[]) => asked.size < asked.add(asks.map(sameKey).join('\n')).size;
  const cards = drafts.cards.filter((card) => {
    const reason = judge.card(card) ?? (isNew(card.type, card.front, card.type === 'cloze' ? card.back : '') ? null : 'duplicate');
    if (reason) discarded.push({ kind: 'card', text: card.front, reason });
    return reason === null;
  });
  const questions = drafts.questions.filter((question) => {
    const reason = judge.question(question) ?? (isNew('question', question.stem) ? null : 'duplicate');
    if (reason) discarded.push({ kind: 'question', text: question.stem, reason });
    return reason === null;
  });
  return { ...drafts, cards, questions, discarded };
}

/** The checks of each item by itself. */
export function judgeOf(source: SourceDocument): Judge {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  const stands = ({ page, start, end, quote }: Citation) => quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote;
  const judge = (citation: Citation, wellFormed: boolean, asked: string, answer: string): Fault | null => {
    if (!stands(citation)) return 'quote-not-found';
    if (!wellFormed) return 'malformed';
    return isSupported({ asked, answer, quote: citation.quote, around: around(source, citation) }) ? null : 'unsupported';
  };
  return {
    card: (card) => judge(card.citation, isCard(card), card.front, card.back),
    question: (question) => judge(question.citation, isQuestion(question), question.stem, question.options.flatMap(({ text, correct }) => (correct ? [text] : [])).join('\n')),
  };
}

/** The passages that the quote touches, with the headings above them. */
function around(source: SourceDocument, { page, start, end }: Citation): string {
  const touched = source.passages.filter((passage) => passage.page === page && passage.start < end && passage.end > start);
  return touched.flatMap(({ path, text }) => [...path, text]).join('\n');
}

function isCard(card: DraftCard): boolean {
  const front = card.front.trim();
  const back = card.back.trim();
  if (card.front.length > limits.flashcard.frontChars || card.back.length > limits.flashcard.backChars) return false;
  return front !== '' && back !== '' && front !== back && (card.type !== 'cloze' || front.split('[…]').length === 2);
}

function isQuestion({ stem, options }: DraftQuestion): boolean {
  if (stem.length > limits.flashcard.frontChars || options.some((option) => option.text.length > limits.flashcard.frontChars)) return false;
  const texts = new Set(options.map((option) => option.text.trim().toLowerCase()));
  return stem.trim() !== '' && texts.size === options.length && !texts.has('') && options.filter((option) => option.correct).length === 1;
}
