/** What a note is made of: the sentences of the passages that it is about, under their headings. */
import type { Citation, SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { cite } from '../card.ts';
import type { Sentence } from '../sentences.ts';
import { standalone } from '../standalone.ts';

export interface Material {
  source: SourceDocument;
  analysis: Analysis;
  sections: MaterialSection[];
  /** Of all of the document's passages, those that it is about. */
  includes(passage: number): boolean;
}

export interface MaterialSection {
  /** Its heading with those above it, highest first, without what all sections have above them. */
  path: string[];
  sentences: Sentence[];
  words: number;
}

/** @param passages indexes of passages; null: all */
export function gatherMaterial(source: SourceDocument, analysis: Analysis, passages: readonly number[] | null): Material {
  const wanted = passages && new Set(passages);
  const includes = (passage: number) => wanted === null || wanted.has(passage);
  const sections: MaterialSection[] = [];
  let last: string | undefined;
  for (const sentence of analysis.sentences) {
    if (!sentence.prose || !includes(sentence.passage)) continue;
    const path = pathOf(source, analysis, sentence.passage);
    const key = JSON.stringify(path);
    const open = key === last ? sections.at(-1) : undefined;
    const section = open ?? { path, sentences: [], words: 0 };
    if (!open) sections.push(section);
    section.sentences.push(sentence);
    section.words += wordsOf(sentence);
    last = key;
  }
  const shared = sharedPath(sections.map(({ path }) => path));
  return { source, analysis, includes, sections: sections.map((section) => ({ ...section, path: section.path.slice(shared) })) };
}

function pathOf(source: SourceDocument, { sections }: Analysis, passage: number): string[] {
  const title = sections.titles[passage];
  const path = source.headings.length > 0 ? (source.passages[passage]?.path ?? []) : title === undefined ? [] : [title];
  return path.map((heading) => heading.replace(/\s+/gu, ' ').trim()).filter(Boolean);
}

/** How many headings all have in common: a book's title above each of its chapters. */
function sharedPath(paths: readonly string[][]): number {
  const [first = [], ...rest] = paths;
  // One section alone keeps its own heading.
  const most = rest.length === 0 ? Math.max(0, first.length - 1) : first.length;
  let shared = 0;
  while (shared < most && rest.every((path) => path[shared] === first[shared])) shared += 1;
  return shared;
}

export const wordsOf = ({ tokens }: Sentence): number => tokens.reduce((sum, { pos }) => (pos === 'punct' ? sum : sum + 1), 0);

export interface Shown {
  sentence: Sentence;
  /** As a student reads it. */
  text: string;
  citation: Citation;
}

/** The sentence where it can be understood by itself and quoted. */
export function shown({ source, analysis }: Material, sentence: Sentence): Shown | undefined {
  const text = standalone(sentence, analysis.language.code);
  const citation = text === undefined ? undefined : cite(source, [sentence]);
  return text === undefined || !citation ? undefined : { sentence, text, citation };
}
