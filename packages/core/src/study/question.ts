/** Questions of every kind, as engines draft them and as they are stored. */
import { z } from 'zod';
import { citation } from './schema.ts';

export const questionKinds = ['single', 'multiple', 'trueFalse', 'fillIn', 'shortAnswer', 'matching', 'ordering'] as const;
export const questionKind = z.enum(questionKinds);
export type QuestionKind = z.infer<typeof questionKind>;

/** What answering takes, by Bloom's taxonomy as revised by Anderson and Krathwohl (2001), least first. */
export const bloomLevels = ['remember', 'understand', 'apply', 'analyse', 'evaluate', 'create'] as const;
export const bloomLevel = z.enum(bloomLevels);
export type BloomLevel = z.infer<typeof bloomLevel>;

/** Stands for the gap in the stem of a question to fill in. */
export const questionGap = '_____';

export const questionOption = z.object({
  text: z.string().min(1),
  correct: z.boolean(),
  /** Of a wrong one: what it is instead, where that is known. */
  why: z.string().min(1).optional(),
  /** Where the document says that. */
  citation: citation.optional(),
});
export type QuestionOption = z.infer<typeof questionOption>;

const options = z.array(questionOption).min(2).max(6);

/** A point that a full answer makes. It counts as made when most of its key words are there, in any form. */
export const rubricPoint = z.object({ point: z.string().min(1), keywords: z.array(z.string().min(1)).min(1).max(12) });
export type RubricPoint = z.infer<typeof rubricPoint>;

const single = { kind: z.literal('single'), /** One of them is right. */ options };
const multiple = { kind: z.literal('multiple'), /** At least two of them are right, at least one is not. */ options };
const trueFalse = {
  kind: z.literal('trueFalse'),
  /** Whether the stem is true. */
  answer: z.boolean(),
  /** The statement put right; null for a true one. */
  correction: z.string().min(1).nullable(),
};
const fillIn = {
  kind: z.literal('fillIn'),
  /** What belongs into the gap, the best first. */
  accepted: z.array(z.string().min(1)).min(1).max(12),
  /** What looks like a slip of the pen and is another thing: “afferent” for “efferent”. */
  rejected: z.array(z.string().min(1)).max(12),
};
const shortAnswer = { kind: z.literal('shortAnswer'), rubric: z.array(rubricPoint).min(1).max(8) };
const matching = { kind: z.literal('matching'), pairs: z.array(z.object({ left: z.string().min(1), right: z.string().min(1) })).min(2).max(8) };
const ordering = { kind: z.literal('ordering'), /** In the right order. */ items: z.array(z.string().min(1)).min(3).max(8) };

/** What a question asks for and what is right, without its words around. */
export const questionContent = z.discriminatedUnion('kind', [z.object(single), z.object(multiple), z.object(trueFalse), z.object(fillIn), z.object(shortAnswer), z.object(matching), z.object(ordering)]);
export type QuestionContent = z.infer<typeof questionContent>;

const words = {
  /** Of `fillIn` with one gap, of `trueFalse` the statement. */
  stem: z.string().min(1),
  /** Why the right answer is right. */
  explanation: z.string(),
  /** 1 (recall of a named fact) to 5. */
  difficulty: z.number().int().min(1).max(5),
  bloom: bloomLevel,
  /** Key terms that it is about, and its subject where that is known. */
  tags: z.array(z.string().min(1).max(80)).max(8),
};
/** What questions of all kinds carry around what they ask for. */
export const questionWords = z.object(words);
export type QuestionWords = z.infer<typeof questionWords>;

const draft = { ...words, topic: z.string(), citation };
export const draftQuestion = z.discriminatedUnion('kind', [
  z.object({ ...draft, ...single }),
  z.object({ ...draft, ...multiple }),
  z.object({ ...draft, ...trueFalse }),
  z.object({ ...draft, ...fillIn }),
  z.object({ ...draft, ...shortAnswer }),
  z.object({ ...draft, ...matching }),
  z.object({ ...draft, ...ordering }),
]);
export type DraftQuestion = z.infer<typeof draftQuestion>;

/** The right answer in one line, for lists. */
export function answerLine(content: QuestionContent, words = { yes: 'True', no: 'False' }): string {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return content.options.filter((option) => option.correct).map((option) => option.text).join('; ');
    case 'trueFalse':
      return content.answer ? words.yes : `${words.no}. ${content.correction ?? ''}`.trim();
    case 'fillIn':
      return content.accepted[0] ?? '';
    case 'shortAnswer':
      return content.rubric.map(({ point }) => point).join('; ');
    case 'matching':
      return content.pairs.map(({ left, right }) => `${left} – ${right}`).join('; ');
    case 'ordering':
      return content.items.join(' → ');
  }
}

/** Everything that makes two questions the same besides their stem, in an order that does not depend on theirs. */
export function contentTexts(content: QuestionContent): string[] {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return content.options.map(({ text }) => text).sort();
    case 'matching':
      return content.pairs.map(({ left, right }) => `${left}\n${right}`).sort();
    case 'ordering':
      return content.items;
    case 'trueFalse':
    case 'fillIn':
    case 'shortAnswer':
      return [];
  }
}

/** What is wrong with a question that no schema sees; null where it can be asked. `maxChars` bounds each text. */
export function questionFault({ stem, ...question }: QuestionContent & { stem: string }, maxChars: number): string | null {
  const texts = [stem, ...textsOf(question)];
  if (texts.some((text) => text.trim() === '')) return 'a text is empty';
  if (texts.some((text) => text.length > maxChars)) return 'a text is too long';
  const differ = (list: string[]) => new Set(list.map((text) => text.trim().toLowerCase())).size === list.length;
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const right = question.options.filter((option) => option.correct).length;
      if (!differ(question.options.map((option) => option.text))) return 'two options are the same';
      if (question.kind === 'single') return question.options.length >= 2 && right === 1 ? null : 'not one option is right';
      return right >= 2 && right < question.options.length ? null : 'not several options are right';
    }
    case 'trueFalse':
      return question.answer === (question.correction === null) ? null : 'a false statement has no correction, or a true one has';
    case 'fillIn':
      return stem.split(questionGap).length === 2 ? null : 'the stem has not one gap';
    case 'shortAnswer':
      return question.rubric.length > 0 ? null : 'there is no rubric';
    case 'matching':
      return question.pairs.length >= 2 && differ(question.pairs.map(({ left }) => left)) && differ(question.pairs.map(({ right }) => right)) ? null : 'two pairs share a side';
    case 'ordering':
      return question.items.length >= 3 && differ(question.items) ? null : 'two items are the same';
  }
}

function textsOf(content: QuestionContent): string[] {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return content.options.map(({ text }) => text);
    case 'trueFalse':
      return content.correction === null ? [] : [content.correction];
    case 'fillIn':
      return content.accepted;
    case 'shortAnswer':
      return content.rubric.flatMap(({ point, keywords }) => [point, ...keywords]);
    case 'matching':
      return content.pairs.flatMap(({ left, right }) => [left, right]);
    case 'ordering':
      return content.items;
  }
}
