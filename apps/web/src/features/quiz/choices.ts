import type { QuestionKind, QuizChoices } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { kindNames } from './kinds.ts';

export type Difficulty = 'any' | 'easy' | 'medium' | 'hard';

export const difficulties: Record<Difficulty, { label: string; range: { from: number; to: number } }> = {
  any: { label: 'Any', range: { from: 1, to: 5 } },
  easy: { label: 'Easier, 1 and 2', range: { from: 1, to: 2 } },
  medium: { label: 'Medium, 3', range: { from: 3, to: 3 } },
  hard: { label: 'Harder, 4 and 5', range: { from: 4, to: 5 } },
};

export const difficultyNames = ['any', 'easy', 'medium', 'hard'] as const satisfies readonly Difficulty[];

/** The name under which a difficulty of 1 to 5 is offered. */
export function difficultyOf(level: number): Difficulty {
  return difficultyNames.find((name) => name !== 'any' && level >= difficulties[name].range.from && level <= difficulties[name].range.to) ?? 'any';
}

export interface Wanted {
  /** Kinds that were left out. */
  left: readonly QuestionKind[];
  difficulty: Difficulty;
  from: 'all' | 'wrong';
}

/** How many questions there are to draw, and of which kinds, those that were left out with them. */
export function available(groups: QuizChoices['groups'], { left, difficulty, from }: Wanted): { questions: number; kinds: { kind: QuestionKind; questions: number }[] } {
  const { range } = difficulties[difficulty];
  const byKind = new Map<QuestionKind, number>();
  for (const group of groups) {
    const inRange = group.difficulty >= range.from && group.difficulty <= range.to;
    byKind.set(group.kind, (byKind.get(group.kind) ?? 0) + (inRange ? (from === 'wrong' ? group.wrong : group.questions) : 0));
  }
  const names = Object.keys(kindNames);
  const kinds = [...byKind].map(([kind, questions]) => ({ kind, questions })).sort((a, b) => names.indexOf(a.kind) - names.indexOf(b.kind));
  return { questions: kinds.reduce((sum, { kind, questions }) => sum + (left.includes(kind) ? 0 : questions), 0), kinds };
}

/** Lengths to offer where so many questions are held: the usual ones below, then all of them. */
export function lengths(held: number): number[] {
  const most = Math.min(limits.quiz.maxQuestions, held);
  return most === 0 ? [] : [...[5, 10, 25].filter((count) => count < most), most];
}
