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

const option = (chosen: number): Given['answer'] => ({ kind: 'single', chosen });
const open: Given = { answer: null, marked: false };
const saved = () => new Map<string, Given>([['q1', open], ['q2', { answer: option(1), marked: true }]]);

describe('AnswerKeeper', () => {
  it('shows an answer at once, sends it, and then forgets its copy', async () => {
    const store = fakeStore();
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), store, port);
    keeper.set('q1', { answer: option(2) });
    expect(keeper.snapshot().given.get('q1')).toEqual({ answer: option(2), marked: false });
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
    keeper.set('q1', { answer: option(0) });
    keeper.set('q1', { answer: option(1) });
    keeper.set('q1', { answer: option(3) });
    calls[0]?.resolve();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1]?.given.answer).toEqual(option(3));
    calls[1]?.resolve();
    await keeper.flush();
    expect(calls).toHaveLength(2);
  });

  it('takes up what an earlier tab could not send, over what the server has', () => {
    const store = fakeStore();
    const first = new AnswerKeeper('attempt', saved(), store, fakePort().port);
    first.set('q2', { answer: option(3) });
    const again = new AnswerKeeper('attempt', saved(), store, fakePort().port);
    expect(again.snapshot().given.get('q2')).toEqual({ answer: option(3), marked: true });
    expect(again.snapshot().unsent).toBe(1);
    expect(new AnswerKeeper('another', saved(), store, fakePort().port).snapshot().unsent).toBe(0);
  });

  it('takes up answers of every kind, and leaves what is none', () => {
    const store = fakeStore();
    const answers: NonNullable<Given['answer']>[] = [
      { kind: 'multiple', chosen: [0, 2] },
      { kind: 'trueFalse', value: false },
      { kind: 'fillIn', text: 'osmosis' },
      { kind: 'shortAnswer', text: 'Water moves.' },
      { kind: 'matching', pairs: [1, null, 0] },
      { kind: 'ordering', order: [2, 0, 1] },
    ];
    const items = new Map<string, Given>(answers.map((_, index) => [`q${index}`, open]));
    for (const [index, answer] of answers.entries()) store.set(`studywright.answer/attempt/q${index}`, JSON.stringify({ answer, marked: false }));
    const keeper = new AnswerKeeper('attempt', items, store, fakePort().port);
    expect([...keeper.snapshot().given.values()].map(({ answer }) => answer)).toEqual(answers);
    for (const [index, broken] of ['{"kind":"single"}', '{"kind":"ordering","order":["a"]}', '{"kind":"song","chosen":1}', '7', '{"kind":"fillIn","text":3}'].entries()) {
      store.set(`studywright.answer/other/q${index}`, `{"answer":${broken},"marked":false}`);
    }
    expect(new AnswerKeeper('other', items, store, fakePort().port).snapshot().unsent).toBe(0);
  });

  it('waits out a lost connection', async () => {
    const { port, calls } = fakePort();
    const keeper = new AnswerKeeper('attempt', saved(), fakeStore(), port);
    keeper.set('q1', { answer: option(0) });
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
    keeper.set('q1', { answer: option(0) });
    calls[0]?.reject('handed in');
    await keeper.flush();
    expect(keeper.snapshot().closed).toBe('This quiz is handed in already.');
    expect(store.held.size).toBe(0);
  });
});
