/** Other names that a document gives to its terms: "the zygote, or fertilised egg,", "the tibia, also known as the shinbone". */
import { hedges, lower, phraseBefore } from './clauses.ts';
import type { Token } from './language.ts';
import { isTermLike, phraseAt } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import type { Sentence } from './sentences.ts';
import { headWord, isPlural, latinStem, termKey, wordsOf } from './words.ts';

export interface Synonym {
  /** As it stands in the text. */
  text: string;
  /** Index of the sentence that gives it. */
  sentence: number;
}

/** For each term's key its other names. */
export function synonymsAmong(sentences: readonly Sentence[]): ReadonlyMap<string, readonly Synonym[]> {
  const found = new Map<string, Synonym[]>();
  for (const { tokens, prose, index } of sentences) {
    if (!prose) continue;
    for (const [one, other] of pairsIn(tokens)) {
      const known = found.get(one.key);
      if (known?.some(({ text }) => termKey(text) === other.key) === true) continue;
      found.set(one.key, [...(known ?? []), { text: other.text, sentence: index }]);
    }
  }
  return found;
}

function pairsIn(tokens: Token[]): [Phrase, Phrase][] {
  const pairs: [Phrase, Phrase][] = [];
  for (let i = 1; i < tokens.length - 1; i++) {
    const mark = lower(tokens, i);
    const one = mark === ',' || mark === '(' ? phraseBefore(tokens, i) : mark === 'or' ? namedBefore(tokens, i) : undefined;
    const at = one && otherName(tokens, mark === 'or' ? i : i + 1);
    if (!one || at === undefined || isPartOfLarger(tokens, one) || isListed(tokens, one)) continue;
    const other = phraseAt(tokens, at);
    // "also called the groundhog or the whistle-pig".
    const third = other && mark === ',' && lower(tokens, other.end) === 'or' && tokens[other.end + 1]?.pos === 'det' ? phraseAt(tokens, other.end + 1) : undefined;
    if (other && third && lower(tokens, at - 1) !== 'or' && closes(tokens, third, mark) && areNames(tokens, one, other) && areNames(tokens, one, third)) pairs.push([one, other], [one, third]);
    const outright = mark !== '(' && mark !== ',' ? true : lower(tokens, at - 1) !== 'or' && lower(tokens, at - 1) !== '(';
    if (other && closes(tokens, other, mark) && areNames(tokens, one, other) && (outright || mayMean(tokens, one, other, mark))) pairs.push([one, other]);
  }
  return pairs;
}

/** Where the other name stands after "or", "also called", "sometimes known as". */
function otherName(tokens: Token[], from: number): number | undefined {
  let at = from;
  while (hedges.has(lower(tokens, at)) || lower(tokens, at) === 'formerly') at++;
  const again = at > from || lower(tokens, from) === 'or';
  if (lower(tokens, at) === 'or') at++;
  while (hedges.has(lower(tokens, at))) at++;
  if (/^(?:called|termed|named)$/.test(lower(tokens, at))) at++;
  else if (lower(tokens, at) === 'known' && lower(tokens, at + 1) === 'as') at += 2;
  else if (lower(tokens, at) === 'referred' && lower(tokens, at + 1) === 'to' && lower(tokens, at + 2) === 'as') at += 3;
  else if (lower(tokens, from) !== 'or') return undefined;
  // "The end of the rope, called the fall": said of the end.
  return again ? at : undefined;
}

/** "called the humerus or the upper arm bone": both have been given an article, or neither would be a name of its own. */
function namedBefore(tokens: Token[], or: number): Phrase | undefined {
  const one = phraseBefore(tokens, or);
  if (!one || tokens[or + 1]?.pos !== 'det') return undefined;
  const at = one.start - (one.determiner === '' ? 1 : 2);
  return /^(?:called|termed|named)$/.test(lower(tokens, at)) || (lower(tokens, at) === 'as' && /^(?:known|to)$/.test(lower(tokens, at - 1))) ? one : undefined;
}

/** "the upper end of the mast, also called …": the end or the mast? */
function isPartOfLarger(tokens: Token[], { start, determiner }: Phrase): boolean {
  const at = start - (determiner === '' ? 1 : 2);
  return /^(?:of|in|on|at|between|for|within|around|near|along|under|over)$/.test(lower(tokens, at)) && at > 0;
}

/** "Levers, pulleys, or wheels" are three things. */
function isListed(tokens: Token[], { start, determiner }: Phrase): boolean {
  return /^(?:,|and|or)$/.test(lower(tokens, start - (determiner === '' ? 1 : 2)));
}

/** Nothing else belongs to the other name, and after ", or" what was said goes on. */
function closes(tokens: Token[], { end }: Phrase, mark: string): boolean {
  const after = lower(tokens, end);
  if (mark === '(') return after === ')';
  if (mark === 'or') return tokens[end]?.pos !== 'noun' && !/^(?:of|and|or)$/.test(after);
  return /^[,;.)]$/.test(after) || (after === '(' && tokens[end + 2]?.text === ')');
}

/** "or" alone may tell of another thing: in brackets, or where "of" says more, a word in common makes it a name of the same; examples are several. */
function mayMean(tokens: Token[], one: Phrase, other: Phrase, mark: string): boolean {
  const words = new Set(one.key.split(' '));
  if (tokens.slice(0, one.start).some(({ lower: word }, i) => /^(?:including|like)$/.test(word) || (word === 'such' && lower(tokens, i + 1) === 'as'))) return false;
  return (mark === ',' && !/ of /u.test(other.text)) || other.key.split(' ').some((word) => word !== 'of' && words.has(word));
}

function areNames(tokens: Token[], one: Phrase, other: Phrase): boolean {
  if (one.key === other.key || latinStem(one.key) === latinStem(other.key) || !isTermLike(one, tokens) || !isTermLike(other, tokens)) return false;
  if (isPlural(headWord(one.text)) !== isPlural(headWord(other.text)) || wordsOf(other.text).length > 4) return false;
  return tokens.slice(other.start, other.end).every(({ pos }) => pos !== 'verb');
}
