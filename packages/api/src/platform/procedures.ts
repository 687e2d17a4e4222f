import { AppError, notFound, type CourseRole } from '@studywright/core';
import { tables } from '@studywright/db';
import { initTRPC } from '@trpc/server';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Reading } from './context.ts';
import { errorBody, toAppError, toTrpcError } from './errors.ts';

export interface ProcedureMeta {
  /** Who may call it; the test that walks the whole tree reads this. */
  access: 'public' | 'signed-in' | 'course' | 'admin';
}

const t = initTRPC
  .context<Ctx>()
  .meta<ProcedureMeta>()
  .create({
    defaultMeta: { access: 'public' },
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const body = errorBody(error, { timestamp: ctx?.now() ?? new Date(), requestId: ctx?.requestId ?? '' });
      return { code: shape.code, message: body.detail, data: { ...body, httpStatus: error.code === 'METHOD_NOT_SUPPORTED' ? 405 : toAppError(error).status, path: shape.data.path } };
    },
    // A subscription that is cut is taken up again; the ping shows both sides that it still lives.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Turns what a verb throws into an error with the true status, and writes down what was meant for nobody. */
const withErrors = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const error = toAppError(result.error);
  if (error.code === 'INTERNAL' || error.code === 'UNAVAILABLE') {
    ctx.log.error({ path, requestId: ctx.requestId, userId: ctx.actor?.userId, err: result.error.cause ?? result.error }, 'procedure failed');
  }
  throw toTrpcError(result.error);
});

export const publicProcedure = t.procedure.use(withErrors);

const signedIn = t.middleware(({ next, ctx }) => {
  if (!ctx.actor) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

export const signedInProcedure = publicProcedure.meta({ access: 'signed-in' }).use(signedIn);

export const adminProcedure = publicProcedure.meta({ access: 'admin' }).use(signedIn).use(({ next, ctx }) => {
  if (ctx.actor.role !== 'admin') throw notFound('page');
  return next();
});

const rank: Record<CourseRole, number> = { student: 0, teacher: 1, owner: 2 };

export function atLeast(role: CourseRole, needed: CourseRole): boolean {
  return rank[role] >= rank[needed];
}

/** The asking user's role in a course, or NOT_FOUND: a stranger learns nothing. One who is a member but may not is told so. */
export async function courseRoleOf(ctx: Reading, courseId: string, needed: CourseRole): Promise<CourseRole> {
  const { courseMembers } = tables;
  const [member] = await ctx.db
    .select({ role: courseMembers.role })
    .from(courseMembers)
    .where(and(eq(courseMembers.userId, ctx.actor.userId), eq(courseMembers.courseId, courseId)));
  if (!member) throw notFound('course');
  if (!atLeast(member.role, needed)) throw new AppError('FORBIDDEN', 'Only those who run this course can do this.');
  return member.role;
}

/** For inputs that name a course as `courseId`. What names one of its parts is fetched by a scoped query of its domain. */
export function courseProcedure(needed: CourseRole) {
  return signedInProcedure
    .meta({ access: 'course' })
    .input(z.object({ courseId: z.uuid() }))
    .use(async ({ next, ctx, input }) => {
      const role = await courseRoleOf(ctx, input.courseId, needed);
      return next({ ctx: { ...ctx, course: { id: input.courseId, role } } });
    });
}
