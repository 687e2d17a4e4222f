/** How near a text that was read comes to the one that is known to be right. Pure: two texts in, figures out. */
import { distance } from 'fastest-levenshtein';

/** Precision: how much of what was found is right. Recall: how much of what is right was found. F1 is their harmonic mean. */
export interface Agreement {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * The words of a text as they are compared: after NFKC, in lower case, words parted by a hyphen at a line's end joined,
 * punctuation left out.
 */
export function wordsOf(text: string): string[] {
  return normalized(text).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}

function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('\u00AD', '').replace(/[-\u2010]\s*\n\s*/g, '');
}

/** How many words stand for code units of their own; the comparison works on strings. */
const mostCodes = 0xffff;

/**
 * Insertions, deletions and replacements of words that turn one text into the other: Levenshtein's distance, by Myers'
 * bit-parallel algorithm in memory linear to the shorter text (Hyyrö 2003), exact.
 * @returns null where the two texts share more than 65,535 different words, which no text in one language does
 */
export function wordErrors(found: readonly string[], gold: readonly string[]): number | null {
  const inFound = new Set(found);
  const codes = new Map<string, string>();
  for (const word of gold) if (inFound.has(word) && !codes.has(word)) codes.set(word, String.fromCharCode(codes.size + 2));
  if (codes.size + 2 > mostCodes) return null;
  // A word that the other text does not have matches nothing, so all of these can be one code, another in each text.
  const coded = (words: readonly string[], stranger: string) => words.map((word) => codes.get(word) ?? stranger).join('');
  return distance(coded(found, '\0'), coded(gold, '\u0001'));
}

/** Word error rate: `wordErrors` for each word of the gold text; above 1 where far more was found than is there. */
export function wordErrorRate(found: string, gold: string): number | null {
  const [a, b] = [wordsOf(found), wordsOf(gold)];
  const errors = wordErrors(a, b);
  return errors === null ? null : errors / Math.max(1, b.length);
}

/** Words whatever their order, each as often as it occurs. */
export function bagOfWords(found: string, gold: string): Agreement {
  return agreement(wordsOf(found), wordsOf(gold));
}

/** Pairs of neighbouring characters, letters and digits alone: for scripts that part no words by spaces. */
export function characterBigrams(found: string, gold: string): Agreement {
  return agreement(pairsOf(found), pairsOf(gold));
}

function pairsOf(text: string): string[] {
  const chars = [...normalized(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')];
  return chars.slice(1).map((char, index) => `${chars[index] ?? ''}${char}`);
}

/** Titles of headings, compared word for word, whatever their level and order. */
export function headingAgreement(found: readonly string[], gold: readonly string[]): Agreement {
  const keys = (titles: readonly string[]) => titles.map((title) => wordsOf(title).join(' ')).filter((title) => title !== '');
  return agreement(keys(found), keys(gold));
}

/** Whether both say the same, character for character, white space apart: where lines and pages begin is no matter. */
export function sameCharacters(found: string, gold: string): boolean {
  const bare = (text: string) => text.normalize('NFC').replace(/[\s\uFEFF]+/gu, '');
  return bare(found) === bare(gold);
}

/** Agreement of two bags. Two empty ones agree wholly. */
export function agreement(found: readonly string[], gold: readonly string[]): Agreement {
  if (found.length === 0 && gold.length === 0) return { precision: 1, recall: 1, f1: 1 };
  const left = new Map<string, number>();
  for (const item of gold) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of found) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared += 1;
  }
  const precision = found.length === 0 ? 0 : shared / found.length;
  const recall = gold.length === 0 ? 0 : shared / gold.length;
  return { precision, recall, f1: (2 * shared) / (found.length + gold.length) };
}

/** Whether most of a text is in a script that parts no words by spaces, so that words say little about it. */
export function isUnspaced(text: string): boolean {
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/gu)?.length ?? 0;
  return unspaced * 3 > (text.match(/\p{L}/gu)?.length ?? 0);
}

/** Text as it is searched for phrases: NFKC, lower case, one space wherever there is white space. */
function searchable(text: string): string {
  return normalized(text).replace(/\s+/g, ' ');
}

/** Which of the phrases the text lacks. */
export function missingPhrases(text: string, phrases: readonly string[]): string[] {
  const within = searchable(text);
  return phrases.filter((phrase) => !within.includes(searchable(phrase).trim()));
}

/** Whether the phrases stand in the text one after the other. */
export function inOrder(text: string, phrases: readonly string[]): boolean {
  const within = searchable(text);
  let from = 0;
  return phrases.every((phrase) => {
    const wanted = searchable(phrase).trim();
    const place = within.indexOf(wanted, from);
    from = place + wanted.length;
    return place >= 0;
  });
}
