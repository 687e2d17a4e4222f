import { date } from '../lib/format.ts';

export interface HeatmapDay {
  /** `YYYY-MM-DD` */
  day: string;
  answers: number;
}

export interface HeatmapWeek {
  /** Its Monday. */
  start: string;
  /** The month's name where a month begins, else empty. */
  month: string;
  /** Monday to Sunday; null outside the span. */
  days: (HeatmapDay | null)[];
}

const dayMs = 86_400_000;

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Shade of a day, 0 (none) to 4 (80 answers and more). */
export function level(answers: number): number {
  if (answers <= 0) return 0;
  if (answers < 20) return 1;
  if (answers < 40) return 2;
  if (answers < 80) return 3;
  return 4;
}

/** Lays the days of `from`…`to` (both included) out in weeks that begin on Monday. */
export function heatmapGrid(from: string, to: string, days: readonly HeatmapDay[]): { weeks: HeatmapWeek[] } {
  const answers = new Map(days.map((day) => [day.day, day.answers]));
  const first = Date.parse(`${from}T00:00:00Z`);
  const last = Date.parse(`${to}T00:00:00Z`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const weeks: HeatmapWeek[] = [];
  let lastLabel = -3;
  let month = new Date(monday).getUTCMonth();
  for (let start = monday; start <= last; start += 7 * dayMs) {
    const now = new Date(start).getUTCMonth();
    // Only where a month begins; a name needs the room of three columns.
    const named = now !== month && weeks.length - lastLabel >= 3;
    if (named) lastLabel = weeks.length;
    month = now;
    weeks.push({
      start: iso(start),
      month: named ? date(iso(start), 'month') : '',
      days: Array.from({ length: 7 }, (_, weekday) => {
        const time = start + weekday * dayMs;
        return time < first || time > last ? null : { day: iso(time), answers: answers.get(iso(time)) ?? 0 };
      }),
    });
  }
  return { weeks };
}
