import { chiSquareTail } from './chi-square.ts';
import { contentWords, covered, plainTerm } from './words.ts';

/** A question with options as it is stored and shown: their order is the student's. */
export interface Choice {
  stem: string;
  options: readonly { text: string; correct: boolean }[];
  /** The sentence that it rests on. */
  quote: string;
}

/** Those with one right option among others: nothing that follows can be said of the rest. */
export function singleChoices<T extends Choice>(questions: readonly T[]): T[] {
  return questions.filter(({ options }) => options.length > 1 && options.filter(({ correct }) => correct).length === 1);
}

/**
 * How much more often than by chance the right option is the longest, -1 to 1: the cue that test-wise students use
 * (Haladyna, Downing & Rodriguez 2002, rule 23; Tarrant, Ware & Mohammed 2009). Of several that are longest, each counts in
 * part; chance is one for each option. Null without questions.
 */
export function longestRight(questions: readonly Choice[]): number | null {
  const choices = singleChoices(questions);
  if (choices.length === 0) return null;
  let above = 0;
  for (const { options } of choices) {
    const longest = Math.max(...options.map(({ text }) => text.length));
    const held = options.filter(({ text }) => text.length === longest);
    above += (held.some(({ correct }) => correct) ? 1 / held.length : 0) - 1 / options.length;
  }
  return above / choices.length;
}

export interface PositionCounts {
  options: number;
  /** How often the right option is first, second and so on. */
  counts: number[];
}

/** Where the right option stands, for each number of options apart. */
export function rightPositions(questions: readonly Choice[]): PositionCounts[] {
  const groups = new Map<number, number[]>();
  for (const { options } of singleChoices(questions)) {
    const counts = groups.get(options.length) ?? options.map(() => 0);
    const place = options.findIndex(({ correct }) => correct);
    groups.set(options.length, counts.map((count, at) => (at === place ? count + 1 : count)));
  }
  return [...groups].map(([options, counts]) => ({ options, counts })).toSorted((a, b) => a.options - b.options);
}

/**
 * How likely positions at least this uneven are if each is as likely as the others, 0 to 1: Pearson's chi-square against
 * equal counts, the statistics and degrees of freedom of the groups added up. Null without questions.
 */
export function positionP(groups: readonly PositionCounts[]): number | null {
  let statistic = 0;
  let degrees = 0;
  for (const { options, counts } of groups) {
    const expected = counts.reduce((sum, count) => sum + count, 0) / options;
    if (expected === 0) continue;
    statistic += counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    degrees += options - 1;
  }
  return degrees === 0 ? null : chiSquareTail(statistic, degrees);
}

export interface Doubt {
  stem: string;
  option: string;
  /** The sentence by which the wrong option may be right. */
  sentence: string;
}

/** A sentence has to have this much of what the stem says. */
const saysTheSame = 0.7;

/**
 * Wrong options that may be right by the text: a sentence names the option, and has at least 0.7 of the content words of
 * the stem that are not in the frame of the question (`frame`: words that many stems share); or the sentence that
 * the question rests on gives the option as another name of the right one (“X, or Y,”, “X (Y)”, “X, also called Y”).
 * A heuristic: it can't see a wrong option that is right by knowledge from elsewhere, by sentences in other words, or by
 * several sentences together, and it suspects one that a sentence names only to tell it apart.
 */
export function doubtfulOptions(questions: readonly Choice[], sentences: readonly string[], language: string): Doubt[] {
  const choices = singleChoices(questions);
  const frame = frameOf(choices, language);
  const known = sentences.map((text) => ({ text, words: contentWords(text, language), plain: ` ${plainTerm(text.replace(/[^\p{L}\p{N}\s'’-]/gu, ' '))} ` }));
  return choices.flatMap(({ stem, options, quote }) => {
    const right = options.find(({ correct }) => correct)?.text ?? '';
    const asked = new Set([...contentWords(stem, language)].filter((word) => !frame.has(word)));
    return options.filter(({ correct }) => !correct).flatMap(({ text: option }) => {
      const key = plainTerm(option);
      const sentence = known.find(({ words, plain }) => asked.size >= 2 && plain.includes(` ${key} `) && covered(asked, words) >= saysTheSame)?.text ?? (otherName(quote, right, option) ? quote : undefined);
      return sentence === undefined ? [] : [{ stem, option, sentence }];
    });
  });
}

/** Words that stand in at least a tenth of the stems: “Which term is described here?”. */
function frameOf(questions: readonly Choice[], language: string): Set<string> {
  const counts = new Map<string, number>();
  for (const { stem } of questions) for (const word of contentWords(stem, language)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const least = Math.max(3, questions.length / 10);
  return new Set([...counts].filter(([, count]) => count >= least).map(([word]) => word));
}

function otherName(quote: string, right: string, option: string): boolean {
  const text = quote.replace(/\s+/gu, ' ').toLowerCase();
  const [a, b] = [right.toLowerCase(), option.toLowerCase()];
  const links = [', or ', ' or ', ' (', ', also called ', ' (also called ', ', also known as ', ' (or ', ', also known as the ', ', oder ', ' (auch '];
  return links.some((link) => text.includes(`${a}${link}${b}`) || text.includes(`${b}${link}${a}`));
}
