'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { setUploadAddress } from './hosting.ts';
import { useUploadDesk, wakeUploads } from './upload-target.ts';

const UploadHost = dynamic(() => import('./upload-host.tsx').then((module) => module.UploadHost), { ssr: false });

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Once in each layout of those who are signed in. What takes, sends and shows files is loaded when a page offers a place
 * for them, when “Add material” opens, or when files are held over the window; most visits only review.
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

  return awake ? <UploadHost quiet={quiet} /> : null;
}
