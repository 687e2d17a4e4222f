/** Options as they are shown: the right one among wrong ones that say what they are instead. */
import type { QuestionOption, SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { lowerFirst } from '../answers.ts';
import { cite } from '../card.ts';
import { wording } from '../wording.ts';
import { capitalise, hash } from '../words.ts';
import type { Profile } from './profiles.ts';

/** What is said of a term so that it can stand behind its name, and what needs words before it: "caused by …". */
const says: ReadonlySet<string> = new Set(['is', 'refers', 'means', 'glossary']);
const describes: ReadonlySet<string> = new Set(['located', 'composed', 'caused', 'involves', 'happens', 'made']);
/** What is less sure is not told as a fact. */
const sure = 0.45;

/** A wrong option, with what the text says of it and where. */
export function wrongOption(text: string, { term, definitions }: Pick<Profile, 'term' | 'definitions'>, source: SourceDocument, analysis: Analysis): QuestionOption {
  const definition = definitions.find(({ relation, strength }) => strength >= sure && (says.has(relation) || describes.has(relation)));
  if (!definition) return { text, correct: false };
  const said = says.has(definition.relation) ? definition.answer : lowerFirst(wording(analysis.language.code).describe(definition));
  const citation = cite(source, definition.sentences.flatMap((index) => analysis.sentences[index] ?? []));
  return { text, correct: false, why: `${capitalise(term.text)}: ${said}`, ...(citation && { citation }) };
}

/** Puts the right option on each place equally often, in an order that the stems decide. */
export function balanced<Q extends { stem: string; options: QuestionOption[] }>(questions: readonly Q[]): Q[] {
  const bags = new Map<number, number[]>();
  return questions.map((question) => {
    const count = question.options.length;
    let bag = bags.get(count) ?? [];
    if (bag.length === 0) bag = Array.from({ length: count }, (_, i) => i).sort((a, b) => hash(`${a}${question.stem}`) - hash(`${b}${question.stem}`));
    const place = bag[0] ?? 0;
    bags.set(count, bag.slice(1));
    const right = question.options.filter((option) => option.correct);
    const wrong = question.options.filter((option) => !option.correct).sort((a, b) => hash(a.text + question.stem) - hash(b.text + question.stem));
    return { ...question, options: [...wrong.slice(0, place), ...right, ...wrong.slice(place)] };
  });
}
