import type { DocumentView } from '@studywright/core';
import { counted } from '../../lib/format.ts';

/** “Written by the built-in engine: the model did not answer.”; empty where the engine that was set up did all. */
export function builtInWords({ instead, counts }: Pick<DocumentView, 'instead'> & { counts: Pick<DocumentView['counts'], 'topics'> }): string {
  if (instead === null) return '';
  if (instead.topics === 0) return `Topics found by the built-in engine: ${instead.why}.`;
  const what = instead.topics >= counts.topics ? 'Written' : `${counted(instead.topics, 'topic')} written`;
  return `${what} by the built-in engine: ${instead.why}.`;
}

const reasons: Record<string, (drafts: number) => string> = {
  'quote-not-found': (drafts) => `the ${drafts === 1 ? 'quote was' : 'quotes were'} not on the page`,
  unsupported: (drafts) => `the ${drafts === 1 ? 'answer was' : 'answers were'} not what the quote says`,
  malformed: () => 'something was missing or too long',
  duplicate: (drafts) => `${drafts === 1 ? 'it' : 'they'} said the same as another`,
};

/** Why drafts were discarded: “of 3 the quotes were not on the page, of 1 it said the same as another”. */
export function discardWords({ discardedFor, counts }: Pick<DocumentView, 'discardedFor'> & { counts: Pick<DocumentView['counts'], 'discarded'> }): string {
  const known = Object.entries(discardedFor).flatMap(([reason, drafts]) => {
    const words = reasons[reason];
    return words === undefined || drafts === 0 ? [] : [{ drafts, words: words(drafts) }];
  });
  const [first] = known;
  // What was discarded before reasons were kept has none.
  if (first === undefined) return 'they did not stand on the page, or said the same as another';
  if (known.length === 1 && first.drafts === counts.discarded) return first.words;
  return known
    .toSorted((one, other) => other.drafts - one.drafts)
    .map(({ drafts, words }) => `${drafts} because ${words}`)
    .join(', ');
}
