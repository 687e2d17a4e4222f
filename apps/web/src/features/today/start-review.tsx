'use client';

import { useRouter } from 'next/navigation';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { ButtonLink } from '@/parts/button.tsx';

/** The blue button of the day, and Enter. */
export function StartReview() {
  const router = useRouter();
  useHotkey('enter', () => router.push(routes.review()));
  return (
    <ButtonLink variant="primary" size={40} kbd="enter" href={routes.review()} className="touch:min-h-12">
      Start review
    </ButtonLink>
  );
}
