/** Ends its process when that has used up its time or memory, or lost the one that started it. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { guardOrder, lastWords } from './wire.ts';
import type { LastWord } from './wire.ts';

const { timeoutSeconds, stallSeconds, memoryMb, parent, beats } = guardOrder.parse(workerData);
const end = performance.now() + timeoutSeconds * 1000;
let beat = 0;
let beatAt = cpuSeconds();

function stop(why: LastWord): void {
  try {
    writeSync(2, `\n${lastWords[why]}\n`);
  } finally {
    // With its parent gone there is nobody to write to, and the writing fails.
    process.kill(process.pid, 'SIGKILL');
  }
}

/** What the whole process has used: on a busy machine time passes without anything being done. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

setInterval(() => {
  const spent = cpuSeconds();
  if (Atomics.load(beats, 0) !== beat) {
    beat = Atomics.load(beats, 0);
    beatAt = spent;
  }
  if (process.memoryUsage.rss() > memoryMb * 1024 * 1024) stop('memory');
  else if (performance.now() > end) stop('time');
  else if (spent - beatAt > stallSeconds) stop('stall');
  else if (process.ppid !== parent) stop('orphan');
}, 50);
