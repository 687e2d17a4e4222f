/**
 * Text below the lower edge of a page. Whoever put more on a slide than fits on it still said it: it is read where the page
 * is full to its edge.
 */
import { groupsOf } from './runs.ts';
import type { PageRuns, Run } from './runs.ts';
import type { PageText } from './text.ts';

/** How many times its size the last line may stand above the edge, and each line beyond below the one before. */
const nearby = 2.5;

/** The runs of a page by direction, with what goes on below it and without what only lies there. */
export function withinPage({ runs, width, height }: PageText): PageRuns {
  const isBeyond = ({ place, y }: Run) => place.turn === 0 && y > height;
  if (!runs.some(isBeyond)) return { groups: groupsOf(runs), width, height };
  const beyond = new Set(runs.filter(isBeyond));
  const groups = groupsOf(runs.filter((run) => !beyond.has(run)));
  const [main] = groups;
  if (main) main.push(...goingOn(main, [...beyond], width, height));
  return { groups, width, height };
}

function goingOn(main: readonly Run[], beyond: readonly Run[], width: number, height: number): Run[] {
  const last = main.filter(({ place }) => place.turn === 0).reduce<Run | null>((lowest, run) => (lowest === null || run.y > lowest.y ? run : lowest), null);
  if (!last || last.y < height - nearby * last.size) return [];
  const found: Run[] = [];
  let from = last.y;
  for (const run of beyond.filter(({ x0, x1 }) => x0 >= 0 && x1 <= width).sort((a, b) => a.y - b.y)) {
    if (run.y - from > nearby * Math.max(run.size, last.size)) break;
    from = run.y;
    found.push(run);
  }
  return found;
}
