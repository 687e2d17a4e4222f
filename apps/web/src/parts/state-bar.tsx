import { clsx } from 'clsx';
import { counted, list, number } from '@/lib/format.ts';

export interface CardsByState {
  new: number;
  learning: number;
  review: number;
  suspended: number;
}

const parts = [
  { key: 'review', word: 'in review', fill: 'bg-g4' },
  { key: 'learning', word: 'learning', fill: 'bg-g3' },
  { key: 'new', word: 'new', fill: 'bg-g1' },
  { key: 'suspended', word: 'suspended', fill: 'hatched' },
] as const;

export interface StateBarProps {
  cards: CardsByState;
  /** With the figures in words below; without them the bar still tells them to a screen reader. */
  legend?: boolean;
  className?: string;
}

/** Cards by state, in graphite: the darker, the further on the way. */
export function StateBar({ cards, legend = false, className }: StateBarProps) {
  const total = cards.new + cards.learning + cards.review + cards.suspended;
  const shown = parts.filter((part) => cards[part.key] > 0);
  const words = total === 0 ? 'No cards yet' : `${counted(total, 'card')}: ${list(shown.map((part) => `${number(cards[part.key])} ${part.word}`))}`;
  return (
    <div className={className}>
      <div role="img" aria-label={words} className={clsx('flex h-2 w-full gap-px overflow-hidden rounded-2', total === 0 && 'border border-dashed border-edge')}>
        {shown.map((part) => (
          <span key={part.key} className={part.fill} style={{ flexGrow: cards[part.key], flexBasis: 2 }} />
        ))}
      </div>
      {legend && (
        <ul aria-hidden="true" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink2">
          {shown.map((part) => (
            <li key={part.key} className="flex items-center gap-1.5">
              <span className={clsx('size-2.5 rounded-2', part.fill)} />
              {number(cards[part.key])} {part.word}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
