import type { Citation, DraftCard, DraftQuestion, SourceDocument } from '@studywright/core';
import type { Drafts } from './model.ts';

export interface Discarded {
  kind: 'card' | 'question';
  /** The front or the stem. */
  text: string;
  reason: 'quote-not-found' | 'malformed' | 'duplicate';
}

export interface Grounded extends Drafts {
  discarded: Discarded[];
}

/**
 * Keeps what stands on its source: the page exists and `page.text.slice(start, end)` is the quote, to the character.
 * Whoever drafts says where; this only believes what it sees.
 */
export function ground(source: SourceDocument, drafts: Drafts): Grounded {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  const stands = ({ page, start, end, quote }: Citation) => quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote;
  const discarded: Discarded[] = [];
  const cards: DraftCard[] = [];
  const questions: DraftQuestion[] = [];
  for (const card of drafts.cards) {
    const reason = !stands(card.citation) ? 'quote-not-found' : isCard(card) ? null : 'malformed';
    if (reason) discarded.push({ kind: 'card', text: card.front, reason });
    else cards.push(card);
  }
  for (const question of drafts.questions) {
    const reason = !stands(question.citation) ? 'quote-not-found' : isQuestion(question) ? null : 'malformed';
    if (reason) discarded.push({ kind: 'question', text: question.stem, reason });
    else questions.push(question);
  }
  return { cards, questions, discarded };
}

function isCard(card: DraftCard): boolean {
  const front = card.front.trim();
  const back = card.back.trim();
  return front !== '' && back !== '' && front !== back && (card.type !== 'cloze' || front.split('[…]').length === 2);
}

function isQuestion({ stem, options }: DraftQuestion): boolean {
  const texts = new Set(options.map((option) => option.text.trim().toLowerCase()));
  return stem.trim() !== '' && texts.size === options.length && !texts.has('') && options.filter((option) => option.correct).length === 1;
}
