/** What the built-in engine makes to be read: the same document always gives the same. */
import type { NoteDraft, NoteRequest, SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { drawMap } from './map.ts';
import { gatherMaterial } from './material.ts';
import { makeMnemonics } from './mnemonics.ts';
import { writeSheet } from './sheet.ts';
import { budgetOf, writeNotes } from './summary.ts';
import { explainTerms } from './terms.ts';

/** Where nothing good is found, what comes back is empty. The language is that of the document: rules do not translate. */
export function composeNote(source: SourceDocument, analysis: Analysis, { kind, passages, length, place }: NoteRequest): NoteDraft {
  const material = gatherMaterial(source, analysis, passages);
  switch (kind) {
    case 'notes':
      return writeNotes(material, budgetOf(material, length));
    case 'cheatSheet':
      return writeSheet(material);
    case 'glossary':
      return { kind, entries: explainTerms(material).map(({ term, aliases, text, citation, weight }) => ({ term, aliases, definition: text, source: citation, weight })) };
    case 'mnemonic':
      return makeMnemonics(material, place);
    case 'conceptMap':
      return drawMap(material);
  }
}
