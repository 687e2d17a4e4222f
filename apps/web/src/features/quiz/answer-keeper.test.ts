import { describe, expect, it, vi } from 'vitest';
import type { Store } from '@/lib/device-store.ts';
import { AnswerKeeper, type Given, type KeeperPort } from './answer-keeper.ts';

function fakeStore(): Store & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return { held, keys: () => [...held.keys()], get: (key) => held.get(key) ?? null, set: (key, value) => void held.set(key, value), remove: (key) => void held.delete(key) };
}

function fakePort() {
  const calls: { questionId: string; given: Given; resolve: () => void; reject: (error: unknown) => void }[] = [];
  const port: KeeperPort = {
    save: (questionId, given) => new Promise((resolve, reject) => calls.push({ questionId, given, resolve, reject })),
    failure: (error) => (error === 'handed in' ? { kind: 'refused', detail: 'This quiz is handed in already.' } : { kind: 'wait', detail: 'no reply' }),
  };
  return { port, calls };
}

const open: Given = { chosen: null, marked: false };
const saved = () => new Map([['q1', open], ['q2', { chosen: 1, marked: true }]]);

describe('AnswerKeeper', () => {
  it('shows an answer at once, sends it, and then forgets its copy', async () => {
    const store = fakeStore();
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), store, port);
    keeper.set('q1', { chosen: 2 });
    expect(keeper.snapshot().given.get('q1')).toEqual({ chosen: 2, marked: false });
    expect(keeper.snapshot().unsent).toBe(1);
    expect(store.held.size).toBe(1);
    calls[0]?.resolve();
    await keeper.flush();
    expect(store.held.size).toBe(0);
    expect(keeper.snapshot().unsent).toBe(0);
  });

  it('sends only the newest answer of a question, but that one for certain', async () => {
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), fakeStore(), port);
    keeper.set('q1', { chosen: 0 });
    keeper.set('q1', { chosen: 1 });
    keeper.set('q1', { chosen: 3 });
    calls[0]?.resolve();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1]?.given.chosen).toBe(3);
    calls[1]?.resolve();
    await keeper.flush();
    expect(calls).toHaveLength(2);
  });

  it('takes up what an earlier tab could not send, over what the server has', () => {
    const store = fakeStore();
    const first = new AnswerKeeper('attempt', saved(), store, fakePort().port);
    first.set('q2', { chosen: 3 });
    const again = new AnswerKeeper('attempt', saved(), store, fakePort().port);
    expect(again.snapshot().given.get('q2')).toEqual({ chosen: 3, marked: true });
    expect(again.snapshot().unsent).toBe(1);
    expect(new AnswerKeeper('another', saved(), store, fakePort().port).snapshot().unsent).toBe(0);
  });

  it('waits out a lost connection', async () => {
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), fakeStore(), port);
    keeper.set('q1', { chosen: 0 });
    calls[0]?.reject('no reply');
    await vi.waitFor(() => expect(keeper.snapshot().trouble?.kind).toBe('wait'));
    keeper.retryNow();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    calls[1]?.resolve();
    await keeper.flush();
    expect(keeper.snapshot()).toMatchObject({ trouble: null, unsent: 0 });
  });

  it('says so when nothing is taken any more', async () => {
    const store = fakeStore();
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), store, port);
    keeper.set('q1', { chosen: 0 });
    calls[0]?.reject('handed in');
    await keeper.flush();
    expect(keeper.snapshot().closed).toBe('This quiz is handed in already.');
    expect(store.held.size).toBe(0);
  });
});
