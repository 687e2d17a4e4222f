import type { NoteKind, NoteSummary } from '@studywright/core';
import { counted } from '@/lib/format.ts';

/** What each kind is called, what it is good for, and what it is counted in. */
export const kinds: Record<NoteKind, { name: string; hint: string; one: string; many?: string }> = {
  notes: { name: 'Notes', hint: 'A summary under the headings of the text, with its key points.', one: 'sentence' },
  cheatSheet: { name: 'Cheat sheet', hint: 'One page to print: definitions, formulas, tables, dates.', one: 'entry', many: 'entries' },
  glossary: { name: 'Glossary', hint: 'Every term that is explained, from A to Z.', one: 'term' },
  mnemonic: { name: 'Mnemonics', hint: 'Help to remember lists and orders.', one: 'mnemonic' },
  conceptMap: { name: 'Concept map', hint: 'Terms, and how the text relates them, as a picture you can move.', one: 'relation' },
};

/** “Notes, 24 sentences”. */
export function sizeOf({ kind, size }: Pick<NoteSummary, 'kind' | 'size'>): string | null {
  const { one, many } = kinds[kind];
  return size === null ? null : counted(size, one, many);
}

/** Notes that somebody still makes. */
export function inMaking({ status }: Pick<NoteSummary, 'status'>): boolean {
  return status === 'queued' || status === 'working';
}
