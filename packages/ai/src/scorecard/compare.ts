import { z } from 'zod';
import type { FigureName, Figures } from './score.ts';

/** By which way and how much a figure may differ from the recorded one before it counts as worse. */
type Rule =
  | { better: 'higher' | 'lower'; tolerance: number }
  /** Fine from here on, whatever was recorded. */
  | { atLeast: number };

/** Half a point for shares, since one item more or less of some hundreds is no news. Times and amounts are not compared here. */
const rules: Partial<Record<FigureName, Rule>> = {
  keyTermRecallAt50: { better: 'higher', tolerance: 0.005 },
  keyTermCappedRecallAt50: { better: 'higher', tolerance: 0.005 },
  keyTermRPrecision: { better: 'higher', tolerance: 0.005 },
  keyTermPrecision: { better: 'higher', tolerance: 0.005 },
  definitionF1: { better: 'higher', tolerance: 0.005 },
  definitionShare: { better: 'higher', tolerance: 0.005 },
  definitionsAsked: { better: 'higher', tolerance: 0.005 },
  grounded: { better: 'higher', tolerance: 0 },
  duplicates: { better: 'lower', tolerance: 0.005 },
  selfContained: { better: 'higher', tolerance: 0.005 },
  longestRight: { better: 'lower', tolerance: 0.01 },
  positionP: { atLeast: 0.05 },
  doubtfulOptions: { better: 'lower', tolerance: 0.005 },
  rouge1: { better: 'higher', tolerance: 0.005 },
  rouge2: { better: 'higher', tolerance: 0.005 },
};

/** Figures of a release, by engine. Null was not measured, and nothing can be worse than it. */
export const recordedFigures = z.record(z.string(), z.object({ figures: z.record(z.string(), z.number().nullable()), peakMb: z.number().nullable().optional() }));
export type RecordedFigures = z.infer<typeof recordedFigures>[string];

export interface Worse {
  name: string;
  was: number;
  is: number | null;
  tolerance: number;
}

/** Time and memory depend on the machine: worse is what takes more than these times as much. */
const mostTime = 2;
const mostMemory = 1.25;

/**
 * The figures that are worse than those recorded, each with what was recorded and how much is tolerated. One that was
 * measured and is not any more is worse too. Processor time, which other programs do not
 * add to, is compared for each word of text, memory as it is.
 */
export function worseThan(recorded: RecordedFigures, figures: Figures, peakMb: number | null): Worse[] {
  const worse: Worse[] = [];
  for (const [name, is] of Object.entries({ ...figures })) {
    const was = recorded.figures[name] ?? null;
    const rule = ruleOf(name);
    if (rule === undefined || was === null) continue;
    if (is === null || isWorse(rule, was, is)) worse.push({ name, was, is, tolerance: 'tolerance' in rule ? rule.tolerance : 0 });
  }
  const was = perWord(recorded.figures['cpuSeconds'], recorded.figures['words']);
  const is = perWord(figures.cpuSeconds, figures.words);
  if (was !== null && is !== null && is > was * mostTime) worse.push({ name: 'cpuSecondsPer1000Words', was: was * 1000, is: is * 1000, tolerance: was * 1000 * (mostTime - 1) });
  const memory = recorded.peakMb ?? null;
  if (memory !== null && peakMb !== null && peakMb > memory * mostMemory) worse.push({ name: 'peakMb', was: memory, is: peakMb, tolerance: memory * (mostMemory - 1) });
  return worse;
}

function ruleOf(name: string): Rule | undefined {
  return Object.entries(rules).find(([known]) => known === name)?.[1];
}

function isWorse(rule: Rule, was: number, is: number): boolean {
  // A hair for what decimal fractions lose in binary.
  const hair = 1e-9;
  if ('atLeast' in rule) return is < rule.atLeast;
  return rule.better === 'higher' ? is < was - rule.tolerance - hair : is > was + rule.tolerance + hair;
}

function perWord(seconds: number | null | undefined, words: number | null | undefined): number | null {
  return seconds === null || seconds === undefined || !words ? null : seconds / words;
}
