import { limits, questionFault, type Citation, type DraftCard, type DraftQuestion, type SourceDocument } from '@studywright/core';
import type { Drafts } from './model.ts';
import { sameKey } from './text.ts';

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
 * Whoever drafts says where; this only believes what it sees. Of several that ask the same, the first stays.
 */
export function ground(source: SourceDocument, drafts: Drafts): Grounded {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  const stands = ({ page, start, end, quote }: Citation) => quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote;
  const discarded: Discarded[] = [];
  const cards: DraftCard[] = [];
  const questions: DraftQuestion[] = [];
  const asked = new Set<string>();
  const fault = (citation: Citation, wellFormed: boolean, asks: string[]): Discarded['reason'] | null => {
    if (!stands(citation)) return 'quote-not-found';
    if (!wellFormed) return 'malformed';
    const known = asked.size;
    return asked.add(asks.map(sameKey).join('\n')).size === known ? 'duplicate' : null;
  };
  for (const card of drafts.cards) {
    const reason = fault(card.citation, isCard(card), [card.type, card.front, card.type === 'cloze' ? card.back : '']);
    if (reason) discarded.push({ kind: 'card', text: card.front, reason });
    else cards.push(card);
  }
  for (const question of drafts.questions) {
    const reason = fault(question.citation, questionFault(question, limits.flashcard.frontChars) === null, ['question', question.stem]);
    if (reason) discarded.push({ kind: 'question', text: question.stem, reason });
    else questions.push(withStandingOptions(question, stands));
  }
  return { cards, questions, discarded };
}

function isCard(card: DraftCard): boolean {
  const front = card.front.trim();
  const back = card.back.trim();
  if (card.front.length > limits.flashcard.frontChars || card.back.length > limits.flashcard.backChars) return false;
  return front !== '' && back !== '' && front !== back && (card.type !== 'cloze' || front.split('[…]').length === 2);
}

/** What a wrong option cites is kept where it stands; else the option goes without it, for it is wrong all the same. */
function withStandingOptions(question: DraftQuestion, stands: (citation: Citation) => boolean): DraftQuestion {
  if (question.kind !== 'single' && question.kind !== 'multiple') return question;
  return { ...question, options: question.options.map(({ text, correct, why, citation }) => ({ text, correct, ...(why !== undefined && (!citation || stands(citation)) && { why }), ...(citation && stands(citation) && { citation }) })) };
}
