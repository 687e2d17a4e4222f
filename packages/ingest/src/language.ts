import { eld } from 'eld/extrasmall';

/** The detector looks at no more of a text than this. */
const sampleChars = 1000;
const mostSamples = 8;

/**
 * The language of a document as BCP 47, `und` when it can't be told.
 * @param pages texts in reading order; samples are taken from all over them, for a cover page may be in another language.
 */
export function detectLanguage(pages: readonly string[]): string {
  const votes = new Map<string, number>();
  const samples = samplesOf(pages.join('\n'));
  for (const sample of samples) {
    const result = eld.detect(sample);
    if (result.isReliable()) votes.set(result.language, (votes.get(result.language) ?? 0) + 1);
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? byScript(samples.join('\n'));
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

/** Of a short text, all of it; of a longer one, parts that are evenly spaced. */
function samplesOf(text: string): string[] {
  const count = Math.min(mostSamples, Math.ceil(text.length / sampleChars));
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * text.length) / count);
    return text.slice(from, from + sampleChars).toWellFormed();
  });
}

/** A script that one language alone writes tells it even in a few characters. */
function byScript(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  return 'und';
}
