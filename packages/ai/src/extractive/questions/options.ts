/** Options as they are shown: the right one among wrong ones that say what they are instead. */
import type { QuestionOption, SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { cite } from '../card.ts';
import { capitalise, hash } from '../words.ts';
import type { Profile } from './profiles.ts';

/** A wrong option, with what the text says that it is and where. */
export function wrongOption(text: string, { term, definitions }: Profile, source: SourceDocument, analysis: Analysis): QuestionOption {
  const [definition] = definitions;
  if (!definition || ['described', 'does', 'linked', 'states', 'in'].includes(definition.relation)) return { text, correct: false };
  const citation = cite(source, definition.sentences.flatMap((index) => analysis.sentences[index] ?? []));
  return { text, correct: false, why: `${capitalise(term.text)}: ${definition.answer}`, ...(citation && { citation }) };
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
