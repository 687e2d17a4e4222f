/** What stands at a place that a student marked. */
import type { Passage, Place, SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import type { Definition } from './definition.ts';
import type { Sentence } from './sentences.ts';
import type { Term } from './terms.ts';
import { termKey, wordsOf } from './words.ts';

/** Whether two places have a character in common. */
export function touches(a: Place, b: Place): boolean {
  return a.page === b.page && a.start < b.end && b.start < a.end;
}

/** Whether all of `inner` is marked but its stop or its first article. */
export function covers(outer: Place, inner: Place): boolean {
  const slack = Math.min(5, (inner.end - inner.start) / 4);
  return outer.page === inner.page && outer.start <= inner.start + slack && outer.end >= inner.end - slack;
}

export function sentencesAt({ sentences }: Analysis, place: Place): Sentence[] {
  return sentences.filter((sentence) => touches(sentence, place));
}

export interface Named {
  key: string;
  text: string;
  /** Undefined where the document explains it and names it but in passing. */
  term: Term | undefined;
  definitions: readonly Definition[];
}

/** One kind of spelling for words and for the terms that are looked for among them. */
const spelled = (text: string) => wordsOf(text).map(termKey).join(' ');

/** The terms of a document that words name, in their order; of one within another the longer. */
export function termsIn(words: string, analysis: Analysis): Named[] {
  const terms = new Map(analysis.terms.map((term) => [term.key, term]));
  const names = new Map<string, string>();
  const add = (name: string, key: string) => {
    const form = spelled(name);
    if (form !== '' && !names.has(form)) names.set(form, key);
  };
  for (const { key, aliases } of analysis.terms) for (const name of [key, ...aliases]) add(name, key);
  for (const [key, [first]] of analysis.definitions) for (const name of [key, ...(first?.aliases ?? [])]) add(name, key);
  let left = ` ${spelled(words)} `;
  const found: { at: number; key: string }[] = [];
  for (const [form, key] of [...names].toSorted(([a], [b]) => b.length - a.length)) {
    const at = left.indexOf(` ${form} `);
    if (at < 0) continue;
    left = left.replaceAll(` ${form} `, ` ${'#'.repeat(form.length)} `);
    if (!found.some((other) => other.key === key)) found.push({ at, key });
  }
  const whole = spelled(words);
  if (found.length === 0 && whole !== '' && whole.split(' ').length <= 2) {
    // “Flashbulb”, of which the document speaks as a flashbulb memory.
    const within = analysis.terms.find(({ key }) => ` ${spelled(key)} `.includes(` ${whole} `));
    if (within) found.push({ at: 0, key: within.key });
  }
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ key }) => {
      const definitions = analysis.definitions.get(key) ?? [];
      return { key, text: terms.get(key)?.text ?? definitions[0]?.term ?? key, term: terms.get(key), definitions };
    });
}

/** What the passage stands under, for what is made of it outside of an outline. */
export function headingOf(source: SourceDocument, passage: Passage | undefined): string {
  return passage?.path.at(-1) ?? source.title;
}
