'use client';

import Link from 'next/link';
import { useActionState, useState } from 'react';
import { routes } from '@/lib/routes.ts';
import { useTimeZone } from '@/lib/time-zone.ts';
import { Button } from '@/parts/button.tsx';
import { TextField } from '@/parts/field.tsx';
import { type FormState, signUpAction } from './actions.ts';
import { FormProblem } from './form-problem.tsx';

const start: FormState = { values: {}, fields: {}, problem: null };

export function SignUpForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signUpAction, start);
  const zone = useTimeZone();
  // Held here, because what a form sends is cleared from it: a slip elsewhere must not cost the password.
  const [password, setPassword] = useState('');
  return (
    <form action={action} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="timeZone" value={zone} />
      <TextField label="Name" name="name" autoComplete="name" required autoFocus defaultValue={state.values['name']} error={state.fields['name']} />
      <TextField label="Email" name="email" type="email" autoComplete="username" required defaultValue={state.values['email']} error={state.fields['email']} />
      <TextField label="Password" name="password" type="password" autoComplete="new-password" required value={password} onChange={(event) => setPassword(event.target.value)} hint="At least 10 characters." error={state.fields['password']} />
      <FormProblem text={state.problem} />
      <Button type="submit" variant="primary" size={40} block busy={pending && 'Creating your account'}>
        Create account
      </Button>
      <p className="text-13 text-ink2">
        Have one already?{' '}
        <Link className="link font-medium" href={next === routes.today ? routes.signIn : `${routes.signIn}?next=${encodeURIComponent(next)}`}>
          Sign in
        </Link>
      </p>
    </form>
  );
}
