'use client';

import { Clipboard } from 'lucide-react';
import { useAddMaterial } from '@/features/material/use-add-material.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Quote } from '@/parts/quote.tsx';
import { SourceLabel } from '@/parts/source-note.tsx';

const passage = { text: '… where it is kept for roughly 15 to 30 seconds unless it is rehearsed.', start: 14, end: 71 };

const notes = [
  { title: 'What happens to your file', body: 'It is read page by page, and the first cards appear while it is still being read. You can leave the page; the work goes on.' },
  {
    title: 'What you get',
    body: (
      <>
        <p>Cards and questions, each beside the sentence it came from. If the sentence is not on the page, the card is thrown away.</p>
        <Quote passage={passage} className="mt-3" />
        <SourceLabel title="An example: Memory" page={12} className="mt-2" />
      </>
    ),
  },
  { title: 'Who can see it', body: 'Only you. Files stay on this server. Only where its owner has set up a language model are passages sent to that model.' },
];

/** The first visit: one thing to do. */
export function EmptyAccount() {
  const material = useAddMaterial();
  return (
    <Spread className="pb-12">
      <SpreadRow className="pt-6 md:pt-12" notes={notes}>
        <h1 className="text-28 font-semibold md:text-32">Add the first thing you have to learn</h1>
        <p className="mt-1.5 text-15 text-ink2">A script, a chapter, your own notes. One file is enough to begin.</p>
        <div className="mt-7 max-w-190">
          <button type="button" onClick={() => material.open()} className="group w-full border-t border-line py-4 text-left md:w-1/3">
            <span className="flex items-center gap-2 text-15 font-medium group-hover:underline group-hover:underline-offset-4">
              <Clipboard size={16} strokeWidth={1.5} aria-hidden="true" />
              Paste text
            </span>
            <span className="mt-0.5 block text-14 text-ink2">From a web page or your notes.</span>
          </button>
        </div>
        {material.dialog}
      </SpreadRow>
    </Spread>
  );
}
