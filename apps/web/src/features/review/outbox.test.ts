import type { ReviewResult } from '@studywright/core';
import { describe, expect, it, vi } from 'vitest';
import type { Store } from '@/lib/device-store.ts';
import { type Letter, Outbox, type Post } from './outbox.ts';
import { card } from './test-card.ts';

function fakeStore(): Store & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return { held, keys: () => [...held.keys()], get: (key) => held.get(key) ?? null, set: (key, value) => void held.set(key, value), remove: (key) => void held.delete(key) };
}

const letter = (id: string): Letter => ({ kind: 'review', id, cardId: `card-${id}`, rating: 3, version: 0, durationMs: 1200 });

/** A server whose answers the test gives. */
function fakePost() {
  const calls: { letter: Letter; resolve: (result: ReviewResult) => void; reject: (error: unknown) => void }[] = [];
  const answered: string[] = [];
  const refused: string[] = [];
  const post: Post = {
    send: (sent) => new Promise((resolve, reject) => calls.push({ letter: sent, resolve, reject })),
    failure: (error) => (error === 'gone' ? { kind: 'refused', detail: 'gone' } : error === 'who' ? { kind: 'signed-out', detail: 'who' } : { kind: 'wait', detail: 'no reply' }),
    answered: (sent) => answered.push(sent.id),
    refused: (sent) => refused.push(sent.id),
  };
  return { post, calls, answered, refused };
}

const fine: ReviewResult = { outcome: 'recorded', card: card('a'), counts: { new: 0, learning: 0, due: 0 } };

describe('Outbox', () => {
  it('sends in order, one at a time, and keeps each until it is acknowledged', async () => {
    const store = fakeStore();
    const { post, calls, answered } = fakePost();
    const outbox = new Outbox('mara', store, post);
    outbox.put(letter('1'));
    outbox.put(letter('2'));
    expect(calls.map((call) => call.letter.id)).toEqual(['1']);
    expect(store.held.size).toBe(2);
    calls[0]?.resolve(fine);
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect([...store.held.keys()]).toEqual(['studywright.rating/mara/2']);
    calls[1]?.resolve(fine);
    await outbox.flush();
    expect(answered).toEqual(['1', '2']);
    expect(store.held.size).toBe(0);
  });

  it('loses nothing when the tab dies, and shows one student nothing of another', async () => {
    const store = fakeStore();
    const dead = fakePost();
    const first = new Outbox('mara', store, dead.post);
    first.put(letter('1'));
    first.put(letter('2'));
    const { post, calls } = fakePost();
    expect(new Outbox('noor', store, post).pending).toEqual([]);
    const second = new Outbox('mara', store, post);
    expect(second.pending.map((one) => one.id)).toEqual(['1', '2']);
    void second.flush();
    expect(calls[0]?.letter).toEqual(letter('1'));
  });

  it('says that it waits, and goes on when asked', async () => {
    const { post, calls, answered } = fakePost();
    const outbox = new Outbox('mara', fakeStore(), post);
    outbox.put(letter('1'));
    calls[0]?.reject('no reply');
    await vi.waitFor(() => expect(outbox.snapshot().trouble).toMatchObject({ kind: 'wait' }));
    expect(outbox.snapshot().waiting).toBe(1);
    outbox.retryNow();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.resolve(fine);
    await outbox.flush();
    expect(answered).toEqual(['1']);
    expect(outbox.snapshot()).toEqual({ waiting: 0, trouble: null });
  });

  it('drops what is refused for good and goes on with the next', async () => {
    const { post, calls, refused, answered } = fakePost();
    const outbox = new Outbox('mara', fakeStore(), post);
    outbox.put(letter('1'));
    outbox.put(letter('2'));
    calls[0]?.reject('gone');
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.resolve(fine);
    await outbox.flush();
    expect(refused).toEqual(['1']);
    expect(answered).toEqual(['2']);
  });

  it('takes back what has not gone out, and nothing else', () => {
    const store = fakeStore();
    const { post } = fakePost();
    const outbox = new Outbox('mara', store, post);
    outbox.put(letter('1'));
    outbox.put(letter('2'));
    expect(outbox.withdraw('1')).toBe(false);
    expect(outbox.withdraw('2')).toBe(true);
    expect(outbox.withdraw('2')).toBe(false);
    expect([...store.held.keys()]).toEqual(['studywright.rating/mara/1']);
  });

  it('ignores what it does not understand', () => {
    const store = fakeStore();
    store.set('studywright.rating/mara/1', '{"kind":"review","id":"1"}');
    store.set('studywright.rating/mara/2', 'nonsense');
    expect(new Outbox('mara', store, fakePost().post).pending).toEqual([]);
  });
});
