import type { StudyCard } from '@studywright/core';
import { counted, instant, percent } from '@/lib/format.ts';
import { ratings } from '@/parts/rating-buttons.tsx';

/** “Seen 4 times, last on 14 Nov (Good). Predicted recall today: 88%.” */
export function CardHistory({ card, timeZone }: { card: StudyCard; timeZone: string }) {
  const last = card.lastReview;
  return (
    <div className="mt-4 border-t border-line pt-4 text-13 text-ink2">
      {last === null ? (
        <p>New to you.</p>
      ) : (
        <p>
          Seen {counted(card.reps, 'time')}, last on {instant(last.at, timeZone)} ({ratings.find((one) => one.rating === last.rating)?.word}).
        </p>
      )}
      {card.retrievability !== null && card.state === 'review' && <p>Predicted recall today: {percent(card.retrievability)}.</p>}
    </div>
  );
}
