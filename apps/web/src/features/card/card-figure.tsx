import type { FigureSize, PageKind } from '@studywright/core';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';

const FigurePicture = dynamic(() => import('./figure-picture.tsx').then((module) => module.FigurePicture), { ssr: false });

export interface CardFigureProps {
  cardId: string;
  figure: FigureSize;
  /** Where it was cut from; null where that is not known any more. */
  from: { kind: PageKind; page: number } | null;
  /** As what is asked, or as one of many. */
  size: 'card' | 'row';
  className?: string;
}

/** As many CSS pixels a printed point, and as high, at most. */
const bounds = { card: { scale: 1.6, height: 'min(44dvh, 420px)' }, row: { scale: 1, height: '132px' } } as const;

/** The picture on a card. Its place is kept while it comes; its code comes with the first one. */
export function CardFigure({ cardId, figure, from, size, className }: CardFigureProps) {
  const { scale, height } = bounds[size];
  const { width: across, height: down } = figure;
  // What it shows is the answer: its name says no more than where it was.
  const name = from === null ? 'Figure' : `Figure on ${from.kind} ${from.page}`;
  return (
    <div
      className={clsx('picture-paper relative z-10 overflow-hidden rounded-4 border border-line2 bg-raised text-ink', className)}
      style={{ width: `min(100%, ${Math.round(across * scale)}px, calc(${height} * ${(across / down).toFixed(4)}))`, aspectRatio: `${across} / ${down}` }}
    >
      <FigurePicture cardId={cardId} name={name} />
    </div>
  );
}
