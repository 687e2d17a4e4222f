import type { Scenario } from './capture.ts';
import type { Outcome } from './load.order.ts';

/** One after the other, in the same minute. */
export interface Round {
  bare: Outcome;
  api: Outcome;
}

export interface Measured {
  scenario: Scenario;
  /** Medians over the rounds; requests a second, milliseconds. */
  bare: { perSecond: number; p50: number; p99: number };
  api: { perSecond: number; p50: number; p99: number };
  /** Medians of the rounds' own ratios, API server to bare handler. */
  ratio: { perSecond: number; p99: number };
  aim: { perSecond: number; p99: number };
}

const aims: Record<Scenario, number> = { due: 0.6, course: 0.6, rate: 0.4 };
const titles: Record<Scenario, string> = { due: 'Due cards', rate: 'Rating a card', course: 'Course page' };

export function summarise(scenario: Scenario, rounds: readonly Round[]): Measured {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const side = (which: 'bare' | 'api') => ({ perSecond: of((round) => round[which].perSecond), p50: of((round) => round[which].p50), p99: of((round) => round[which].p99) });
  return {
    scenario,
    bare: side('bare'),
    api: side('api'),
    ratio: { perSecond: of(({ bare, api }) => api.perSecond / bare.perSecond), p99: of(({ bare, api }) => api.p99 / bare.p99) },
    aim: { perSecond: aims[scenario], p99: 2 },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function inJson(result: { measured: readonly Measured[]; restMb: number | null; rounds: number; seconds: number; connections: number }): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

export function inTable(measured: readonly Measured[], restMb: number | null): string {
  const rows = [
    ['', 'bare req/s', 'API req/s', 'ratio', 'aim', 'bare p99', 'API p99', 'ratio', 'aim'],
    ...measured.map(({ scenario, bare, api, ratio, aim }) => [
      titles[scenario],
      bare.perSecond.toFixed(0),
      api.perSecond.toFixed(0),
      ratio.perSecond.toFixed(2),
      `≥ ${aim.perSecond}`,
      `${bare.p99} ms`,
      `${api.p99} ms`,
      ratio.p99.toFixed(2),
      `≤ ${aim.p99}`,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
  return `${lines.join('\n')}\n\nAPI server at rest, after its start: ${restMb === null ? 'not known on this system' : `${restMb} MB (PSS), to be under 150`}\n`;
}
