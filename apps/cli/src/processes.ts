/** What the processes that this one started have used. Known on Linux alone; elsewhere nothing is told. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import type { Usage } from '@studywright/ingest/evaluate/measure';

/** How the kernel counts time for user programs: hundredths of a second on every architecture that Node runs on. */
const ticksPerSecond = 100;
const sampleMs = 20;

/** What a process that is merely there uses, in ticks: after its last work it still clears up. One page takes it many more. */
const idleTicks = 10;

/**
 * Runs `work`, and looks at the processes below this one while it runs: their processor time, and the most memory that one of
 * those that did something held. What a process used in its last hundredth of a second counts, for the kernel adds it up when
 * it ends.
 */
export async function metered<T>(work: () => Promise<T>): Promise<{ value: T; usage: Usage }> {
  const before = await cpuSeconds();
  // Readers of pictures live on from one document to the next, and keep their memory.
  const old = new Map<number, number>();
  for (const pid of await descendants(process.pid)) {
    await forgetPeak(pid);
    old.set(pid, (await times(pid))?.own ?? 0);
  }
  let peakMb: number | null = null;
  let looking = Promise.resolve();
  const look = async () => {
    for (const pid of await descendants(process.pid)) {
      const before = old.get(pid);
      if (before !== undefined && ((await times(pid))?.own ?? 0) <= before + idleTicks) continue;
      const kb = /^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
      if (kb !== undefined) peakMb = Math.max(peakMb ?? 0, Number(kb) / 1024);
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, sampleMs);
  try {
    const value = await work();
    looking = looking.then(look);
    await looking;
    const after = await cpuSeconds();
    return { value, usage: { cpuSeconds: before === null || after === null ? null : after - before, peakMb } };
  } finally {
    clearInterval(timer);
    await looking;
  }
}

/** Whatever it held before, the most that a process holds counts from now on (`clear_refs` of proc(5)). */
async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {});
}

/** Of all processes below this one, ended or not; null where that cannot be told. */
async function cpuSeconds(): Promise<number | null> {
  const own = await times(process.pid);
  if (own === null) return null;
  const living = await Promise.all((await descendants(process.pid)).map(times));
  const ticks = living.reduce((sum, one) => sum + (one === null ? 0 : one.own + one.ended), own.ended);
  return ticks / ticksPerSecond;
}

/** Of a process and of those below it that have ended, in ticks: fields 14 to 17 of its `stat`. */
async function times(pid: number): Promise<{ own: number; ended: number } | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The second field, the name, may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
  const at = (field: number) => fields[field - 3] ?? 0;
  return { own: at(14) + at(15), ended: at(16) + at(17) };
}

async function descendants(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')));
  const children = lists.flatMap((list) => list.split(' ')).filter((word) => word !== '').map(Number);
  const below = await Promise.all(children.map(descendants));
  return [...children, ...below.flat()];
}
