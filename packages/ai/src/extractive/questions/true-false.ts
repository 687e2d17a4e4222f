/** Statements of the text as they are, and with one term in place of another of its kind. */
import { clozeGap, type SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { capitalise, hash, headWord, isPlural } from '../words.ts';
import { distractorsFor } from './distractors.ts';
import { isSpecific, isVague } from './gaps.ts';
import { wrongOption } from './options.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import { articleBefore, formOf, type Profile } from './profiles.ts';

/** Half of the statements are true, which ones their words decide. A false one has its correction from the text. */
export function trueFalseOf(card: PlannedCard, own: Profile, pool: readonly Profile[], source: SourceDocument, analysis: Analysis): PlannedOf<'trueFalse'> | undefined {
  if (card.type !== 'cloze') return undefined;
  const statement = card.front.replace(clozeGap, card.back);
  if (own.term.name || isVague(statement) || !isSpecific(card, analysis)) return undefined;
  const common = { kind: 'trueFalse' as const, bloom: 'understand' as const, tags: tagsOf([own.term]), citation: card.citation, passage: card.sentence.passage };
  const [swap] = distractorsFor({ own, right: card.back, body: card.front, sentence: card.sentence.text, gap: true, seed: 0, article: articleBefore(card, analysis) }, pool, analysis, 1);
  if (!swap) return undefined;
  if (hash(statement) % 2 === 0) return { ...common, stem: statement, answer: true, correction: null, explanation: quoted(card.citation.quote), difficulty: harder(own.term.mentions.length <= 2) };
  const said = swapped(card, formOf(swap, isPlural(headWord(card.back))));
  if (said === undefined) return undefined;
  const { why } = wrongOption(swap.term.text, swap, source, analysis);
  return { ...common, stem: said, answer: false, correction: statement, explanation: [quoted(card.citation.quote), ...(why === undefined ? [] : [why])].join('\n'), difficulty: harder(true, swap.head === own.head) };
}

/** The sentence with another term in the gap: its article and its first letter agree. */
function swapped(card: PlannedCard, other: string): string | undefined {
  const [before, after] = card.front.split(clozeGap);
  if (before === undefined || after === undefined) return undefined;
  const opening = before.trim() === '';
  const vowel = /^(?:[aeioAEIO]|[uU](?!ni|se|s\b|ti))/.test(other);
  const fitting = before.replace(/\b(a)n? $/i, (_, a: string) => `${a}${vowel ? 'n' : ''} `);
  return `${fitting}${opening ? capitalise(other) : other}${after}`;
}
