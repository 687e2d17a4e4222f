/**
 * The order of a sitting in the browser: what is asked now, what comes next, what comes back. Pure: the clock is an
 * argument, and every change gives a new state, so that the screen never waits for the server.
 */
import type { Rating, StudyCard, StudyCounts } from '@studywright/core';

/** Milliseconds before its time at which a short-step card may be asked once nothing else is left; as the server has it. */
export const aheadMs = 20 * 60_000;

export interface Rated {
  /** The review's id. */
  id: string;
  card: StudyCard;
  rating: Rating;
  /** Where the counts stood before. */
  counts: StudyCounts;
}

export interface SessionState {
  current: StudyCard | null;
  /** Whether its answer is shown. */
  shown: boolean;
  /** What the student is to know about a card when it is asked, such as why it comes again. */
  words: ReadonlyMap<string, string>;
  /** Still to come, in order. */
  waiting: readonly StudyCard[];
  /** Short steps that come back within this sitting, earliest first. */
  later: readonly StudyCard[];
  counts: StudyCounts;
  /** Ratings of this sitting, oldest first; undone ones are taken out. */
  rated: readonly Rated[];
  /** Cards that were rated, suspended or deleted here: an older answer of the server must not bring them back. */
  gone: ReadonlySet<string>;
}

export const emptySession: SessionState = { current: null, shown: false, words: new Map(), waiting: [], later: [], counts: { new: 0, learning: 0, due: 0 }, rated: [], gone: new Set() };

function without(cards: readonly StudyCard[], id: string): readonly StudyCard[] {
  return cards.filter((card) => card.id !== id);
}

function dueAt(card: StudyCard): number {
  return card.due === null ? 0 : Date.parse(card.due);
}

/** In which count a card stands. */
function bucket(card: StudyCard): keyof StudyCounts {
  return card.state === 'new' ? 'new' : card.state === 'review' ? 'due' : 'learning';
}

export function countDown(counts: StudyCounts, card: StudyCard): StudyCounts {
  const place = bucket(card);
  return { ...counts, [place]: Math.max(0, counts[place] - 1) };
}

/** Takes the next card if none is asked: a short step whose time has come, else the next of the queue, else a short step ahead of its time. */
export function advance(state: SessionState, now: number): SessionState {
  if (state.current !== null) return state;
  const [step] = state.later;
  const [next] = state.waiting;
  const stepIsDue = step !== undefined && dueAt(step) <= now;
  const stepAhead = step !== undefined && next === undefined && dueAt(step) <= now + aheadMs;
  const current = stepIsDue || stepAhead ? step : next;
  if (current === undefined) return state;
  return { ...state, current, shown: false, waiting: without(state.waiting, current.id), later: without(state.later, current.id) };
}

/** What the server gave: new cards join at the end, known ones are brought up to date where they stand. */
export function refill(state: SessionState, cards: readonly StudyCard[], counts: StudyCounts | null, now: number): SessionState {
  const fresh = new Map(cards.map((card) => [card.id, card]));
  const update = (card: StudyCard) => fresh.get(card.id) ?? card;
  const known = new Set([...state.waiting, ...state.later, ...(state.current === null ? [] : [state.current])].map((card) => card.id));
  const joined = cards.filter((card) => !known.has(card.id) && !state.gone.has(card.id));
  const next: SessionState = {
    ...state,
    current: state.current === null ? null : update(state.current),
    waiting: [...state.waiting.map(update), ...joined],
    later: state.later.map(update),
    counts: counts ?? state.counts,
  };
  return advance(next, now);
}

export function show(state: SessionState): SessionState {
  return state.current === null ? state : { ...state, shown: true };
}

/** The next card is there at once; the rating is on its way. */
export function rate(state: SessionState, reviewId: string, rating: Rating, now: number): SessionState {
  const card = state.current;
  if (card === null) return state;
  return advance(
    {
      ...state,
      current: null,
      shown: false,
      words: new Map([...state.words].filter(([id]) => id !== card.id)),
      counts: countDown(state.counts, card),
      rated: [...state.rated, { id: reviewId, card, rating, counts: state.counts }],
      gone: new Set(state.gone).add(card.id),
    },
    now,
  );
}

/** The server took a rating: a short step comes back in this sitting. */
export function recorded(state: SessionState, card: StudyCard, now: number): SessionState {
  if (state.current?.id === card.id) return { ...state, current: card };
  const short = card.state === 'learning' || card.state === 'relearning';
  if (!short || card.suspended || dueAt(card) > now + aheadMs) return { ...state, later: without(state.later, card.id) };
  const gone = new Set(state.gone);
  gone.delete(card.id);
  const later = [...without(state.later, card.id), card].toSorted((a, b) => dueAt(a) - dueAt(b));
  return advance({ ...state, later, gone }, now);
}

/** The rating was made on an older state of the card: it is asked again as it stands now, if it still is to be studied. */
export function stale(state: SessionState, reviewId: string, card: StudyCard, word: string, now: number): SessionState {
  const open = !card.suspended && dueAt(card) <= now + aheadMs;
  const rated = state.rated.filter((one) => one.id !== reviewId);
  if (!open) return { ...state, rated };
  const gone = new Set(state.gone);
  gone.delete(card.id);
  const words = new Map(state.words).set(card.id, word);
  return advance({ ...state, rated, gone, words, waiting: [card, ...without(state.waiting, card.id)], later: without(state.later, card.id) }, now);
}

/** Puts the card of the last rating back as the current one; what was asked meanwhile comes right after. */
export function undo(state: SessionState): SessionState {
  const last = state.rated.at(-1);
  if (last === undefined) return state;
  const gone = new Set(state.gone);
  gone.delete(last.card.id);
  const waiting = without(state.waiting, last.card.id);
  return {
    ...state,
    current: last.card,
    shown: true,
    waiting: state.current === null || state.current.id === last.card.id ? waiting : [state.current, ...waiting],
    later: without(state.later, last.card.id),
    counts: last.counts,
    rated: state.rated.slice(0, -1),
    gone,
  };
}

/** Suspended or deleted: it is asked no more. */
export function takeOut(state: SessionState, cardId: string, now: number): SessionState {
  const current = state.current?.id === cardId ? null : state.current;
  return advance(
    {
      ...state,
      current,
      shown: current === null ? false : state.shown,
      counts: state.current?.id === cardId ? countDown(state.counts, state.current) : state.counts,
      waiting: without(state.waiting, cardId),
      later: without(state.later, cardId),
      gone: new Set(state.gone).add(cardId),
    },
    now,
  );
}

/** Taken up again: it is asked right after the current one. */
export function putBack(state: SessionState, card: StudyCard, now: number): SessionState {
  const gone = new Set(state.gone);
  gone.delete(card.id);
  const counts = { ...state.counts, [bucket(card)]: state.counts[bucket(card)] + 1 };
  return advance({ ...state, gone, counts, waiting: [card, ...without(state.waiting, card.id)] }, now);
}

/** Words of a card that were changed, wherever it stands. */
export function reworded(state: SessionState, card: Pick<StudyCard, 'id' | 'front' | 'back' | 'topic'>): SessionState {
  const update = (one: StudyCard) => (one.id === card.id ? { ...one, front: card.front, back: card.back, topic: card.topic } : one);
  return { ...state, current: state.current === null ? null : update(state.current), waiting: state.waiting.map(update), later: state.later.map(update) };
}

/** Cards that the sitting still asks for, as far as it is known here. */
export function left({ counts }: SessionState): number {
  return counts.new + counts.learning + counts.due;
}
