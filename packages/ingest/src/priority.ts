import { constants, getPriority, setPriority } from 'node:os';

/**
 * What is done in the background never takes the processor from what answers a student; and what turns out to be long, a book
 * or a scan, does not take it from what is done in a second.
 */
const levels = { background: constants.priority.PRIORITY_BELOW_NORMAL, long: 15 };
/** Of the processor: three slides take a third of it, most of that for the start of the program. */
const longSeconds = 2;

/** Lowers the priority of this process; raises it never. */
export function stepBack(behind: keyof typeof levels): void {
  try {
    if (getPriority() < levels[behind]) setPriority(levels[behind]);
  } catch {
    // Where that is not allowed, it works at the priority that it has.
  }
}

/** To be asked now and then: steps back once this process has used the processor for so many seconds. */
export function stepBackIfLong(seconds = longSeconds): void {
  const { user, system } = process.cpuUsage();
  if (user + system > seconds * 1e6) stepBack('long');
}
