'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';

const AddMaterial = dynamic(() => import('./add-material.tsx').then((module) => module.AddMaterial), { ssr: false });

export interface AddMaterialControl {
  /** Opens the dialog, with a course already chosen where the page has one. */
  open: (courseId?: string) => void;
  /** Has to stand somewhere in the page. */
  dialog: ReactNode;
}

/** The way in for documents and pasted text, from any page. Its code comes with its first use. */
export function useAddMaterial(): AddMaterialControl {
  const [state, setState] = useState<{ open: boolean; courseId: string | undefined; used: boolean }>({ open: false, courseId: undefined, used: false });
  const open = useCallback((courseId?: string) => setState({ open: true, courseId, used: true }), []);
  const close = useCallback(() => setState((before) => ({ ...before, open: false })), []);
  return { open, dialog: state.used ? <AddMaterial open={state.open} courseId={state.courseId} onClose={close} /> : null };
}
