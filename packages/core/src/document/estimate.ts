import type { DocumentStep } from './schema.ts';
import { documentSteps } from './steps.ts';

/**
 * How much work a step usually is, for as many pages of text. Reading a page that is a picture takes many times as long
 * as all else that is done with it, so that a scan spends nearly all its time there.
 */
const weights: Record<Exclude<DocumentStep, 'read' | 'ocr'>, number> = { topics: 10, write: 83, finish: 2 };
const pictureWeight = 1_500;
/** Of opening the file, in percent: the same for all, because what is in it is not known before. */
const readShare = 5;

/** Where a step begins and ends, in percent of the whole. @param pictures share of pages that are read from pictures, 0 to 1 */
function shareOf(step: DocumentStep, pictures: number): { from: number; to: number } {
  if (step === 'read') return { from: 0, to: readShare };
  const of = { ...weights, read: 0, ocr: pictureWeight * Math.min(1, Math.max(0, pictures)) };
  const sum = documentSteps.reduce((all, each) => all + of[each], 0);
  const before = documentSteps.slice(0, documentSteps.indexOf(step)).reduce((all, each) => all + of[each], 0);
  const percent = (weight: number) => readShare + ((100 - readShare) * weight) / sum;
  return { from: percent(before), to: step === 'finish' ? 100 : percent(before + of[step]) };
}

function exactly(step: DocumentStep, done: number, total: number, pictures: number): number {
  const { from, to } = shareOf(step, pictures);
  const share = total <= 0 ? 1 : Math.min(1, Math.max(0, done / total));
  return from + (to - from) * share;
}

/** Whole percent of a document after `done` of `total` parts of a step. @param pictures as in `secondsLeft` */
export function percentOf(step: DocumentStep, done: number, total: number, pictures = 0): number {
  return Math.floor(exactly(step, done, total, pictures));
}

export interface Pace {
  step: DocumentStep;
  done: number;
  total: number;
  /** Parts that were done before the measured time began, such as by a worker that was stopped. */
  before: number;
  /** Measured: how long the parts from `before` to `done` took. */
  elapsedMs: number;
  /** Share of the pages that are read from pictures, 0 to 1. */
  pictures: number;
}

/**
 * Whole seconds still to go, from how long the current step's parts took so far and, for what follows, from its usual
 * share. Null until one part is done: before that there is nothing to estimate from.
 */
export function secondsLeft({ step, done, total, before, elapsedMs, pictures }: Pace): number | null {
  if (done <= before || total <= 0 || elapsedMs <= 0) return null;
  const now = exactly(step, done, total, pictures);
  const measured = now - exactly(step, before, total, pictures);
  if (measured <= 0) return null;
  return Math.max(1, Math.round(((elapsedMs / measured) * (100 - now)) / 1000));
}
