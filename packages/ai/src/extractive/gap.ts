/** Whether the words around a gap leave but one thing to fill it with. */
import type { Analysis } from './analysis.ts';
import { active } from './defining-verbs.ts';
import type { Sentence } from './sentences.ts';
import { lacksOwner } from './standalone.ts';
import { termKey } from './words.ts';

const beforeKind = /^(?:is|are|was|were|be|as|called)$/;

/** A state of one moment: it is told of when, or it belongs to a picture or a process. */
const momentary = /^(?!(?:If|When|Once|While|Whenever|During|After|Before|Until|At|In|As)\b).*?\b(?:is|are) (?:now |still |then )?(?:open|closed|empty|full|relaxed|contracted|visible|\p{L}+ing (?:into|from|out|through|toward|towards|down|up|back))\b/u;

/** Predicates that fit many things of any subject. */
const loose =
  /^\S*(?:The |An? )?\[…\](?: of (?:the )?\p{L}+| in (?:the )?\p{L}+)? (?:(?:is|are) (?:susceptible|subject|common|unique|different|similar)\b|(?:occurs?|exists?|comes?) (?:in|through) (?:\p{L}+ ){1,2}(?:forms|ways|types|stages|steps|phases)\b|do(?:es)? not exist\b|(?:differs?|var(?:y|ies)|depends?) (?:depending|greatly|widely|with|on|from|between|across|in)\b|(?:may|can) be caused by (?:either|many|various|several|different)\b|(?:has|have) (?:many|several|various|different|a variety of)\b|plays? (?:an?|the|many|several|two|three) |(?:is|are) (?:just |much |a bit )?like (?:an?|the) |(?:is|are|can be|may be) (?:\p{L}+ly |often )?(?:detected|diagnosed|confirmed|treated) (?:by|with) )|\[…\] (?:can|may) have (?:several|many|various|different) \p{L}+\.$|\[…\] (?:is|are) related to (?:a number|a variety|many|several)\b/u;

/** What a gap is asked in. */
interface Place {
  /** Tokens of the gap. */
  start: number;
  end: number;
  front: string;
  back: string;
  /** Whether the sentence says what the gap's term is. */
  explained: boolean;
}

/** "X is a […] that …": of what kind a thing is can be said in several ways. */
function asksKind({ tokens }: Sentence, start: number): boolean {
  let at = start - 1;
  while (['adj', 'adv', 'noun'].includes(tokens[at]?.pos ?? '')) at -= 1;
  return /^an?$/.test(tokens[at]?.lower ?? '') && beforeKind.test(tokens[at - 1]?.lower ?? '') && !/^(?:called|known|termed|as)$/.test(tokens[at - 1]?.lower ?? '');
}

/** "[…] is a competitive specialty in medicine", "[…] are organs of the body": one of a kind, and nothing that tells it from the others. */
function isOneOfKind(front: string): boolean {
  const said = /^\[…\] are (?:[\p{L}-]+\s){0,3}\p{L}+s of (?:the )?(?:\p{L}+ ?){1,3}\.$/u.exec(front) ?? /^(?:The |An? )?\[…\] (?:is|are) (?:an?|(?:just )?one of(?: the)?)\s(?:\p{L}+[\s-]){0,3}\p{L}+(?: (?:of|in|for) (?:the )?(?:\p{L}+ ?){1,3})?\.$/u.exec(front);
  return said !== null && !/-|\b(?:that|which|who|called|known|between|by|because|from)\b/.test(front);
}

