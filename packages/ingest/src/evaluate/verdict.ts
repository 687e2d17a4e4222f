/** Whether what became of a document is what should become of it. */
import { errorCodes } from '@studywright/core';
import type { Case } from './cases.ts';
import type { Row } from './measure.ts';

export interface Verdict {
  ok: boolean;
  why: string | null;
}

/** What a student waits at most for a refusal. */
const longestRefusal = 10;

/** Codes that say what is wrong with a document; the others say that something is wrong with Studywright. */
const refusals = new Set<string>(['BAD_INPUT', 'TOO_LARGE', 'UNSUPPORTED', 'UNREADABLE', 'PASSWORD_NEEDED', 'WRONG_PASSWORD']);

/**
 * A document with gold text must be read. One that is hostile, or of which something else is expected, must be read
 * harmlessly or refused by a code that names why, in time; refused, where the expectation says so.
 * @param text what was read of it
 */
export function verdictOn(one: Case, row: Row, text: string): Verdict {
  const why = reasons(one, row, text);
  return { ok: why.length === 0, why: why.length === 0 ? null : why.join('; ') };
}

function reasons(one: Case, { error, seconds, peakMb, missing, exact }: Row, text: string): string[] {
  const bounds = boundsIn(one.expected ?? '');
  const why: string[] = [];
  if (error && !(error.code in errorCodes && refusals.has(error.code))) why.push(`an error without a name: ${error.code}`);
  if (error && !mayBeRefused(one)) why.push(`refused: ${error.code}`);
  if (!error && mustBeRefused(one)) why.push('read, where a refusal was expected');
  if (error && seconds > (bounds.seconds ?? longestRefusal)) why.push(`refused only after ${seconds.toFixed(1)} s`);
  if (bounds.megabytes !== null && peakMb !== null && peakMb > bounds.megabytes) why.push(`took ${Math.round(peakMb)} MB of memory`);
  if (/\u0000/.test(text)) why.push('NUL characters in the text');
  if (/root:x:0:0:/.test(text)) why.push('a file of this machine in the text');
  if (missing.length > 0) why.push(`missing: ${missing.join(', ')}`);
  if (exact === false) why.push('other characters than in the gold text');
  return why;
}

function boundsIn(expected: string): { seconds: number | null; megabytes: number | null } {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(expected)?.[1];
    return found === undefined ? null : Number(found);
  };
  return { seconds: number(/within (\d+) ?s/i), megabytes: number(/(\d+) ?MB/i) };
}

function mayBeRefused({ gold, expected, hostile, password }: Case): boolean {
  return hostile || password !== undefined || (expected !== undefined && gold === undefined);
}

/** The expectation is prose, so only what it says without “or” counts. */
function mustBeRefused({ expected = '' }: Case): boolean {
  const said = expected.replace(/[“"”][^“"”]*[“"”]/g, '');
  if (/\bor (?:partial|recover|clean|harmless|as text)|recover or|processed as|harmless text/i.test(said)) return false;
  return /\bclear error\b|^(?:is )?(?:rejected|refused)\b|\bask(?:s)? (?:for )?(?:the )?password/i.test(said);
}
