import type { StudyCard } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { advance, aheadMs, emptySession, rate, recorded, refill, type SessionState, show, stale, takeOut, putBack, undo } from './queue.ts';
import { card } from './test-card.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

function begin(...cards: StudyCard[]): SessionState {
  return refill(emptySession, cards, { new: cards.length, learning: 0, due: 0 }, now);
}

describe('a sitting', () => {
  it('asks the next card at once and counts down', () => {
    const state = rate(show(begin(card('a'), card('b'))), 'r1', 3, now);
    expect(state.current?.id).toBe('b');
    expect(state.shown).toBe(false);
    expect(state.counts.new).toBe(1);
  });

  it('brings a short step back when its time has come, before the queue', () => {
    let state = rate(begin(card('a'), card('b'), card('c')), 'r1', 1, now);
    state = recorded(state, card('a', { state: 'learning', due: inMinutes(1), version: 1 }), now);
    expect(state.current?.id).toBe('b');
    expect(rate(state, 'r2', 3, now).current?.id).toBe('c');
    expect(rate(state, 'r2', 3, now + 61_000).current?.id).toBe('a');
  });

  it('asks a short step ahead of its time once nothing else is left, but not a long one', () => {
    const alone = rate(begin(card('a')), 'r1', 1, now);
    expect(alone.current).toBeNull();
    expect(recorded(alone, card('a', { state: 'learning', due: inMinutes(10) }), now).current?.id).toBe('a');
    expect(recorded(alone, card('a', { state: 'learning', due: inMinutes(aheadMs / 60_000 + 1) }), now).current).toBeNull();
    expect(recorded(alone, card('a', { state: 'review', due: inMinutes(10) }), now).current).toBeNull();
  });

  it('lets no older answer of the server bring back what was rated', () => {
    const state = rate(begin(card('a'), card('b')), 'r1', 3, now);
    const again = refill(state, [card('a'), card('b'), card('c')], null, now);
    expect([again.current?.id, ...again.waiting.map((one) => one.id)]).toEqual(['b', 'c']);
  });

  it('undoes the last rating: the card stands there as before, the other follows', () => {
    const before = show(begin(card('a'), card('b'), card('c')));
    const after = undo(rate(before, 'r1', 3, now));
    expect(after.current?.id).toBe('a');
    expect(after.shown).toBe(true);
    expect(after.waiting.map((one) => one.id)).toEqual(['b', 'c']);
    expect(after.counts).toEqual(before.counts);
    expect(after.rated).toEqual([]);
    // And it can be asked again later on.
    expect(refill(rate(after, 'r2', 1, now), [], null, now).current?.id).toBe('b');
  });

  it('undoes a rating whose card came back meanwhile without asking it twice', () => {
    let state = rate(begin(card('a')), 'r1', 1, now);
    state = recorded(state, card('a', { state: 'learning', due: inMinutes(1), version: 1 }), now);
    state = undo(state);
    expect(state.current?.version).toBe(0);
    expect([...state.waiting, ...state.later]).toEqual([]);
  });

  it('asks a card again that was rated on an older state, unless its turn is over', () => {
    const state = rate(begin(card('a'), card('b'), card('c')), 'r1', 3, now);
    const back = stale(state, 'r1', card('a', { state: 'review', due: inMinutes(-5), version: 4 }), 'It was rated elsewhere.', now);
    expect(back.words.get('a')).toBe('It was rated elsewhere.');
    expect(back.current?.id).toBe('b');
    expect(back.waiting.map((one) => one.id)).toEqual(['a', 'c']);
    expect(back.rated).toEqual([]);
    const over = stale(state, 'r1', card('a', { state: 'review', due: inMinutes(9000), version: 4 }), 'It was rated elsewhere.', now);
    expect(over.waiting.map((one) => one.id)).toEqual(['c']);
  });

  it('takes a suspended card out and back in', () => {
    const state = takeOut(begin(card('a'), card('b')), 'a', now);
    expect(state.current?.id).toBe('b');
    expect(state.counts.new).toBe(1);
    const back = putBack(state, card('a'), now);
    expect(back.waiting.map((one) => one.id)).toEqual(['a']);
    expect(back.counts.new).toBe(2);
  });

  it('waits when there is nothing', () => {
    expect(advance(emptySession, now)).toBe(emptySession);
    expect(rate(emptySession, 'r', 3, now)).toBe(emptySession);
  });
});
