import { constants, getPriority, setPriority } from 'node:os';

/**
 * What is done in the background never takes the processor from what answers a student, and a scan, which takes minutes of it,
 * not from a text that takes a second.
 */
const levels = { text: constants.priority.PRIORITY_BELOW_NORMAL, pictures: 15 };

/** Lowers the priority of this process; raises it never. */
export function stepBack(behind: keyof typeof levels): void {
  try {
    if (getPriority() < levels[behind]) setPriority(levels[behind]);
  } catch {
    // Where that is not allowed, it works at the priority that it has.
  }
}
