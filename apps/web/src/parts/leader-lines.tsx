'use client';

import { clsx } from 'clsx';
import { type RefObject, useEffect, useState } from 'react';
import { type Leader, type LeaderPath, leaderPaths } from './leader-path.ts';

type ElementRef = RefObject<Element | null>;

export interface LeaderLink {
  id: string;
  /** The sentence. The line leaves at the right end of its last line, or of `edge`. */
  from: ElementRef;
  /** The source's head; the line ends left of it, on the height of its middle. */
  to: ElementRef;
  /** Something whose right edge the line starts from, where text stands right of the sentence: its column or page. */
  edge?: ElementRef;
  /** From the first line of the sentence rather than its last. */
  fromFirstLine?: boolean;
  active?: boolean;
}

export interface LeaderLinesProps {
  /** The positioned box both ends are in; the lines are drawn over it. */
  container: RefObject<HTMLElement | null>;
  links: readonly LeaderLink[];
  /** Anything whose change moves the ends though no size changes, such as the open page. */
  watch?: unknown;
  className?: string;
}

function measure(box: DOMRect, links: readonly LeaderLink[]): Leader[] {
  return links.flatMap((link) => {
    const rects = link.from.current?.getClientRects();
    const line = rects?.[link.fromFirstLine === true ? 0 : rects.length - 1];
    const to = link.to.current?.getBoundingClientRect();
    if (line === undefined || to === undefined || to.width === 0) return [];
    const edge = link.edge?.current?.getBoundingClientRect().right ?? line.right;
    return [
      {
        id: link.id,
        from: { x: Math.round(edge - box.left) + 5, y: Math.round(line.top + line.height / 2 - box.top) + 0.5 },
        to: { x: Math.round(to.left - box.left) - 7, y: Math.round(to.top + to.height / 2 - box.top) + 0.5 },
      },
    ];
  });
}

/** Lines from sentences to their sources, only where there is a margin. Decoration: what they join is also said in words. */
export function LeaderLines({ container, links, watch, className }: LeaderLinesProps) {
  const [paths, setPaths] = useState<LeaderPath[]>([]);

  useEffect(() => {
    const box = container.current;
    if (box === null) return;
    const draw = () => {
      const next = leaderPaths(measure(box.getBoundingClientRect(), links));
      setPaths((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    draw();
    const sizes = new ResizeObserver(draw);
    sizes.observe(box);
    for (const link of links) {
      if (link.from.current !== null) sizes.observe(link.from.current);
      if (link.to.current !== null) sizes.observe(link.to.current);
    }
    // A column inside may scroll by itself, and fonts arrive late.
    box.addEventListener('scroll', draw, { capture: true, passive: true });
    void document.fonts.ready.then(draw);
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', draw, { capture: true });
    };
  }, [container, links, watch]);

  const active = new Set(links.filter((link) => link.active === true).map((link) => link.id));
  const ordered = paths.toSorted((a, b) => Number(active.has(a.id)) - Number(active.has(b.id)));
  return (
    <svg aria-hidden="true" className={clsx('pointer-events-none absolute inset-0 z-10 hidden size-full overflow-visible lg:block', className)}>
      {ordered.map((path) => (
        <g key={path.id} className={active.has(path.id) ? 'fill-hl-edge stroke-hl-edge' : 'fill-line2 stroke-line2'}>
          <path d={path.d} fill="none" strokeWidth={active.has(path.id) ? 1.5 : 1} />
          <circle cx={path.end.x} cy={path.end.y} r={2.5} stroke="none" />
        </g>
      ))}
    </svg>
  );
}
