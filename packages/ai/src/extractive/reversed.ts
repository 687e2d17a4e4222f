/** A meaning asked for its term: the sibling of the card that asks a term for its meaning. */
import type { Analysis } from './analysis.ts';
import type { PlannedCard } from './card.ts';
import { nominal } from './clauses.ts';
import { goesOnFrom } from './references.ts';
import { wording } from './wording.ts';
import { capitalise, termKey, wordsOf } from './words.ts';

/** A definition has to be this sure, for others must not fit it too. */
const sure = 0.7;
/** Of the key terms the more important ones: the other way round is worth a card of its own for these. */
const important = 0.6;

export function planReversed(analysis: Analysis, cards: readonly PlannedCard[]): PlannedCard[] {
  const words = wording(analysis.language.code);
  const ranks = new Map(analysis.keyTerms.map((term, index) => [term.key, index / analysis.keyTerms.length]));
  const asked = new Set<string>();
  return cards.flatMap((card) => {
    const { term, definition } = card;
    if (card.kind !== 'definition' || !term || !definition || asked.has(term.key)) return [];
    const rank = ranks.get(term.key);
    if (rank === undefined || rank > important || definition.strength < sure || !describes(definition.answer, definition.relation) || !named(definition.answer, analysis)) return [];
    if (givesAway(definition.answer, [term.text, ...term.aliases])) return [];
    if (analysis.language.code === 'en' && goesOnFrom(definition.answer)) return [];
    if (fitsOther(definition.answer, term.key, analysis)) return [];
    const front = words.termFor(definition.answer);
    if (front === undefined) return [];
    asked.add(term.key);
    const sibling = term.key;
    card.sibling = sibling;
    return [{ ...card, kind: 'term' as const, sibling, front, back: capitalise(term.text), value: card.value - 1 }];
  });
}

/** Says enough of a thing, and of it alone, to be asked for its name. */
function describes(answer: string, relation: string): boolean {
  const length = answer.split(' ').length;
  if (!['is', 'refers', 'means', 'glossary'].includes(relation) || length < 7 || length > 26) return false;
  if (/^(?:when|if|where|how|what|in which|one of|some|many|part of|part|wenn|wo)\b/iu.test(answer) || /\b(?:you|your|we|our|us|he|she|his|her|it|they|them|called|known as|termed)\b|[“”"„]/iu.test(answer)) return false;
  // What somebody thinks of a thing is no name for it.
  if (/^(?:an? |the )?(?:very |extremely |relatively )?(?:appealing|attractive|popular|interesting|rewarding|exciting|great|good|excellent|important|essential|critical|true) /iu.test(answer)) return false;
  // "An emergency that needs help", "a condition found at all ages": others do too.
  if (/\sthat(?:\s\S+){1,2}$|\bof all ages\b/u.test(answer)) return false;
  return !/^(?:its|their|his|her|this|that|these|those|ihre?|seine?|diese[rs]?)\b/iu.test(answer);
}

/** Whether the text says nearly the same of another thing: two terms would be right. */
function fitsOther(answer: string, key: string, analysis: Analysis): boolean {
  const own = new Set(wordsOf(answer));
  for (const [other, definitions] of analysis.definitions) {
    if (other !== key && definitions.some((definition) => definition.strength > 0.3 && overlap(own, new Set(wordsOf(definition.answer))) > 0.8)) return true;
  }
  return false;
}

/** Of the words of `a`, how many `b` has too. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return both / a.size;
}

/** A thing and what belongs to it, not a clause or a property. */
function named(answer: string, { language }: Analysis): boolean {
  if (language.code !== 'en') return true;
  const tokens = language.tokens(answer);
  return ['det', 'noun', 'adj', 'name', 'num'].includes(tokens[0]?.pos ?? '') && !/^the (?:most|least|more|less)\b/iu.test(answer) && nominal(tokens, 0, tokens.length);
}

/** A word of the term, or one of the same stem, stands in its meaning. */
function givesAway(answer: string, names: readonly string[]): boolean {
  const said = wordsOf(answer).map(termKey);
  return names.some((name) => wordsOf(name).map(termKey).filter((word) => word.length > 3).some((word) => said.some((other) => other === word || (word.length > 5 && other.length > 5 && other.slice(0, 6) === word.slice(0, 6)))));
}
