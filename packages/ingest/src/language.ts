import { eld } from 'eld/extrasmall';

/** Enough to tell a language; more costs time and adds nothing. */
const sampleChars = 6000;
const mostParts = 8;

/**
 * The language of a document as BCP 47, `und` when it can't be told.
 * @param pages texts in reading order; samples are taken from all over them, for a cover page may be in another language.
 */
export function detectLanguage(pages: readonly string[]): string {
  const sample = sampleOf(pages);
  const result = eld.detect(sample);
  if (result.isReliable()) return result.language;
  return byScript(sample);
}

/** With fewer letters, what is no language at all is taken for one. */
const fewestTelling = 80;

/** How much a text is like its language; null where it could be another, or none. */
export function likeness(text: string): number | null {
  const sample = text.slice(0, sampleChars).toWellFormed();
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < fewestTelling) return null;
  const told = eld.detect(sample);
  return told.isReliable() ? (told.getScores()[told.language] ?? null) : null;
}

function sampleOf(pages: readonly string[]): string {
  const full = pages.filter((page) => page.trim() !== '');
  const step = Math.max(1, Math.ceil(full.length / mostParts));
  const chosen = full.filter((_, index) => index % step === 0);
  const each = Math.ceil(sampleChars / Math.max(1, chosen.length));
  return chosen
    .map((page) => page.slice(0, each))
    .join('\n')
    .toWellFormed();
}

/** A script that one language alone writes tells it even in a few characters. */
function byScript(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  return 'und';
}
