import type { NoteDraft, NoteLength, SourceDocument } from '@studywright/core';
import { groundNote } from '../grounding-notes.ts';
import type { ModelCall, StudyModel } from '../model.ts';
import { wordsOf } from './words.ts';

const lengths: readonly NoteLength[] = ['short', 'medium', 'long'];

/**
 * What the notes of a document say in about as many words as a summary of it has: the shortest notes that have as many, and of
 * their statements those of most weight, in reading order. Null where there is no summary to be compared with.
 */
export async function notesFor(model: StudyModel, source: SourceDocument, words: number, call: ModelCall): Promise<string | null> {
  if (words === 0) return null;
  let text = '';
  for (const length of lengths) {
    const draft = await model.compose(source, { kind: 'notes', passages: null, length, language: null, place: null }, call);
    text = weightiest(groundNote(source, draft).draft, words);
    if (wordsOf(text).length >= words) break;
  }
  return text;
}

/** Statements of most weight until there are as many words, the last of them whole, in the order in which they stand. */
export function weightiest(draft: NoteDraft, words: number): string {
  if (draft.kind !== 'notes') return '';
  const all = draft.sections.flatMap(({ statements }) => statements);
  const statements = (all.length > 0 ? all : draft.keyPoints).map(({ text, weight }, at) => ({ text, weight, at }));
  let left = words;
  const chosen = statements.toSorted((a, b) => b.weight - a.weight || a.at - b.at).filter(({ text }) => {
    const fits = left > 0;
    if (fits) left -= wordsOf(text).length;
    return fits;
  });
  return chosen.toSorted((a, b) => a.at - b.at).map(({ text }) => text).join('\n');
}
