/**
 * Runs all tasks at once. When one fails the others are stopped, and the first failure is thrown once the last of them
 * has ended, so that nothing goes on behind the caller's back.
 */
export async function together<T>(signal: AbortSignal, tasks: readonly ((signal: AbortSignal) => Promise<T>)[]): Promise<T[]> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let first: { error: unknown } | null = null;
  const run = async (task: (signal: AbortSignal) => Promise<T>): Promise<T[]> => {
    try {
      return [await task(either)];
    } catch (error) {
      first ??= { error };
      stop.abort();
      return [];
    }
  };
  const results = await Promise.all(tasks.map(run));
  rethrow(first);
  return results.flat();
}

function rethrow(failure: { error: unknown } | null): void {
  if (failure) throw failure.error;
}
