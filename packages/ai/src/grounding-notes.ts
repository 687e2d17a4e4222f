import type { Citation, NoteDraft, SourceDocument } from '@studywright/core';

export interface GroundedNote {
  draft: NoteDraft;
  /** Statements that did not stand on their source, and were left out. */
  discarded: number;
}

/**
 * Keeps of a note what stands on its source: `page.text.slice(start, end)` is the quote, to the character. A heading that
 * is left with nothing below it goes too, and so does a node that nothing is related to.
 */
export function groundNote(source: SourceDocument, draft: NoteDraft): GroundedNote {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  let discarded = 0;
  const standing = <T extends { source: Citation }>(items: readonly T[]): T[] =>
    items.filter(({ source: { page, start, end, quote } }) => {
      const stands = quote.trim() !== '' && pages.get(page)?.slice(start, end) === quote;
      if (!stands) discarded += 1;
      return stands;
    });
  const kept = sift(draft, standing);
  return { draft: kept, discarded };
}

function sift(draft: NoteDraft, standing: <T extends { source: Citation }>(items: readonly T[]) => T[]): NoteDraft {
  switch (draft.kind) {
    case 'notes': {
      const keyPoints = standing(draft.keyPoints);
      const sections = draft.sections.map((section) => ({ ...section, statements: standing(section.statements) }));
      return { ...draft, keyPoints, sections: sections.filter((section, at) => section.statements.length > 0 || hasBelow(sections, at)) };
    }
    case 'cheatSheet':
      return { ...draft, definitions: standing(draft.definitions), formulas: standing(draft.formulas), tables: standing(draft.tables), dates: standing(draft.dates) };
    case 'glossary':
      return { ...draft, entries: standing(draft.entries) };
    case 'mnemonic':
      return { ...draft, items: standing(draft.items) };
    case 'conceptMap': {
      const keys = new Set(draft.nodes.map(({ key }) => key));
      const edges = standing(draft.edges).filter(({ from, to }) => keys.has(from) && keys.has(to));
      const related = new Set(edges.flatMap(({ from, to }) => [from, to]));
      return { ...draft, nodes: draft.nodes.filter(({ key }) => related.has(key)), edges };
    }
  }
}

/** Whether one of the sections below a heading says something. */
function hasBelow(sections: readonly { level: number; statements: readonly unknown[] }[], at: number): boolean {
  const level = sections[at]?.level ?? 0;
  for (const section of sections.slice(at + 1)) {
    if (section.level <= level) return false;
    if (section.statements.length > 0) return true;
  }
  return false;
}
