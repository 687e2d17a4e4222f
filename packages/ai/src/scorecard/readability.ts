import { syllable } from 'syllable';
import { wordsOf } from './words.ts';

/**
 * How easy a text is to read: about 0 (very hard) to 100 (very easy). English by Flesch's reading ease, 206.835 - 1.015 words
 * a sentence - 84.6 syllables a word (Flesch 1948); German by Amstad's version of it, 180 - words a sentence - 58.5
 * syllables a word (Amstad 1978). Syllables are counted by rules of spelling. Null in other languages and without words.
 */
export function readability(text: string, language: string): number | null {
  const code = language.toLowerCase().split('-')[0];
  if (code !== 'en' && code !== 'de') return null;
  const words = wordsOf(text).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return null;
  const sentences = Math.max(1, sentencesOf(text, language).filter((sentence) => /\p{L}/u.test(sentence)).length);
  const syllables = words.reduce((sum, word) => sum + Math.max(1, code === 'en' ? syllable(word) : germanSyllables(word)), 0);
  const length = words.length / sentences;
  return code === 'en' ? 206.835 - 1.015 * length - (84.6 * syllables) / words.length : 180 - length - (58.5 * syllables) / words.length;
}

/** A German syllable has one vowel or one of its pairs: au, äu, ei, eu, ie, ai, oo, aa, ee. */
function germanSyllables(word: string): number {
  return word.match(/[aä]u|[ae]i|eu|ie|aa|ee|oo|[aeiouäöüy]/gu)?.length ?? 0;
}

export function sentencesOf(text: string, language: string): string[] {
  const [locale = 'en'] = Intl.Segmenter.supportedLocalesOf([language === 'und' ? 'en' : language]);
  const flat = text.replace(/\s+/gu, ' ');
  return Array.from(new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(flat), ({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
}
