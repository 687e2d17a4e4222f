/** A question while somebody writes it. */
import type { DraftQuestion, QuestionContent, RubricPoint } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { questionFault, questionGap } from '@studywright/core/study/question';

export interface QuestionDraft {
  stem: string;
  content: QuestionContent;
  explanation: string;
  /** What is not shown to be written, as the engine has it. */
  rest: Pick<DraftQuestion, 'difficulty' | 'bloom' | 'tags'>;
}

const own = { difficulty: 2, bloom: 'understand' as const, tags: [] };

export function draftOf({ stem, explanation, difficulty, bloom, tags, ...question }: DraftQuestion): QuestionDraft {
  const { topic: _, citation: __, ...content } = question;
  return { stem, explanation, content, rest: { difficulty, bloom, tags } };
}

/** An empty one, with room for four answers where one is right. */
export function emptyDraft(kind: 'shortAnswer' | 'single'): QuestionDraft {
  const content: QuestionContent = kind === 'shortAnswer' ? { kind, rubric: [] } : { kind, options: [0, 1, 2, 3].map((place) => ({ text: '', correct: place === 0 })) };
  return { stem: '', explanation: '', content, rest: own };
}

const fewestLetters = 4;

/** A point of a rubric with the words by which it is known: its longer ones. */
export function pointOf(line: string): RubricPoint {
  const words = [...new Set((line.toLowerCase().match(/\p{L}[\p{L}\p{M}\p{N}-]*/gu) ?? []))];
  const telling = words.filter((word) => word.length >= fewestLetters);
  return { point: line, keywords: (telling.length > 0 ? telling : words.length > 0 ? words : [line]).slice(0, 8) };
}

/** Lines with something on them, as points; one that did not change keeps its key words. */
export function pointsOf(text: string, before: readonly RubricPoint[]): RubricPoint[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.slice(0, 8).map((line) => before.find(({ point }) => point === line) ?? pointOf(line));
}

/** Places that were left empty are no part of the question. */
export function trimmed({ content, ...draft }: QuestionDraft): QuestionDraft {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return { ...draft, content: { ...content, options: content.options.filter(({ text, correct }) => correct || text.trim() !== '') } };
    case 'fillIn':
      return { ...draft, content: { ...content, accepted: content.accepted.map((text) => text.trim()).filter((text) => text !== '') } };
    default:
      return { ...draft, content };
  }
}

/** What is wrong, in words for who writes it; null where it can be asked. */
export function draftProblem(draft: QuestionDraft): string | null {
  const { stem, content } = trimmed(draft);
  if (stem.trim() === '') return 'Write the question.';
  switch (content.kind) {
    case 'shortAnswer':
      if (content.rubric.length === 0) return 'Write what a full answer says.';
      break;
    case 'fillIn':
      if (stem.split(questionGap).length !== 2) return `Keep the gap ${questionGap} once.`;
      if (content.accepted.length === 0) return 'Write what belongs into the gap.';
      break;
    case 'trueFalse':
      if (!content.answer && (content.correction ?? '').trim() === '') return 'Write the statement as it is right.';
      break;
    case 'single':
      if (content.options.find(({ correct }) => correct)?.text.trim() === '') return 'Write the right answer.';
      if (content.options.length < 2) return 'Write at least one wrong answer.';
      break;
    default:
  }
  const fault = questionFault({ stem, ...content }, limits.flashcard.frontChars);
  return fault === null ? null : `It can’t be asked like this: ${fault}.`;
}
