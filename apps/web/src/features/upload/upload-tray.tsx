'use client';

import { ChevronDown, ChevronUp, CircleAlert, Pause, Play, RotateCcw, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { bytes, counted, timeLeft } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { IconButton } from '@/parts/button.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import type { UploadView } from './upload-queue.ts';
import { uploads, useUploads } from './uploads.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What all of them together have sent, and how long the rest takes; null where nothing is sent. */
function together(list: readonly UploadView[]): string | null {
  const open = list.filter((upload) => ['waiting', 'sending', 'interrupted', 'paused', 'finishing'].includes(upload.state));
  if (open.length < 2) return null;
  const sent = open.reduce((sum, upload) => sum + upload.sent, 0);
  const size = open.reduce((sum, upload) => sum + upload.bytes, 0);
  const speed = open.reduce((sum, upload) => sum + (upload.state === 'sending' ? (upload.bytesPerSecond ?? 0) : 0), 0);
  return [`${bytes(sent)} of ${bytes(size)}`, speed === 0 ? null : timeLeft((size - sent) / speed)].filter((part) => part !== null).join(', ');
}

function headline(list: readonly UploadView[]): string {
  const open = list.filter((upload) => ['waiting', 'sending', 'interrupted', 'finishing'].includes(upload.state));
  const failed = list.filter((upload) => upload.state === 'failed').length;
  const paused = list.filter((upload) => upload.state === 'paused').length;
  if (open.length > 0) return `Sending ${counted(open.length, 'file')}`;
  if (paused > 0) return `${counted(paused, 'upload')} paused`;
  if (failed > 0) return `${counted(failed, 'file')} not added`;
  return `${counted(list.filter((upload) => upload.state === 'done').length, 'file')} added`;
}

/** What is under way, in a corner of every page. It does not cover the work and can be folded. */
export function UploadTray() {
  const list = useUploads();
  const [folded, setFolded] = useState(false);
  const total = together(list);
  const moving = list.some((upload) => ['waiting', 'sending', 'interrupted'].includes(upload.state));
  const halted = list.some((upload) => upload.state === 'paused');
  const over = list.every((upload) => ['done', 'duplicate', 'failed'].includes(upload.state));
  return (
    <section aria-label="Uploads" className="fixed right-4 bottom-20 z-30 w-88 max-w-[calc(100vw-32px)] rounded-12 border border-line2 bg-raised md:right-6 md:bottom-6">
      <header className="flex items-center gap-1 py-1.5 pr-1.5 pl-4">
        <h2 className="flex-1 text-14 font-semibold" aria-live="polite">
          {headline(list)}
        </h2>
        {list.length > 1 && moving && <IconButton label="Pause all" icon={<Pause {...icon} />} onClick={() => uploads.pauseAll()} />}
        {list.length > 1 && !moving && halted && <IconButton label="Go on with all" icon={<Play {...icon} />} onClick={() => uploads.resumeAll()} />}
        <IconButton label={folded ? 'Show uploads' : 'Fold uploads'} aria-expanded={!folded} onClick={() => setFolded(!folded)} icon={folded ? <ChevronUp {...icon} /> : <ChevronDown {...icon} />} />
        {over && <IconButton label="Close uploads" onClick={() => uploads.dismissFinished()} icon={<X {...icon} />} />}
      </header>
      {total !== null && <p className="-mt-1 px-4 pb-2 text-13 text-ink2">{total}</p>}
      {!folded && (
        <ul className="max-h-64 overflow-y-auto border-t border-line px-4">
          {list.map((upload) => (
            <Row key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ upload }: { upload: UploadView }) {
  const under = !['done', 'duplicate', 'failed'].includes(upload.state);
  return (
    <li className="border-b border-line py-2.5 last:border-b-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-14 font-medium" title={upload.fileName}>
          {upload.fileName}
        </span>
        <Controls upload={upload} />
      </div>
      {under && <ProgressBar className="mt-1.5" label={`Upload of ${upload.fileName}`} value={upload.sent} max={Math.max(1, upload.bytes)} />}
      <p className="mt-1 flex gap-2 text-13 text-ink2" role={upload.state === 'failed' ? 'alert' : undefined}>
        {(upload.state === 'failed' || upload.state === 'interrupted') && <CircleAlert {...icon} className="mt-px shrink-0 text-danger" />}
        <span>
          <Words upload={upload} />
        </span>
      </p>
    </li>
  );
}

function Words({ upload }: { upload: UploadView }) {
  const amount = `${bytes(upload.sent)} of ${bytes(upload.bytes)}`;
  switch (upload.state) {
    case 'waiting':
      return 'Waits for its turn';
    case 'sending': {
      const left = upload.bytesPerSecond === null || upload.bytesPerSecond === 0 ? null : timeLeft((upload.bytes - upload.sent) / upload.bytesPerSecond);
      return [amount, upload.bytesPerSecond === null ? null : `${bytes(upload.bytesPerSecond)}/s`, left].filter((part) => part !== null).join(', ');
    }
    case 'paused':
      return `Paused, ${amount} are on the server`;
    case 'interrupted':
      return `${upload.problem ?? 'The connection is lost.'} It goes on where it was in ${upload.retryIn ?? 0} s.`;
    case 'finishing':
      return 'Sent. The document is being made';
    case 'done':
      return upload.documentId === null ? (
        'Added'
      ) : (
        <Link className="link" href={routes.document(upload.documentId)}>
          Added. Open it
        </Link>
      );
    case 'duplicate':
      return (
        <>
          {upload.problem}{' '}
          {upload.documentId !== null && (
            <Link className="link" href={routes.document(upload.documentId)}>
              Open it
            </Link>
          )}
        </>
      );
    case 'failed':
      return upload.problem;
  }
}

function Controls({ upload }: { upload: UploadView }) {
  const { id, fileName, state } = upload;
  if (state === 'done' || state === 'duplicate') return null;
  if (state === 'failed') {
    return (
      <>
        {upload.again && <IconButton size={28} label={`Try ${fileName} again`} icon={<RotateCcw {...icon} />} onClick={() => uploads.retry(id)} />}
        <IconButton size={28} label={`Take ${fileName} from the list`} icon={<X {...icon} />} onClick={() => uploads.dismiss(id)} />
      </>
    );
  }
  return (
    <>
      {state === 'interrupted' && <IconButton size={28} label={`Try ${fileName} now`} icon={<RotateCcw {...icon} />} onClick={() => uploads.retry(id)} />}
      {state === 'paused' ? (
        <IconButton size={28} label={`Go on with ${fileName}`} icon={<Play {...icon} />} onClick={() => uploads.resume(id)} />
      ) : (
        state !== 'finishing' && <IconButton size={28} label={`Pause ${fileName}`} icon={<Pause {...icon} />} onClick={() => uploads.pause(id)} />
      )}
      {state !== 'finishing' && <IconButton size={28} label={`Cancel ${fileName}`} icon={<X {...icon} />} onClick={() => uploads.cancel(id)} />}
    </>
  );
}
