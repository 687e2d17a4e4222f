'use server';

import { AppError, signUpInput } from '@studywright/core';
import { createCaller } from '@studywright/api';
import { AuthError } from 'next-auth';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { signIn, SignInRefused, signOut } from '@/auth.ts';
import { routes } from '@/lib/routes.ts';
import { pageContext } from '@/server/context.ts';
import { safeNext } from '@/server/user.ts';

export interface FormState {
  /** What was typed, so that nothing is cleared; never the password. */
  values: Record<string, string>;
  fields: Record<string, string>;
  /** What belongs to no field. */
  problem: string | null;
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

function firstErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return fields;
}

const unreachable = 'The server could not answer. Nothing of yours is lost. Try again in a moment.';

/** Opens a session; the sentence to show where that fails. */
async function openSession(email: string, password: string): Promise<string | null> {
  try {
    await signIn('credentials', { email, password, redirect: false });
    return null;
  } catch (error) {
    if (error instanceof SignInRefused) return error.detail;
    if (error instanceof AuthError) return error.cause?.err instanceof SignInRefused ? error.cause.err.detail : unreachable;
    throw error;
  }
}

export async function signInAction(_: FormState, data: FormData): Promise<FormState> {
  const values = { email: text(data, 'email') };
  const problem = await openSession(values.email, text(data, 'password'));
  if (problem !== null) return { values, fields: {}, problem };
  redirect(safeNext(text(data, 'next')));
}

export async function signUpAction(_: FormState, data: FormData): Promise<FormState> {
  const values = { name: text(data, 'name'), email: text(data, 'email') };
  const input = signUpInput.safeParse({ ...values, password: text(data, 'password'), timeZone: text(data, 'timeZone') || undefined });
  if (!input.success) return { values, fields: firstErrors(input.error), problem: null };
  try {
    await createCaller(await pageContext()).account.signUp(input.data);
  } catch (error) {
    const known = error instanceof Error && error.cause instanceof AppError ? error.cause : null;
    return { values, fields: known?.fields ?? {}, problem: known?.fields === undefined ? (known?.detail ?? unreachable) : null };
  }
  const problem = await openSession(input.data.email, input.data.password);
  if (problem !== null) return { values, fields: {}, problem };
  redirect(safeNext(text(data, 'next')));
}

/** Ends the session in the database too: a copy of its cookie opens nothing any more. */
export async function signOutAction(): Promise<void> {
  const context = await pageContext();
  if (context.actor !== null) await createCaller(context).account.signOut();
  await signOut({ redirect: false });
  redirect(routes.landing);
}
