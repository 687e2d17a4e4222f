import type { DocumentStep } from './schema.ts';

/** Share of a document's work that each step usually takes, in percent; together 100. */
const shares: Record<DocumentStep, { from: number; to: number }> = {
  read: { from: 0, to: 10 },
  ocr: { from: 10, to: 25 },
  topics: { from: 25, to: 35 },
  write: { from: 35, to: 98 },
  finish: { from: 98, to: 100 },
};

/** Percent of the whole after `done` of `total` parts of a step. */
export function percentOf(step: DocumentStep, done: number, total: number): number {
  const { from, to } = shares[step];
  const share = total <= 0 ? 1 : Math.min(1, Math.max(0, done / total));
  return Math.floor(from + (to - from) * share);
}

/**
 * Whole seconds still to go, from how long the current step's parts took so far and, for what follows, from its usual
 * share. Null until one part is done: before that there is nothing to estimate from.
 */
export function secondsLeft(step: DocumentStep, done: number, total: number, elapsedMs: number): number | null {
  if (done <= 0 || total <= 0 || elapsedMs <= 0) return null;
  const perPercent = elapsedMs / Math.max(1, percentOf(step, done, total) - shares[step].from);
  return Math.max(1, Math.round((perPercent * (100 - percentOf(step, done, total))) / 1000));
}
