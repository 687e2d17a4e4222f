import { detectAll } from 'tinyld';

/** Enough to tell a language; more costs time and adds nothing. */
const sampleChars = 4000;
const fewest = 20;

/**
 * The language of a document as BCP 47, `und` when it can't be told.
 * @param pages texts in reading order; samples are taken from all over them, for a cover page may be in another language.
 */
export function detectLanguage(pages: readonly string[]): string {
  const sample = sampleOf(pages);
  if (sample.replace(/[^\p{L}]/gu, '').length < fewest) return byScript(sample);
  const [best] = detectAll(sample);
  return best && best.accuracy > 0 ? best.lang : 'und';
}

function sampleOf(pages: readonly string[]): string {
  const full = pages.filter((page) => page.trim() !== '');
  const step = Math.max(1, Math.floor(full.length / 8));
  const chosen = full.filter((_, index) => index % step === 0);
  const each = Math.ceil(sampleChars / Math.max(1, chosen.length));
  return chosen
    .map((page) => page.slice(0, each))
    .join(' ')
    .toWellFormed();
}

/** A script that one language alone writes tells it even in a few characters. */
function byScript(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Greek}{3}/u.test(text)) return 'el';
  if (/\p{Script=Hebrew}/u.test(text)) return 'he';
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  return 'und';
}
