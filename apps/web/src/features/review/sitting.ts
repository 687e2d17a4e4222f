'use client';

import type { AppRouter } from '@studywright/api';
import type { CardView, Rating, ReviewResult, StudyCard, StudySessionView } from '@studywright/core';
import type { TRPCClient } from '@trpc/client';
import { deviceStore } from '@/lib/device-store.ts';
import { newId } from '@/lib/id.ts';
import { errorCode, errorDetail, isRetryable } from '@/trpc/errors.ts';
import { type Letter, Outbox } from './outbox.ts';
import * as queue from './queue.ts';

export interface Scope {
  courseId?: string | undefined;
  topicId?: string | undefined;
}

export interface SittingView {
  session: queue.SessionState;
  /** `closing`: the last answers are on their way; `done`: nothing is left. */
  phase: 'opening' | 'asking' | 'closing' | 'done' | 'failed';
  problem: string | null;
  next: StudySessionView['next'];
  secondsPerCard: number | null;
  /** Milliseconds spent on the answers of this sitting. */
  spentMs: number;
}

export interface Host {
  client: TRPCClient<AppRouter>;
  userId: string;
  /** Something the student is told in passing. */
  tell(text: string): void;
  /** The server took an answer: counts elsewhere are old now. */
  changed(): void;
}

const refillBelow = 5;
const batch = 20;
const longestMs = 3_600_000;

const staleWord = 'This card was rated elsewhere in the meantime, so your last rating was not counted. This is how it stands now.';

/** A sitting from its first card to its last: the queue on the screen, the answers on their way, and refills between. */
export class Sitting {
  readonly scope: Scope;
  #host: Host | null = null;
  #outbox: Outbox | null = null;
  #view: SittingView;
  readonly #listeners = new Set<() => void>();
  #askedAt = 0;
  #spent = new Map<string, number>();
  #fetching = false;
  #dry = false;

