import { describe, expect, it } from 'vitest';
import { heatmapGrid, level } from './heatmap-grid.ts';

describe('heatmapGrid', () => {
  it('begins weeks on Monday and leaves out days beyond the span', () => {
    const { weeks } = heatmapGrid('2026-11-11', '2026-11-20', [{ day: '2026-11-16', answers: 7 }]);
    expect(weeks.map((week) => week.start)).toEqual(['2026-11-09', '2026-11-16']);
    expect(weeks[0]?.days.slice(0, 3)).toEqual([null, null, { day: '2026-11-11', answers: 0 }]);
    expect(weeks[1]?.days[0]).toEqual({ day: '2026-11-16', answers: 7 });
    expect(weeks[1]?.days.slice(4)).toEqual([{ day: '2026-11-20', answers: 0 }, null, null]);
  });
  it('holds every day of half a year once', () => {
    const { weeks } = heatmapGrid('2026-05-23', '2026-11-20', []);
    const all = weeks.flatMap((week) => week.days).filter((day) => day !== null);
    expect(new Set(all.map((day) => day.day)).size).toBe(182);
    expect(all.length).toBe(182);
  });
  it('never sets two names of months closer than three columns', () => {
    const { weeks } = heatmapGrid('2026-05-25', '2026-11-20', []);
    const labelled = weeks.flatMap((week, index) => (week.month === '' ? [] : [index]));
    expect(labelled.length).toBeGreaterThanOrEqual(5);
    labelled.slice(1).forEach((column, index) => expect(column - (labelled[index] ?? 0)).toBeGreaterThanOrEqual(3));
  });
});

it('shades by answers', () => {
  expect([0, 1, 19, 20, 40, 79, 80, 500].map(level)).toEqual([0, 1, 1, 2, 3, 3, 4, 4]);
});
