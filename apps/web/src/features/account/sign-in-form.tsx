'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { TextField } from '@/parts/field.tsx';
import { type FormState, signInAction } from './actions.ts';
import { FormProblem } from './form-problem.tsx';

const start: FormState = { values: {}, fields: {}, problem: null };

export function SignInForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signInAction, start);
  return (
    <form action={action} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="next" value={next} />
      <TextField label="Email" name="email" type="email" autoComplete="username" required autoFocus defaultValue={state.values['email']} />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormProblem text={state.problem} />
      <Button type="submit" variant="primary" size={40} block busy={pending && 'Signing in'}>
        Sign in
      </Button>
      <p className="text-13 text-ink2">
        New here?{' '}
        <Link className="link font-medium" href={next === routes.today ? routes.signUp : `${routes.signUp}?next=${encodeURIComponent(next)}`}>
          Create an account
        </Link>
      </p>
    </form>
  );
}
