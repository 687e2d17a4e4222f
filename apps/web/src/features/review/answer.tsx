import type { StudyCard } from '@studywright/core';
import { clsx } from 'clsx';
import type { Ref } from 'react';

/** Characters up to which an answer is said in one breath, and so is set bold. */
const short = 160;

/** The answer: its first line as the answer itself, what follows as its explanation. */
export function Answer({ card, sentenceRef }: { card: StudyCard; sentenceRef: Ref<HTMLSpanElement> }) {
  const back = card.back.trim();
  const cut = back.search(/\n/);
  const first = cut === -1 ? back : back.slice(0, cut).trimEnd();
  const rest = cut === -1 ? '' : back.slice(cut).trim();
  return (
    <>
      <hr className="border-line2" />
      <div className="pt-8 font-serif">
        <p className={clsx('text-answer wrap-break-word text-ink', first.length <= short && 'font-semibold')}>
          <span ref={sentenceRef}>{first}</span>
        </p>
        {rest !== '' && <p className="mt-2 text-18 wrap-break-word whitespace-pre-line text-ink2">{rest}</p>}
      </div>
    </>
  );
}
