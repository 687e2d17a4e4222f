import { expect, it } from 'vitest';
import type { DocumentReader } from './reader.ts';
import { takeTurns } from './turns.ts';

/** A reader whose pictures are done when the test says so. */
function pool() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (why: unknown) => void }>();
  const never = () => Promise.reject(new Error('not asked for here'));
  const reader: DocumentReader = {
    extract: never,
    render: never,
    cut: never,
    unlock: never,
    close: () => Promise.resolve(),
    async recognize(path, page) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      begun.push(`${path}${page}`);
      ends.set(`${path}${page}`, { resolve, reject });
      await promise;
      return { page: { number: page, text: path, ocr: true }, headings: [] };
    },
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    reader,
    begun,
    async end(which: string) {
      ends.get(which)?.resolve();
      await settle();
    },
    async fail(which: string) {
      ends.get(which)?.reject(new Error('broken'));
      await settle();
    },
    settle,
  };
}

const options = { fileName: 'scan.pdf' };

it('takes one page of each document in turn, and no more at once than there are readers', async () => {
  const { reader, begun, end, settle } = pool();
  const fair = takeTurns(reader, 1);
  const all = [1, 2, 3, 4].map((page) => fair.recognize('a', page, options));
  all.push(...[1, 2].map((page) => fair.recognize('b', page, options)), fair.recognize('c', 1, options));
  await settle();
  expect(begun).toEqual(['a1']);
  for (let count = 0; count < 7; count += 1) await end(begun.at(-1) ?? '');
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  expect((await Promise.all(all)).map(({ page }) => page.text).join('')).toBe('aaaabbc');
  expect(fair.pictures).toBe(1);
});

it('goes on after a page that failed, and leaves out those that nobody waits for any more', async () => {
  const { reader, begun, fail, end, settle } = pool();
  const fair = takeTurns(reader, 1);
  const stop = new AbortController();
  const first = fair.recognize('a', 1, options);
  const second = fair.recognize('b', 1, { ...options, signal: stop.signal });
  const third = fair.recognize('c', 1, options);
  await settle();
  stop.abort(new Error('cancelled'));
  await expect(second).rejects.toThrow('cancelled');
  const [failed] = await Promise.all([Promise.allSettled([first]), fail('a1')]);
  expect(failed).toEqual([{ status: 'rejected', reason: new Error('broken') }]);
  expect(begun).toEqual(['a1', 'c1']);
  await end('c1');
  await third;
});
