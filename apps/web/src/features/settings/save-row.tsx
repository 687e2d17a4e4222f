'use client';

import { Check } from 'lucide-react';
import { FormProblem } from '@/features/account/form-problem.tsx';
import { Button } from '@/parts/button.tsx';

/** The end of a form: what failed, the button, and that it is saved. */
export function SaveRow({ label = 'Save', pending, saved, problem }: { label?: string; pending: boolean; saved: boolean; problem: string | null }) {
  return (
    <div className="flex flex-col gap-3">
      <FormProblem text={problem} />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={pending && 'Saving'}>
          {label}
        </Button>
        <span role="status" className="flex items-center gap-1.5 text-13 text-ink2">
          {saved && (
            <>
              <Check size={15} strokeWidth={1.5} aria-hidden="true" />
              Saved
            </>
          )}
        </span>
      </div>
    </div>
  );
}
