import type { ReactNode } from 'react';
import { SpreadRow } from '@/parts/margin.tsx';

export interface SectionProps {
  title: string;
  /** What a student may want to know before changing it. */
  note?: { title: string; body: ReactNode };
  first?: boolean;
  children: ReactNode;
}

/** One subject of the settings. */
export function Section({ title, note, first = false, children }: SectionProps) {
  return (
    <SpreadRow divided={!first} className="pt-6 pb-8" notes={note === undefined ? [] : [note]}>
      <h2 className="mb-4 text-18 font-semibold">{title}</h2>
      <div className="max-w-110">{children}</div>
    </SpreadRow>
  );
}
