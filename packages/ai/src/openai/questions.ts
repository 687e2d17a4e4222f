/** A model's questions of every kind, as drafts. What is of no sense becomes empty: grounding discards it as malformed, and counts it. */
import { bloomLevels, seededRandom, type DraftQuestion, type QuestionContent, type QuestionKind } from '@studywright/core';
import { z } from 'zod';
import { clean, sameKey } from '../text.ts';
import { cite, type Ground, type Made } from './items.ts';

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

/** A question of one of the lists; none where it is not even an object. */
export function toQuestion({ source, passages, topic }: Ground, list: string, item: unknown): Made<DraftQuestion>[] {
  const { data } = common.safeParse(item);
  const content = data && contents[list]?.(item, data.stem);
  if (!data || !content) return [];
  const { stem, explanation, bloom, passage } = data;
  const difficulty = Math.min(5, Math.max(1, Math.round(data.difficulty)));
  const written = { list, ...z.looseObject({}).parse(item) };
  return [{ made: { ...content, stem, explanation, difficulty, bloom, tags: [], topic, citation: cite(source, passages, data) }, passage, written }];
}

/** The lists in which questions come, whatever their kind. */
export const listNames: readonly string[] = Object.keys(contents);

/** At most `most` items of these kinds, one of each list in turn, so that no kind crowds out another. */
export function toQuestions(from: Ground, lists: Readonly<Record<string, unknown[]>>, most: number, kinds: readonly QuestionKind[] | null = null): Made<DraftQuestion>[] {
  const longest = Math.max(0, ...listNames.map((name) => lists[name]?.length ?? 0));
  const inTurn = Array.from({ length: longest }, (_, at) => listNames.map((name) => ({ name, item: lists[name]?.[at] }))).flat();
  return inTurn
    .flatMap(({ name, item }) => (item === undefined ? [] : toQuestion(from, name, item)))
    .filter(({ made }) => kinds?.includes(made.kind) ?? true)
    .slice(0, most);
}
