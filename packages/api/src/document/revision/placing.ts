import { findQuote, findQuotes, type Passage, type PassageFate, type SourceDocument } from '@studywright/core';
import { passageOf } from '../reading/drafts.ts';

/** Where an item's quote stood in the version before. */
export interface Cited {
  page: number;
  start: number;
  end: number;
  quote: string;
}

/** Where it stands in the version after: `page.text.slice(start, end)` is the quote, to the character. */
export interface Placed extends Cited {
  passage: string;
  passageStart: number;
}

/** What a revision did to the source of an item: its quote is there still, or its passage was rewritten, or it is gone. */
export type Placing = { kind: 'placed'; at: Placed } | { kind: 'changed'; page: number; passage: string } | { kind: 'gone' };

export type Standing = Pick<Passage, 'page' | 'start' | 'end' | 'text'>;

/** Says which of many passages holds a place, by its index. One that only begins there counts where none holds all of it. */
export function holderAmong(passages: readonly Pick<Passage, 'page' | 'start' | 'end'>[]): (at: { page: number; start: number; end: number }) => number | null {
  const byPage = Map.groupBy(passages.entries(), ([, { page }]) => page);
  return ({ page, start, end }) => {
    const here = byPage.get(page) ?? [];
    const holder = here.find(([, passage]) => passage.start <= start && passage.end >= end) ?? here.find(([, passage]) => passage.start <= start && passage.end > start);
    return holder?.[0] ?? null;
  };
}

/**
 * Looks for each quote first in what became of its passage, then on all pages. White space counts for nothing: a quote
 * that runs over other lines now is the same, and is given as it stands there.
 * @param held for each item, the index of the passage that held it before; null where none did
 */
export function placeQuotes(items: readonly Cited[], held: readonly (number | null)[], before: readonly Standing[], fates: readonly PassageFate[], source: SourceDocument): Placing[] {
  const texts = new Map(source.pages.map((page) => [page.number, page.text]));
  const placed = (page: number, start: number, end: number): Placing => {
    const citation = { page, start, end, quote: (texts.get(page) ?? '').slice(start, end) };
    return { kind: 'placed', at: { ...citation, ...passageOf(source, citation) } };
  };
  const nearby = items.map(({ start, quote }, index) => {
    const old = held[index] ?? null;
    const fate = old === null ? undefined : fates[old];
    const passage = fate === undefined || fate.kind === 'gone' ? undefined : source.passages[fate.to];
    if (passage === undefined) return { passage, found: null };
    const at = findQuote(passage.text, quote, start - (before[old ?? 0]?.start ?? 0));
    return { passage, found: at === null ? null : placed(passage.page, passage.start + at.start, passage.start + at.end) };
  });
  const lost = [...nearby.entries()].filter(([, { found }]) => found === null).map(([index]) => index);
  const elsewhere = findQuotes(
    source.pages.map((page) => page.text),
    lost.map((index) => items[index]?.quote ?? ''),
  );
  const places = new Map(lost.map((index, order) => [index, elsewhere[order] ?? null]));
  return nearby.map(({ passage, found }, index): Placing => {
    if (found !== null) return found;
    const place = places.get(index) ?? null;
    const page = place === null ? undefined : source.pages[place.in];
    if (place !== null && page !== undefined) return placed(page.number, place.start, place.end);
    return passage === undefined ? { kind: 'gone' } : { kind: 'changed', page: passage.page, passage: passage.text };
  });
}
