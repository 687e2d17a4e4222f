import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Failure, type Sending, UploadQueue, type UploadMemory, type UploadPort, type UploadView } from './upload-queue.ts';

class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.detail);
    this.failure = failure;
  }
}

const again = new Refused({ kind: 'again', detail: 'The connection is lost.' });

/** A server of one's own: each `send` is answered by the test. */
function fakePort() {
  const sendings: { sending: Sending; resolve: () => void; reject: (error: Error) => void }[] = [];
  const added: string[] = [];
  const placed: [string, string][] = [];
  let finish: (id: string) => Promise<string> = (id) => Promise.resolve(id);
  const port: UploadPort = {
    start: () => Promise.resolve({ endpoint: 'http://api/uploads', ticket: 't', via: 'tus' }),
    send: (_ticket, sending) =>
      new Promise((resolve, reject) => {
        sending.signal.addEventListener('abort', () => reject(new Error('aborted')));
        sendings.push({ sending, resolve, reject });
      }),
    finish: (id) => finish(id),
    discard: () => Promise.resolve(),
    place: async (id, before) => void placed.push([id, before]),
    failure: (error) => (error instanceof Refused ? error.failure : { kind: 'refused', detail: String(error) }),
    added: (courseId) => added.push(courseId),
  };
  return { port, sendings, added, placed, onFinish: (next: typeof finish) => (finish = next) };
}

function fakeMemory() {
  const kept = new Map<string, { id: string; url: string | null }>();
  const memory: UploadMemory = {
    find: (courseId, file) => kept.get(courseId + file.name) ?? null,
    keep: (courseId, file, begun) => kept.set(courseId + file.name, begun),
    forget: (courseId, file) => kept.delete(courseId + file.name),
  };
  return { memory, kept };
}

let count = 0;
const newId = () => `id-${(count += 1)}`;
const file = (name: string) => new File(['0123456789'], name);

function states(queue: UploadQueue): UploadView['state'][] {
  return queue.snapshot().map((view) => view.state);
}

beforeEach(() => {
  count = 0;
});

describe('UploadQueue', () => {
  it('sends two at a time, the others in turn, and makes a document of each', async () => {
    const { port, sendings, added } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('a'), file('b'), file('c')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    expect(states(queue)).toEqual(['sending', 'sending', 'waiting']);
    sendings[0]?.resolve();
    await vi.waitFor(() => expect(sendings).toHaveLength(3));
    sendings[1]?.resolve();
    sendings[2]?.resolve();
    await vi.waitFor(() => expect(states(queue)).toEqual(['done', 'done', 'done']));
    expect(added).toHaveLength(3);
    expect(queue.busy).toBe(false);
  });

  it('keeps the order in which files were added, whichever arrives first', async () => {
    const { port, sendings, placed } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('long'), file('short'), file('last')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    sendings[1]?.resolve();
    await vi.waitFor(() => expect(sendings).toHaveLength(3));
    sendings[2]?.resolve();
    await vi.waitFor(() => expect(states(queue)).toEqual(['sending', 'done', 'done']));
    expect(placed).toEqual([]);
    sendings[0]?.resolve();
    await vi.waitFor(() => expect(placed).toEqual([['id-1', 'id-2']]));
  });

  it('goes on where it was after a lost connection, without being asked', async () => {
    const { port, sendings } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('a')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(1));
    sendings[0]?.sending.onUrl('http://api/uploads/1');
    sendings[0]?.sending.onProgress(6);
    sendings[0]?.reject(again);
    await vi.waitFor(() => expect(states(queue)).toEqual(['interrupted']));
    queue.retryAll();
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    expect(sendings[1]?.sending.previousUrl).toBe('http://api/uploads/1');
    expect(queue.snapshot()[0]?.sent).toBe(6);
  });

  it('does not send again what only waits to become a document', async () => {
    const { port, sendings, onFinish } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    const answers: (() => Promise<string>)[] = [() => Promise.reject(again), () => Promise.resolve('id-1')];
    onFinish(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
    queue.add('course', [file('a')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(1));
    sendings[0]?.resolve();
    await vi.waitFor(() => expect(states(queue)).toEqual(['interrupted']));
    queue.retryAll();
    await vi.waitFor(() => expect(states(queue)).toEqual(['done']));
    expect(sendings).toHaveLength(1);
  });

  it('names the document that is the same, and keeps nothing to resume', async () => {
    const { port, sendings, onFinish } = fakePort();
    const { memory, kept } = fakeMemory();
    const queue = new UploadQueue(() => port, memory);
    onFinish(() => Promise.reject(new Refused({ kind: 'duplicate', detail: 'This is the same file.', documentId: 'other' })));
    queue.add('course', [file('a')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(1));
    sendings[0]?.resolve();
    await vi.waitFor(() => expect(states(queue)).toEqual(['duplicate']));
    expect(queue.snapshot()[0]).toMatchObject({ documentId: 'other', problem: 'This is the same file.' });
    expect(kept.size).toBe(0);
  });

  it('pauses and resumes, and takes up what an earlier tab began', async () => {
    const { port, sendings } = fakePort();
    const { memory, kept } = fakeMemory();
    kept.set('coursea', { id: 'begun', url: 'http://api/uploads/begun' });
    const queue = new UploadQueue(() => port, memory);
    queue.add('course', [file('a')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(1));
    expect(sendings[0]?.sending.previousUrl).toBe('http://api/uploads/begun');
    queue.pause('begun');
    expect(states(queue)).toEqual(['paused']);
    expect(queue.busy).toBe(true);
    queue.resume('begun');
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    expect(states(queue)).toEqual(['sending']);
  });

  it('pauses all without beginning one of those that wait, and goes on with all in their order', async () => {
    const { port, sendings } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('a'), file('b'), file('c')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    queue.pauseAll();
    expect(states(queue)).toEqual(['paused', 'paused', 'paused']);
    queue.resumeAll();
    await vi.waitFor(() => expect(sendings).toHaveLength(4));
    expect(sendings.slice(2).map(({ sending }) => sending.file.name).toSorted()).toEqual(['a', 'b']);
    expect(states(queue)).toEqual(['sending', 'sending', 'waiting']);
  });

  it('lets go of what is cancelled and takes the next', async () => {
    const { port, sendings } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('a'), file('b'), file('c')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
    queue.cancel('id-1');
    await vi.waitFor(() => expect(sendings).toHaveLength(3));
    expect(queue.snapshot().map((view) => view.fileName)).toEqual(['b', 'c']);
  });

  it('says why a file is refused, and tries it again only when asked', async () => {
    const { port, sendings } = fakePort();
    const queue = new UploadQueue(() => port, fakeMemory().memory);
    queue.add('course', [file('a')], newId);
    await vi.waitFor(() => expect(sendings).toHaveLength(1));
    sendings[0]?.reject(new Refused({ kind: 'refused', detail: 'Too large.' }));
    await vi.waitFor(() => expect(states(queue)).toEqual(['failed']));
    expect(queue.snapshot()[0]?.problem).toBe('Too large.');
    queue.retry('id-1');
    await vi.waitFor(() => expect(sendings).toHaveLength(2));
  });
});
