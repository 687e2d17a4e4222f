'use client';

import type { DocumentPageView } from '@studywright/core';
import { clsx } from 'clsx';
import { type CSSProperties, type RefObject, useMemo } from 'react';
import { useApiAddress } from '@/lib/api-address.tsx';
import { useLoaded } from '@/lib/use-loaded.ts';
import { Skeleton } from '@/parts/skeleton.tsx';
import type { Elements } from './elements.ts';
import type { Mark } from './page-blocks.ts';
import { pageName } from './page-name.ts';
import { type PagePicture as Picture, pictureSizes, pictureSources } from './picture-sources.ts';
import { TextLayer } from './text-layer.tsx';
import { useMarkPress } from './use-mark-press.ts';
import { padded, rectanglesOf, type Rectangle, wordsOf } from './word-boxes.ts';

export interface PagePictureProps {
  page: DocumentPageView;
  picture: Picture;
  /** BCP 47, for voices. */
  language: string | undefined;
  marks: readonly Mark[];
  /** The mark that is pointed at. */
  active: string | null;
  onPick: (markId: string) => void;
  /** Hears once that there is no picture at this address. */
  onFailed: () => void;
  /** Takes the first rectangle of each mark, where its leader line begins. */
  ends: Elements;
  /** As a factor of the fitting width. */
  zoom: number;
  frameRef: RefObject<HTMLDivElement | null>;
  sheetRef: RefObject<HTMLDivElement | null>;
}

/** One page as it looks, with yellow over what is cited, where it stands. */
export function PagePicture({ page, picture, language, marks, active, onPick, onFailed, ends, zoom, frameRef, sheetRef }: PagePictureProps) {
  const words = useMemo(() => wordsOf(page.boxes), [page.boxes]);
  const name = pageName(page);
  useMarkPress(sheetRef, active, onPick);
  return (
    <article aria-label={`${name} of ${page.of}`} lang={language}>
      {/* Wider than its place it is moved by arrows too, once it has the focus; then they do not turn the page. */}
      <div
        ref={frameRef}
        {...(zoom > 1 && { tabIndex: 0, role: 'group', 'aria-label': `${name}, enlarged`, onKeyDown: (event) => event.key.startsWith('Arrow') && event.stopPropagation() })}
        className="touch-pan-x touch-pan-y overflow-x-auto overflow-y-hidden"
      >
        <div
          ref={sheetRef}
          className="picture-paper @container relative mx-auto overflow-hidden border border-line2 bg-raised text-ink"
          style={{ width: `calc(min(100%, 56rem) * ${zoom})`, aspectRatio: `${picture.width} / ${picture.height}` }}
        >
          <PictureImage key={picture.url} picture={picture} noun={`Fetching ${name.charAt(0).toLowerCase()}${name.slice(1)}`} zoom={zoom} onFailed={onFailed} />
          <Highlights page={page} words={words} size={picture} marks={marks} active={active} ends={ends} />
          <TextLayer page={page} words={words} size={picture} marks={marks} />
        </div>
      </div>
    </article>
  );
}

function PictureImage({ picture, noun, zoom, onFailed }: { picture: Picture; noun: string; zoom: number; onFailed: () => void }) {
  const address = useApiAddress();
  const { loaded, image } = useLoaded(onFailed);
  return (
    <>
      {!loaded && <Skeleton noun={noun} lines={8} className="absolute inset-x-0 top-0 p-[8%]" />}
      {/* oxlint-disable-next-line next/no-img-element -- the API server makes it in the widths it is shown in */}
      <img
        {...image}
        {...pictureSources(address, picture.url)}
        sizes={pictureSizes(zoom)}
        // Its text lies over it.
        alt=""
        decoding="async"
        draggable={false}
        className={clsx('absolute inset-0 size-full', loaded ? 'appear' : 'opacity-0')}
      />
    </>
  );
}

function place({ x, y, width, height }: Rectangle): CSSProperties {
  return { left: `${x / 100}%`, top: `${y / 100}%`, width: `${width / 100}%`, height: `${height / 100}%` };
}

interface HighlightsProps {
  page: DocumentPageView;
  words: ReturnType<typeof wordsOf>;
  size: Picture;
  marks: readonly Mark[];
  active: string | null;
  ends: Elements;
}

/** Laid over the picture as ink of a marker is, and once more thinly, so that it is seen on a dark page too. */
function Highlights({ page, words, size, marks, active, ends }: HighlightsProps) {
  const drawn = useMemo(
    () => marks.map((mark) => ({ id: mark.id, rectangles: rectanglesOf(words, mark, page.text, size).map((rectangle) => padded(rectangle, size)) })),
    [marks, words, page.text, size],
  );
  // The one that is pointed at lies over its neighbours.
  const ordered = drawn.toSorted((a, b) => Number(a.id === active) - Number(b.id === active));
  const paint = (end: boolean) =>
    ordered.flatMap(({ id, rectangles }) =>
      rectangles.map((rectangle, index) => (
        <div
          key={`${id}/${index}`}
          ref={end && index === 0 ? ends.attach(id) : undefined}
          data-highlight={end ? (id === active ? 'active' : 'other') : undefined}
          className={clsx('absolute scroll-my-40 rounded-2 transition-colors', id === active ? 'bg-hl-strong' : 'bg-hl')}
          style={place(rectangle)}
        />
      )),
    );
  return (
    <>
      <div aria-hidden="true" className="pointer-events-none absolute inset-0 mix-blend-multiply">
        {paint(true)}
      </div>
      <div aria-hidden="true" className="pointer-events-none absolute inset-0 opacity-20">
        {paint(false)}
      </div>
    </>
  );
}