/** One of three or more in a row, of which the others do not tell which is left out. */
function isOneOfMany({ tokens }: Sentence, start: number, end: number): boolean {
  let at = start - 1;
  while (['det', 'adj'].includes(tokens[at]?.pos ?? '')) at -= 1;
  const before = tokens[at]?.lower ?? '';
  const after = tokens[end]?.lower ?? '';
  const commas = tokens.slice(Math.max(0, start - 8), end + 8).filter(({ lower }) => lower === ',').length;
  // "Injuries include burns, as well as scars and …".
  if ((/^(?:and|or|,)$/.test(before) || (before === 'as' && tokens[at - 1]?.lower === 'well')) && tokens.slice(0, at).some(({ lower }) => /^(?:includes?|including|like)$/.test(lower)) && /^(?:[.;,]|and|or|)$/.test(after)) return true;
  // "Injuries include burns and …": one of those that are named.
  if (/^(?:includes?|including)$/.test(before) && /^(?:,|and|or)$/.test(after)) return true;
  if (at <= 0 || commas < 2) return false;
  return (/^(?:and|or)$/.test(before) && after === ',') || (before === ',' && (after === ',' || after === 'and' || after === 'or')) || (/^(?:and|or)$/.test(before) && tokens[at - 1]?.lower === ',' && /^(?:[.;]|)$/.test(after));
}

/** "Accounts after setting the rates", as under a picture, says nothing. */
const isSentence = ({ tokens }: Sentence) => tokens.some(({ pos, lower }, at) => pos === 'aux' || (pos === 'verb' && !lower.endsWith('ing') && tokens[at - 1]?.lower !== 'to') || (at > 0 && pos === 'noun' && (active.has(lower) || /^(?:the|an?|several|many)$/.test(tokens[at + 1]?.lower ?? ''))));

/** Other words of the subject that are left in the sentence. */
function saysEnough({ tokens }: Sentence, start: number, end: number, { language, keyTerms }: Analysis): boolean {
  const keys = new Set(keyTerms.flatMap(({ key }) => key.split(' ')));
  return tokens.some(({ lower, pos }, at) => (at < start || at >= end) && /^(?:noun|name|adj|verb)$/.test(pos) && (keys.has(termKey(lower)) || language.rarity(termKey(lower)) >= 0.6));
}

/** Whether a text says what something is, so that it is a name. */
const isNamed = (key: string, { definitions }: Analysis) => (definitions.get(key) ?? []).some(({ strength, relation }) => strength >= 0.45 && relation !== 'described');

/** Whether a gap of an English sentence has one answer. */
export function isDetermined(sentence: Sentence, { start, end, front, back, explained }: Place, analysis: Analysis): boolean {
  if (analysis.language.code !== 'en') return true;
  const { tokens } = sentence;
  if ((lacksOwner(back) && start > 1) || momentary.test(front) || loose.test(front) || isOneOfKind(front)) return false;
  if (!isSentence(sentence) || asksKind(sentence, start) || isOneOfMany(sentence, start, end) || (!explained && !saysEnough(sentence, start, end, analysis))) return false;
  // "Glucose is allowed, as are …".
  if (/,? as (?:is|are|was|were|do|does|did) (?:the )?\[…\]/u.test(front)) return false;
  // "The […] is of longer duration": a phrase with "of" that has no meaning of its own can be put in many ways.
  if (/ of /u.test(back) && !isNamed(termKey(back), analysis)) return false;
  // "Memory trace […] and interference are …": the word before it was no verb.
  if (tokens[start - 1]?.pos === 'verb' && !/(?:ed|ing)$/.test(tokens[start - 1]?.lower ?? '') && tokens.slice(end, end + 6).some(({ pos }, at) => pos === 'aux' && !/^(?:and|which|that|who|when|it|they|,)$/.test(tokens[end + at - 1]?.lower ?? ''))) return false;
  // "(AV) …", "(… on one side of the …)": what stands in or after brackets is an aside.
  if (tokens[start - 1]?.lower === ')' || (front.slice(0, front.indexOf('[…]')).match(/\(/gu)?.length ?? 0) > (front.slice(0, front.indexOf('[…]')).match(/\)/gu)?.length ?? 0)) return false;
  // "The central […] of the brain": half of a name.
  if (end - start === 1 && tokens[start - 1]?.pos === 'adj' && !/^(?:other|many|several|different|various|certain|all|most|some|more)$/.test(tokens[start - 1]?.lower ?? '')) return false;
  // "[…] include burns and scars": the name of a class in common words.
  return !(end - start === 1 && start === 0 && /^includes?$/.test(tokens[end]?.lower ?? '')) && !/\b(?:factor|process|condition|problem|situation|feature|reason|way|thing|effect|event)s?$|^(?:component|area|value|rate|result)s?$/iu.test(back);
}
