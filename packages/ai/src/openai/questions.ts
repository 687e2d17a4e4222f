/** A model's questions of every kind, as drafts. What is of no sense becomes empty: grounding discards it as malformed, and counts it. */
import { bloomLevels, seededRandom, type Citation, type DraftQuestion, type QuestionContent } from '@studywright/core';
import { z } from 'zod';
import { clean, sameKey } from '../text.ts';

const text = z.string().catch('').transform(clean);
const texts = z.array(text).catch([]);
const common = z.object({
  stem: text,
  explanation: text,
  // A number that is missing or of no sense becomes 0: not a reason to lose the item.
  difficulty: z.coerce.number().catch(0),
  bloom: z.enum(bloomLevels).catch('remember'),
  passage: z.coerce.number().catch(-1),
  quote: z.string().catch(''),
});

const option = (words: string, correct: boolean, why = '') => ({ text: words, correct, ...(why !== '' && { why }) });

/** The content of an item of each list; null where it has not the form of one. */
const contents: Record<string, (item: unknown, stem: string) => QuestionContent | null> = {
  questions(item, stem) {
    const { right, wrong, why } = z.object({ right: text, wrong: texts, why: texts }).parse(item);
    // A wrong answer that is missing is an empty one.
    const options = [0, 1, 2].map((index) => option(wrong[index] ?? '', false, why[index]));
    // Models favour a place for the right answer. The stem decides instead: evenly over many, the same every time.
    options.splice(Math.floor(seededRandom(sameKey(stem))() * 4), 0, option(right, true));
    return { kind: 'single', options };
  },
  multiples(item, stem) {
    const { right, wrong } = z.object({ right: texts, wrong: texts }).parse(item);
    const random = seededRandom(sameKey(stem));
    const all = [...right.slice(0, 4).map((words) => option(words, true)), ...wrong.slice(0, 3).map((words) => option(words, false))].slice(0, 6);
    return { kind: 'multiple', options: all.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at).map(({ one }) => one) };
  },
  statements(item) {
    const { true: answer, correction } = z.object({ true: z.boolean().catch(true), correction: text }).parse(item);
    return { kind: 'trueFalse', answer, correction: answer ? null : correction };
  },
  gaps: (item) => ({ kind: 'fillIn', accepted: some(z.object({ accepted: texts }).parse(item).accepted.slice(0, 12)), rejected: [] }),
  shortAnswers(item) {
    const { points } = z.object({ points: z.array(z.object({ point: text, keywords: texts })).catch([]) }).parse(item);
    const rubric = points.slice(0, 8).map(({ point, keywords }) => ({ point, keywords: some(keywords.filter((word) => word !== '').slice(0, 12)) }));
    return rubric.length === 0 ? null : { kind: 'shortAnswer', rubric };
  },
  matchings(item) {
    const { pairs } = z.object({ pairs: z.array(z.object({ left: text, right: text })).catch([]) }).parse(item);
    return { kind: 'matching', pairs: pairs.slice(0, 8) };
  },
  orderings: (item) => ({ kind: 'ordering', items: z.object({ items: texts }).parse(item).items.slice(0, 8) }),
};

/** At least one, empty where there is none. */
const some = (list: string[]) => (list.length > 0 ? list : ['']);

export interface MadeQuestion {
  made: DraftQuestion;
  passage: number;
}

/**
 * At most `most` items, one of each list in turn, so that no kind crowds out another.
 * @param cite where the quote of an item stands
 */
export function toQuestions(lists: Readonly<Record<string, unknown[]>>, most: number, topic: string, cite: (place: { passage: number; quote: string }) => Citation): MadeQuestion[] {
  const made: MadeQuestion[] = [];
  const longest = Math.max(0, ...Object.keys(contents).map((name) => lists[name]?.length ?? 0));
  for (let at = 0; at < longest; at += 1) {
    for (const [name, contentOf] of Object.entries(contents)) {
      const item = lists[name]?.[at];
      const { data } = common.safeParse(item);
      if (!data || made.length >= most) continue;
      const content = contentOf(item, data.stem);
      if (!content) continue;
      const { stem, explanation, bloom, passage, quote } = data;
      const difficulty = Math.min(5, Math.max(1, Math.round(data.difficulty)));
      made.push({ made: { ...content, stem, explanation, difficulty, bloom, tags: [], topic, citation: cite({ passage, quote }) }, passage });
    }
  }
  return made;
}
