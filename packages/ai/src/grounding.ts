import { answerLine, limits, questionFault, type Citation, type DraftCard, type DraftQuestion, type SourceDocument } from '@studywright/core';
import type { Drafts } from './model.ts';
import { hasNumbers, isSupported } from './support.ts';
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
  const judge = judgeOf(source, drafts.translated);
  const stands = standsOn(source);
  const discarded: Discarded[] = [];
  const asked = new Set<string>();
  const isNew = (...asks: string[]) => asked.size < asked.add(asks.map(sameKey).join('\n')).size;
  const cards = drafts.cards.filter((card) => {
    const reason = judge.card(card) ?? (isNew(card.type, card.front, card.type === 'cloze' || card.figure ? card.back : '') ? null : 'duplicate');
    if (reason) discarded.push({ kind: 'card', text: card.front, reason });
    return reason === null;
  });
  const questions = drafts.questions.filter((question) => {
    const reason = judge.question(question) ?? (isNew('question', question.stem) ? null : 'duplicate');
    if (reason) discarded.push({ kind: 'question', text: question.stem, reason });
    return reason === null;
  });
  return { ...drafts, cards, questions: questions.map((question) => withStandingOptions(question, stands)), discarded };
}

/** Whether a quote is what its page has at its place, to the character. */
function standsOn(source: SourceDocument): (citation: Citation) => boolean {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  return ({ page, start, end, quote }) => quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote;
}

/** The checks of each item by itself. Of what is `translated` only the numbers can be looked for in the source. */
export function judgeOf(source: SourceDocument, translated = false): Judge {
  const stands = standsOn(source);
  const judge = (citation: Citation, wellFormed: boolean, asked: string, answers: readonly string[], reach = 0): Fault | null => {
    if (!stands(citation)) return 'quote-not-found';
    if (!wellFormed) return 'malformed';
    const held = around(source, citation, reach);
    return answers.every((answer) => (translated ? hasNumbers(answer, held, citation.quote) : isSupported({ asked: `${asked} ${answers.join(' ')}`, answer, quote: citation.quote, around: held }))) ? null : 'unsupported';
  };
  return {
    card: (card) => judge(card.citation, isCard(card), card.front, [card.back]),
    question: (question) => {
      const wide = question.kind === 'matching' || question.kind === 'ordering';
      return judge(question.citation, questionFault(question, limits.flashcard.frontChars) === null, question.stem, statedBy(question), wide ? gatheredFrom : 0);
    },
  };
}

/** The passages that the quote touches and `reach` on either side, with the headings above them. */
function around(source: SourceDocument, { page, start, end }: Citation, reach: number): string {
  const touches = source.passages.map((passage) => passage.page === page && passage.start < end && passage.end > start);
  const [first, last] = [touches.indexOf(true), touches.lastIndexOf(true)];
  const touched = first < 0 ? [] : source.passages.slice(Math.max(0, first - reach), last + 1 + reach);
  return touched.flatMap(({ path, text }) => [...path, text]).join('\n');
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

/** What a question states once it is answered. A statement is what it says, put right where it is false. */
function statedBy(question: DraftQuestion): string[] {
  switch (question.kind) {
    case 'trueFalse':
      return [question.correction ?? question.stem];
    case 'matching':
      return question.pairs.map(({ left, right }) => `${left} ${right}`);
    case 'ordering':
      return question.items;
    default:
      return [answerLine(question)];
  }
}

/** Pairs and sequences are gathered from sentences that stand so many passages apart at most. */
const gatheredFrom = 40;
