'use client';

import { ClipboardPaste } from 'lucide-react';
import { UploadDrop } from '@/features/upload/upload-drop.tsx';
import { openAddMaterial } from '@/features/upload/upload-target.ts';
import { Button } from '@/parts/button.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Quote } from '@/parts/quote.tsx';
import { SourceLabel } from '@/parts/source-note.tsx';
import { DataProvider } from '@/trpc/client.tsx';

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
  return (
    <Spread className="pb-12">
      <SpreadRow className="pt-6 md:pt-12" notes={notes}>
        <h1 className="text-28 font-semibold md:text-32">Add the first thing you have to learn</h1>
        <p className="mt-1.5 text-15 text-ink2">A script, a chapter, your own notes. One file is enough to begin.</p>
        <DataProvider>
          <UploadDrop
            className="mt-7 max-w-190"
            aside={
              <Button size={40} icon={<ClipboardPaste size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()}>
                Paste text
              </Button>
            }
          />
        </DataProvider>
      </SpreadRow>
    </Spread>
  );
}
