/** What a text tells of one case or of one person, which is no knowledge of its subject. */
import type { Sentence } from './sentences.ts';

/** "The tone was the stimulus": how it was in one case, in a text that tells how things are. */
export const wasOnce = /^The (?:\p{L}+ ){1,3}(?:was|were|explained|said|told|asked|felt|noticed|went|came|took)\s/u;

const once = /^(?:went|came|took|told|said|made|saw|found|gave|became|began|spread|grew|ran|led|won|lost|built|wrote|left|held|kept|met|fell|rose|sank|drew|chose|broke|spoke|thought|knew)$/;

/** Its first verb is past. */
function isPast({ tokens }: Sentence): boolean {
  const verb = tokens.find((token) => token.pos === 'aux' || token.pos === 'verb');
  return verb !== undefined && (/^(?:was|were|had|did)$/.test(verb.lower) || (verb.pos === 'verb' && (verb.lower.endsWith('ed') || once.test(verb.lower))));
}

/** Tells what somebody did once rather than how something is: the verb is past and a person acts. */
export function narrates(sentence: Sentence): boolean {
  const { tokens } = sentence;
  return isPast(sentence) && (tokens.some((token) => /^(?:he|she|his|her|him)$/.test(token.lower)) || tokens[0]?.pos === 'name' || /^\p{Lu}/u.test(tokens[1]?.text ?? '') || ['the', 'participants', 'researchers'].includes(tokens[0]?.lower ?? ''));
}

/** Tells in all of it what was: "Watson paired the sound with a bell", not "cells found in the skin make keratin". */
export function isPastTold({ tokens, text }: Sentence): boolean {
  if (/^(?:If|Were|Without|Had)\b|\bwould\b/u.test(text)) return false;
  const verbs = tokens.filter(({ pos }, at) => at > 0 && (pos === 'aux' || pos === 'verb'));
  const [first] = verbs;
  if (first === undefined) return false;
  if (/^(?:was|were|had|did)$/.test(first.lower)) return true;
  return first.pos === 'verb' && (first.lower.endsWith('ed') || once.test(first.lower)) && verbs.slice(1).every(({ pos, lower }) => pos === 'verb' && /(?:ed|ing)$/.test(lower));
}

/** How many sentences of a passage go on with a story. */
const storyLength = 7;

/** Indexes of sentences that begin with "The …" soon after somebody has done something: in a story that is one thing of one case. */
export function amongStories(sentences: readonly Sentence[]): ReadonlySet<number> {
  const found = new Set<number>();
  let left = 0;
  let passage = -1;
  for (const sentence of sentences) {
    if (sentence.passage !== passage) left = 0;
    passage = sentence.passage;
    if (left > 0 && sentence.tokens[0]?.lower === 'the') found.add(sentence.index);
    left = isPast(sentence) && sentence.tokens.some(({ lower }) => /^(?:he|she|his|her|him)$/.test(lower)) ? storyLength : left - 1;
  }
  return found;
}

/** "By the late 1980s, word had spread …", "About 40 years ago, people …": an event with a date. */
export function tellsEvent(sentence: Sentence): boolean {
  return /^(?:(?:By|In|During|Until|Since|Around|About|After|Before|From|On) [^,]*\b(?:1\d|20)\d\ds?\b[^,]*|[^,]* ago),/u.test(sentence.text) && (isPast(sentence) || once.test(sentence.tokens.find(({ pos, lower }, at) => at > 2 && (pos === 'verb' || once.test(lower)))?.lower ?? ''));
}

/**
 * Names of people who stand in an example only: named for the first time where one is given, and nowhere beside another name, as people
 * of whom a subject tells are ("Marie Curie").
 */
export function peopleOfExamples(sentences: readonly Sentence[], examples: ReadonlySet<number>): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const isName = (text: string | undefined) => /^\p{Lu}\p{Ll}+(?:['’]s)?$/u.test(text ?? '');
  for (const { tokens, index } of sentences) {
    for (const [at, { text }] of tokens.entries()) {
      if (at === 0 || !isName(text) || /^[.!?:“"‘'(]$/u.test(tokens[at - 1]?.text ?? '')) continue;
      const name = text.replace(/['’]s$/u, '');
      const alone = !isName(tokens[at + 1]?.text) && !(at > 1 && isName(tokens[at - 1]?.text));
      if (!alone || tokens[at - 1]?.pos === 'det') found.delete(name);
      else if (!seen.has(name) && examples.has(index)) found.add(name);
      seen.add(name);
    }
  }
  return found;
}

/** Whether one of `people` does something in a sentence: "Moisha will learn to …". */
export function isAbout(people: ReadonlySet<string>, { tokens }: Sentence): boolean {
  return tokens.some(({ text, pos }, at) => pos !== 'verb' && people.has(text.replace(/['’]s$/u, '')) && (/['’]s$/u.test(text) || /^(?:verb|aux|adv)$/.test(tokens[at + 1]?.pos ?? '')));
}
