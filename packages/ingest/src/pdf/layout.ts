import { regionsOf } from './columns.ts';
import { linesOf, segmentsOf } from './lines.ts';
import type { Line, Segment } from './lines.ts';
import type { PageRuns } from './runs.ts';
import { withTables } from './tables.ts';

/** A page as lines, in parts that are read one after the other. */
export interface PageLayout {
  width: number;
  height: number;
  regions: Line[][];
}

export function layoutOf({ groups, width, height }: PageRuns): PageLayout {
  const regions = groups.flatMap((runs) => {
    const segments = segmentsOf(dropDoubles(runs));
    const rtl = segments.filter((segment) => segment.runs.some((run) => run.rightToLeft)).length * 2 > segments.length;
    if (!rtl) return regionsOf(withTables(segments)).map((region) => linesOf(region));
    // Columns and cells are then read from the right, as in a mirror; but tables may have been made from the left.
    return regionsOf(withTables(withTables(segments).map(inMirror))).map((region) => linesOf(region.map(inMirror)));
  });
  return { width, height, regions: regions.filter((region) => region.length > 0) };
}

function inMirror(segment: Segment): Segment {
  return { ...segment, x0: -segment.x1, x1: -segment.x0, ...(segment.cells && { cells: segment.cells.map((cell) => cell.map(inMirror)) }) };
}

/** Some programs draw bold as the same text twice, a hair apart. */
function dropDoubles<T extends { text: string; x0: number; y: number; size: number }>(runs: readonly T[]): T[] {
  const recent = new Map<string, T>();
  return runs.filter((run) => {
    const same = recent.get(run.text);
    recent.set(run.text, run);
    return !(same && Math.abs(same.x0 - run.x0) < 0.1 * run.size && Math.abs(same.y - run.y) < 0.1 * run.size);
  });
}
