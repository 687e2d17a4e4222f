'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { isTyping, underDialog } from '@/lib/hotkey-rules.ts';
import { setUploadAddress } from './hosting.ts';
import { pasted } from './pasted.ts';
import { addPasted, useUploadDesk, wakeUploads } from './upload-target.ts';

const UploadHost = dynamic(() => import('./upload-host.tsx').then((module) => module.UploadHost), { ssr: false });

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Once in each layout of those who are signed in. What takes, sends and shows files is loaded when a page offers a place
 * for them, when “Add material” opens, when files are held over the window, or when something is pasted; most visits only
 * review.
 * @param quiet where a drop would disturb, such as in a review: uploads go on, nothing new is taken
 */
export function UploadDock({ apiUrl, quiet = false }: { apiUrl: string; quiet?: boolean }) {
  const { awake } = useUploadDesk();

  useEffect(() => setUploadAddress(apiUrl), [apiUrl]);

  useEffect(() => {
    if (quiet || awake) return;
    const enter = (event: DragEvent) => {
      if (hasFiles(event)) wakeUploads();
    };
    // Let go before there is anybody to take them: the browser must not leave the page for the file.
    const keep = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, [quiet, awake]);

  useEffect(() => {
    if (quiet) return;
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || event.clipboardData === null || isTyping(event.target) || underDialog()) return;
      const given = pasted(event.clipboardData, new Date());
      if (given === null) return;
      event.preventDefault();
      addPasted(given);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [quiet]);

  return awake ? <UploadHost quiet={quiet} /> : null;
}