  constructor(scope: Scope, initial: StudySessionView | undefined) {
    this.scope = scope;
    const session = initial === undefined ? queue.emptySession : queue.refill(queue.emptySession, initial.cards, initial.counts, 0);
    const phase = initial === undefined ? 'opening' : session.current === null ? 'done' : 'asking';
    this.#view = { session, phase, problem: null, next: initial?.next ?? null, secondsPerCard: initial?.secondsPerCard ?? null, spentMs: 0 };
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  snapshot = (): SittingView => this.#view;

  get outbox(): Outbox | null {
    return this.#outbox;
  }

  /** In the browser, once the page is there; again when it is come back to. */
  open(host: Host): void {
    const again = this.#host !== null;
    this.#host = host;
    this.#askedAt = performance.now();
    if (again) {
      void this.#fetch();
      return;
    }
    this.#outbox = new Outbox(host.userId, deviceStore(), {
      send: (letter) => send(host.client, letter),
      failure: (error) => ({ kind: errorCode(error) === 'UNAUTHENTICATED' ? 'signed-out' : isRetryable(error) || errorCode(error) === 'TOO_MANY' ? 'wait' : 'refused', detail: errorDetail(error) }),
      answered: (letter, result) => this.#answered(letter, result),
      refused: (letter, detail) => {
        this.#host?.tell(letter.kind === 'undo' ? `Not undone: ${detail}` : `A rating was not counted: ${detail}`);
        this.#changed();
      },
    });
    // What an earlier tab left unsent is not asked again.
    let { session } = this.#view;
    for (const letter of this.#outbox.pending) session = queue.takeOut(session, letter.cardId, Date.now());
    this.#set({ session: { ...session, counts: this.#view.session.counts } });
    void this.#outbox.flush();
    if (this.#view.phase === 'opening' || session.current === null) void this.#fetch();
  }

  show(): void {
    this.#move(queue.show);
  }

  rate(rating: Rating): void {
    const { current, shown } = this.#view.session;
    if (current === null || !shown || this.#outbox === null) return;
    const id = newId();
    const durationMs = Math.round(Math.min(longestMs, Math.max(0, performance.now() - this.#askedAt)));
    this.#spent.set(id, durationMs);
    this.#move((session) => queue.rate(session, id, rating, Date.now()));
    this.#outbox.put({ kind: 'review', id, cardId: current.id, rating, version: current.version, durationMs });
    void this.#refill();
  }

  undo(): void {
    const last = this.#view.session.rated.at(-1);
    if (last === undefined || this.#outbox === null) return;
    this.#spent.delete(last.id);
    const unsent = this.#outbox.withdraw(last.id);
    this.#move((session) => {
      const back = queue.undo(session);
      // Rating and undoing each count the card's version up; the server's answer will say the same.
      return unsent || back.current === null ? back : { ...back, current: { ...back.current, version: last.card.version + 2 } };
    });
    if (!unsent) this.#outbox.put({ kind: 'undo', id: newId(), reviewId: last.id, cardId: last.card.id });
  }

  /** Out of this and every later sitting, with a way back. */
  takeOut(card: StudyCard): void {
    this.#move((session) => queue.takeOut(session, card.id, Date.now()));
    void this.#refill();
  }

  putBack(card: StudyCard): void {
    this.#move((session) => queue.putBack(session, card, Date.now()));
  }

  reword(card: CardView): void {
    this.#move((session) => queue.reworded(session, card));
  }

  retry(): void {
    this.#outbox?.retryNow();
    if (this.#view.phase === 'failed') void this.#fetch();
  }

  #answered(letter: Letter, { outcome, card, counts }: ReviewResult): void {
    const now = Date.now();
    if (outcome === 'stale' && letter.kind === 'review') {
      const before = this.#view.session.waiting.length;
      this.#move((session) => queue.stale(session, letter.id, card, staleWord, now));
      if (this.#view.session.waiting.length === before && this.#view.session.current?.id !== card.id) this.#host?.tell('This card was rated elsewhere in the meantime. That rating counts.');
    } else if (letter.kind === 'review' || this.#view.session.current?.id === card.id) {
      this.#move((session) => queue.recorded(session, card, now));
    }
    // The server's counts, less what it has not heard of yet.
    const pending = new Set(this.#outbox?.pending.filter((one) => one.kind === 'review').map((one) => one.id));
    const rated = this.#view.session.rated.filter((one) => pending.has(one.id));
    this.#set({ session: { ...this.#view.session, counts: rated.reduce((left, one) => queue.countDown(left, one.card), counts) } });
    this.#changed();
  }

  #changed(): void {
    if (this.#outbox?.pending.length === 0) this.#host?.changed();
  }

  async #refill(): Promise<void> {
    const { session } = this.#view;
    if (session.current === null) await this.#fetch();
    else if (session.waiting.length < refillBelow && !this.#dry) await this.#fetch();
  }

  /** Asks for more cards; at the end only once every answer has arrived, so that what comes is true. */
  async #fetch(): Promise<void> {
    if (this.#fetching || this.#host === null) return;
    this.#fetching = true;
    try {
      if (this.#view.session.current === null && this.#view.phase !== 'opening') {
        this.#set({ phase: 'closing', problem: null });
        await this.#outbox?.flush();
      }
      const before = this.#view.session;
      const got = await this.#host.client.flashcard.studySession.query({ limit: batch, ...(this.scope.courseId !== undefined && { courseId: this.scope.courseId }), ...(this.scope.topicId !== undefined && { topicId: this.scope.topicId }) });
      const idle = this.#outbox?.pending.length === 0;
      this.#move((session) => queue.refill(idle && session.current === null ? { ...session, gone: new Set() } : session, got.cards, idle ? got.counts : null, Date.now()));
      this.#dry = this.#view.session.waiting.length <= before.waiting.length;
      // Begun while a card was still asked, it may not know of the last answers: then it is no end yet.
      const empty = this.#view.session.current === null;
      this.#set({ phase: !empty ? 'asking' : before.current === null ? 'done' : 'closing', next: got.next, secondsPerCard: got.secondsPerCard, problem: null });
    } catch (error) {
      // With cards still there the sitting goes on; the next rating asks again.
      if (this.#view.session.current === null) this.#set({ phase: 'failed', problem: errorDetail(error) });
    } finally {
      this.#fetching = false;
    }
    if (this.#view.session.current === null && this.#view.phase === 'closing') void this.#fetch();
  }

  #move(change: (session: queue.SessionState) => queue.SessionState): void {
    const before = this.#view.session;
    const session = change(before);
    if (session.current !== null && session.current.id !== before.current?.id) this.#askedAt = performance.now();
    const spentMs = [...this.#spent.values()].reduce((sum, one) => sum + one, 0);
    this.#set({ session, spentMs, ...(session.current !== null && { phase: 'asking' }) });
  }

  #set(change: Partial<SittingView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function send(client: TRPCClient<AppRouter>, letter: Letter): Promise<ReviewResult> {
  if (letter.kind === 'undo') return client.flashcard.undoReview.mutate({ id: letter.reviewId });
  const { id, cardId, rating, version, durationMs } = letter;
  return client.flashcard.review.mutate({ id, cardId, rating, version, durationMs });
}
