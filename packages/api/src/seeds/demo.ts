import { readFile } from 'node:fs/promises';
import { addDays, defaultStudySettings, rightAnswer, seededRandom, shuffled, startOfDay, startQuizInput, studentDay, type QuestionAnswer, type QuestionContent, type Rating } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq } from 'drizzle-orm';
import { checkPassword, hashPassword } from '../account/password.ts';
import { updateProfile } from '../account/service.ts';
import { createCourse } from '../course/service.ts';
import { processDocument } from '../document/reading/process.ts';
import { pasteText } from '../document/upload/add.ts';
import { reviewCard } from '../flashcard/review.ts';
import { studySession } from '../flashcard/session.ts';
import type { Deps, SignedInCtx } from '../platform/context.ts';
import { startQuiz } from '../quiz/draw.ts';
import { answerQuestion, submitQuiz } from '../quiz/service.ts';

export const demoAccount = { email: 'demo@studywright.example', password: 'study-with-me', name: 'Demo Student' } as const;

const { attemptItems, questions, users } = tables;

const weeks = 5;

/**
 * A student who has worked through a short script for five weeks: made by the same verbs that a student's clicks call,
 * with a clock that runs through those weeks, so that every figure shown is a real one. Only in a database that has no
 * account yet: a demo that was deleted does not come back.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  if ((await deps.db.$count(users)) > 0) return;
  const userId = deps.newId();
  const passwordHash = await hashPassword(demoAccount.password);
  const made = await deps.db
    .insert(users)
    .values({ id: userId, email: demoAccount.email, name: demoAccount.name, passwordHash, createdAt: deps.now() })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (made.length === 0) return;
  try {
    await study(deps, userId);
  } catch (error) {
    // Half a demo would never be completed: the next start makes it anew.
    await deps.db.delete(users).where(eq(users.id, userId));
    throw error;
  }
}

/** Whether the demo can be signed in to as it was made. */
export async function demoIsOpen(deps: Deps): Promise<boolean> {
  const [row] = await deps.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.email, demoAccount.email));
  return row !== undefined && checkPassword(row.passwordHash, demoAccount.password);
}

async function study(deps: Deps, userId: string): Promise<void> {
  const end = deps.now();
  let clock = end;
  const ctx: SignedInCtx = { ...deps, now: () => clock, actor: { userId, role: 'student', via: 'system', sessionId: null }, requestId: 'seed', ip: null };
  const random = seededRandom('demo');
  const settings = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, dayStartHour: 4 };
  await updateProfile(ctx, { settings: { ...settings, newCardsPerDay: 1, lookAtDrafts: false } });

  const courseId = deps.newId();
  const documentId = deps.newId();
  const today = studentDay(end, settings);
  const at = (day: string, minutes: number) => new Date(startOfDay(day, settings).getTime() + (13 * 60 + minutes) * 60_000);
  clock = at(addDays(today, -7 * weeks), -5);
  await createCourse(ctx, { id: courseId, name: 'Memory and Learning', examDate: addDays(today, 20) });
  // No worker is told: the work is done here, before anybody can look.
  const seeding = { ...ctx, jobs: { enqueue: async () => {} } };
  await pasteText(seeding, { id: documentId, courseId, title: 'How Memory Works', text: await readFile(new URL('./how-memory-works.md', import.meta.url), 'utf8') });
  await processDocument(documentId, { deps: { ...deps, now: () => clock }, signal: new AbortController().signal, attempt: 5 });

  // Two days off at the end, so that something is due.
  for (let ago = 7 * weeks; ago > 2; ago -= 1) {
    // Nobody studies every day.
    if (random() < 0.22) continue;
    clock = at(addDays(today, -ago), Math.floor(random() * 240));
    await sitting(ctx, random, (ms) => {
      clock = new Date(clock.getTime() + ms);
    });
    if (ago % 10 === 3) await quiz(ctx, courseId, random);
  }
  clock = end;
  await updateProfile(ctx, { settings: { newCardsPerDay: defaultStudySettings.newCardsPerDay, lookAtDrafts: defaultStudySettings.lookAtDrafts } });
}

async function sitting(ctx: SignedInCtx, random: () => number, pass: (ms: number) => void): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const { cards } = await studySession(ctx, { limit: 50 });
    if (cards.length === 0) return;
    for (const card of cards) {
      const durationMs = 4_000 + Math.floor(random() * 14_000);
      pass(durationMs);
      await reviewCard(ctx, { id: ctx.newId(), cardId: card.id, rating: ratingOf(random()), version: card.version, durationMs });
    }
    pass(11 * 60_000);
  }
}

function ratingOf(chance: number): Rating {
  if (chance < 0.14) return 1;
  if (chance < 0.24) return 2;
  return chance < 0.9 ? 3 : 4;
}

async function quiz(ctx: SignedInCtx, courseId: string, random: () => number): Promise<void> {
  const attempt = await startQuiz(ctx, startQuizInput.parse({ id: ctx.newId(), courseId, questions: 10 }));
  for (const item of attempt.items) {
    const [row] = await ctx.db
      .select({ content: questions.content, order: attemptItems.shownOrder })
      .from(attemptItems)
      .innerJoin(questions, eq(questions.id, attemptItems.questionId))
      .where(and(eq(attemptItems.attemptId, attempt.id), eq(attemptItems.questionId, item.id)));
    if (row) await answerQuestion(ctx, { attemptId: attempt.id, questionId: item.id, answer: demoAnswer(row.content, row.order, random() < 0.75, random) });
  }
  await submitQuiz(ctx, attempt.id);
}

function demoAnswer(content: QuestionContent, order: readonly number[], knows: boolean, random: () => number): QuestionAnswer {
  if (knows) return rightAnswer(content, order);
  switch (content.kind) {
    case 'trueFalse':
      return { kind: content.kind, value: !content.answer };
    case 'fillIn':
    case 'shortAnswer':
      return { kind: content.kind, text: 'I do not remember' };
    default:
      return rightAnswer(content, shuffled(order.length, random));
  }
}
