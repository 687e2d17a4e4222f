/** “Explain X”: the points that the text's own explanation makes, each with the words by which it is known. */
import type { RubricPoint } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import type { PlannedCard } from '../card.ts';
import { capitalise, termKey, wordsOf } from '../words.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import type { Profile } from './profiles.ts';
import { questionWording } from './wording.ts';

/** Words that are said of anything; a rubric that asks for them finds its points everywhere. */
const everyday = 0.42;

/** Below this the text may not say plainly enough what a full answer says. */
const sure = 0.5;

export function shortAnswerOf(card: PlannedCard, own: Profile, analysis: Analysis): PlannedOf<'shortAnswer'> | undefined {
  const words = questionWording(analysis.language.code);
  if (card.type !== 'basic' || !words || (card.definition?.strength ?? 0) < sure || card.back.split(' ').length < 7) return undefined;
  const rubric = rubricOf(card.back, own.term.words, analysis);
  if (rubric.reduce((sum, { keywords }) => sum + keywords.length, 0) < 3) return undefined;
  return {
    kind: 'shortAnswer',
    stem: words.explain(card.front),
    rubric,
    explanation: quoted(card.citation.quote),
    difficulty: harder(true, true, rubric.length > 1, own.term.mentions.length <= 2),
    bloom: 'understand',
    tags: tagsOf([own.term]),
    citation: card.citation,
    passage: card.sentence.passage,
  };
}

/**
 * The points of an explanation, clause by clause, with the words that tell: neither everyday ones nor those of the term that
 * is explained. Clauses with few such words belong to the one before.
 */
export function rubricOf(answer: string, own: readonly string[], { language }: Analysis): RubricPoint[] {
  const clauses = answer.split(/(?:[,;:]\s+(?:and |but |which |that |who |where |und |aber |die |der |das |welche[rsmn]? )?|\s(?:that|which|who|where|because|so that|in order to|by|weil|damit|indem|sodass)\s)/u).filter((clause): clause is string => (clause ?? '').trim() !== '');
  const asked = new Set(own.map(termKey));
  const used = new Set<string>();
  const points: RubricPoint[] = [];
  for (const clause of clauses) {
    const keywords = wordsOf(clause).filter((word) => {
      const key = termKey(word);
      if (word.length < 3 || asked.has(key) || used.has(key) || language.stopwords.has(word) || language.rarity(word) < everyday) return false;
      used.add(key);
      return true;
    });
    const last = points.at(-1);
    const point = clause.trim().replace(/[.,;:]+$/, '');
    if (keywords.length >= 2 || (!last && keywords.length > 0)) points.push({ point: capitalise(point), keywords: keywords.slice(0, 8) });
    else if (last) {
      last.point += `, ${point}`;
      last.keywords.push(...keywords.slice(0, 12 - last.keywords.length));
    }
  }
  return points.slice(0, 4);
}
