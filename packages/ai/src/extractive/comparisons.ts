/** Sentences that tell two things apart: "Unlike X, Y …", "X …, whereas Y …", "X differs from Y in that …". */
import { lowerFirst } from './answers.ts';
import { clauseEnd, lower, slice } from './clauses.ts';
import type { Token } from './language.ts';
import { phraseAt } from './phrases.ts';
import { capitalise, headWord, isPlural, termKey } from './words.ts';

export interface Comparison {
  /** What is asked of, as the question names it: with its article. */
  one: string;
  other: string;
  back: string;
}

/** `known` tells whether a phrase's key is a term of the document. */
export function comparison(tokens: Token[], text: string, code: string, known: (key: string) => boolean): Comparison | undefined {
  if (code === 'de') return germanContrast(text);
  if (code !== 'en') return undefined;
  return unlike(tokens, text, known) ?? whereas(tokens, text, known) ?? differs(tokens, text, known);
}

interface Named {
  text: string;
  key: string;
  end: number;
}

function named(tokens: Token[], text: string, at: number): Named | undefined {
  const found = phraseAt(tokens, at);
  if (!found || found.end - found.start > 5 || !['', 'a', 'an', 'the'].includes(found.determiner)) return undefined;
  const shown = slice(tokens, text, at, found.end);
  return { text: tokens[at]?.start === 0 ? lowerFirst(shown) : shown, key: found.key, end: found.end };
}

const acts = (token: Token | undefined) => token !== undefined && (token.pos === 'verb' || token.pos === 'aux');

/** "Unlike X, Y has …", "In contrast to X, Y has …", "Compared with X, Y has …". */
function unlike(tokens: Token[], text: string, known: (key: string) => boolean): Comparison | undefined {
  const opening = [['unlike'], ['in', 'contrast', 'to'], ['in', 'contrast', 'with'], ['compared', 'with'], ['compared', 'to'], ['as', 'opposed', 'to']].find((words) => words.every((word, i) => lower(tokens, i) === word));
  if (!opening) return undefined;
  const other = named(tokens, text, opening.length);
  if (!other || lower(tokens, other.end) !== ',') return undefined;
  const one = named(tokens, text, other.end + 1);
  if (!one || !acts(tokens[one.end]) || (!known(one.key) && !known(other.key))) return undefined;
  return { one: one.text, other: other.text, back: capitalise(slice(tokens, text, other.end + 1, clauseEnd(tokens, one.end))) };
}

/** Both halves say something of a term. */
function whereas(tokens: Token[], text: string, known: (key: string) => boolean): Comparison | undefined {
  const at = tokens.findIndex((token, i) => i > 3 && ['whereas', 'while'].includes(token.lower) && lower(tokens, i - 1) === ',');
  const one = at < 0 ? undefined : named(tokens, text, 0);
  const other = at < 0 ? undefined : named(tokens, text, at + 1);
  if (!one || !other || one.key === other.key || !acts(tokens[one.end]) || !acts(tokens[other.end])) return undefined;
  const kin = termKey(headWord(one.key)) === termKey(headWord(other.key));
  if (!(known(one.key) && known(other.key)) && !(kin && (known(one.key) || known(other.key)))) return undefined;
  return { one: one.text, other: other.text, back: text.replace(/\.$/u, '') };
}

function differs(tokens: Token[], text: string, known: (key: string) => boolean): Comparison | undefined {
  const one = named(tokens, text, 0);
  if (!one || !['differs', 'differ'].includes(lower(tokens, one.end)) || lower(tokens, one.end + 1) !== 'from') return undefined;
  const other = named(tokens, text, one.end + 2);
  if (!other || lower(tokens, other.end) !== 'in' || !['that', 'having', 'being'].includes(lower(tokens, other.end + 1)) || (!known(one.key) && !known(other.key))) return undefined;
  return { one: one.text, other: other.text, back: capitalise(slice(tokens, text, other.end + 2, clauseEnd(tokens, other.end + 2))) };
}

/** "Arterien führen …, während Venen …": the subjects of both halves stand in the nominative, as the question has them. */
function germanContrast(text: string): Comparison | undefined {
  const match = /^(?<one>(?:(?:Der|Die|Das|Ein|Eine)\s)?\p{Lu}[\p{L}-]+)\s(?=\p{Ll})[^,]+,\s(?:während|wohingegen)\s(?<other>(?:(?:der|die|das|ein|eine)\s)?\p{Lu}[\p{L}-]+)\s[^,]+\.$/u.exec(text);
  const one = match?.groups?.['one'];
  const other = match?.groups?.['other'];
  if (one === undefined || other === undefined) return undefined;
  const bare = (phrase: string) => termKey(phrase.replace(/^(?:der|die|das|ein|eine)\s/iu, ''));
  if (bare(one) === bare(other)) return undefined;
  return { one: one.replace(/^(?:Der|Die|Das|Ein|Eine)(?=\s)/u, (found) => found.toLowerCase()), other, back: text.replace(/\.$/u, '') };
}

/** The verb of "How do X differ from Y?". */
export const doOf = (name: string) => (isPlural(headWord(name)) && !/^an?\s/iu.test(name) ? 'do' : 'does');
