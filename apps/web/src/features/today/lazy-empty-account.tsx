'use client';

import dynamic from 'next/dynamic';

/** Seen once in the life of an account: its code comes when it is shown. */
export const LazyEmptyAccount = dynamic(() => import('./empty-account.tsx').then((module) => module.EmptyAccount));
