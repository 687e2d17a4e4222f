'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useRef, useState } from 'react';
import { useApiAddress } from '@/lib/api-address.tsx';
import { useLoaded } from '@/lib/use-loaded.ts';
import { Dialog } from '@/parts/dialog.tsx';
import { Placeholder } from '@/parts/skeleton.tsx';
import { DataProvider, useTRPC } from '@/trpc/client.tsx';

export interface FigurePictureProps {
  cardId: string;
  /** Says where it is from, and nothing of what it shows. */
  name: string;
}

/** Fills its place; a press or Enter shows it large. Also for a page that asks for no data otherwise. */
export function FigurePicture(props: FigurePictureProps) {
  return (
    <DataProvider>
      <Fetched {...props} />
    </DataProvider>
  );
}

/** Addresses hold for an hour at least. */
const keptMs = 45 * 60_000;

function Fetched({ cardId, name }: FigurePictureProps) {
  const trpc = useTRPC();
  const address = useApiAddress();
  const figure = useQuery(trpc.flashcard.figure.queryOptions({ id: cardId }, { staleTime: keptMs }));
  const [failed, setFailed] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const again = useRef(false);
  const url = figure.data?.url;
  const onFailed = () => {
    setFailed(url ?? null);
    if (again.current) return;
    // Its address may have run out.
    again.current = true;
    void figure.refetch();
  };
  if (figure.isError || figure.data === null || (url !== undefined && url === failed && !figure.isFetching)) {
    return (
      <button type="button" onClick={() => { setFailed(null); void figure.refetch(); }} className="absolute inset-0 p-3 text-left text-13 text-ink2 hover:text-ink">
        The picture could not be fetched. The card is safe. <span className="link">Try again</span>
      </button>
    );
  }
  if (figure.data === undefined || url === undefined) return <Waiting name={name} />;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="absolute inset-0 cursor-zoom-in">
        <Picture key={url} src={`${address}${url}`} alt={name} onFailed={onFailed} />
        <span className="sr-only">: show it large</span>
      </button>
      <Dialog open={open} onOpenChange={setOpen} title={name} width={1_100}>
        <div className="picture-paper bg-raised">
          {/* oxlint-disable-next-line next/no-img-element -- the API server has it in one size */}
          <img src={`${address}${url}`} alt={name} className="mx-auto max-h-[calc(100dvh-160px)] w-full object-contain" />
        </div>
      </Dialog>
    </>
  );
}

function Waiting({ name }: { name: string }) {
  return (
    <div role="status" className="absolute inset-0">
      <Placeholder className="size-full" />
      <span className="sr-only">Fetching: {name}</span>
    </div>
  );
}

function Picture({ src, alt, onFailed }: { src: string; alt: string; onFailed: () => void }) {
  const { loaded, image } = useLoaded(onFailed);
  return (
    <>
      {!loaded && <Waiting name={alt} />}
      {/* oxlint-disable-next-line next/no-img-element -- the API server has it in one size */}
      <img {...image} src={src} alt={alt} decoding="async" draggable={false} className={clsx('size-full object-contain', loaded ? 'appear' : 'opacity-0')} />
    </>
  );
}
