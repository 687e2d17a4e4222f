/**
 * Runs all tasks at once, each to its end: an answer that is under way when another task fails is paid for, and kept. The
 * first failure, in the order of the tasks, is thrown once the last of them has ended.
 */
export async function together<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const ends = await Promise.allSettled(tasks.map((task) => task()));
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}
