/** English sentences that say how one term is related to another: subject, verb, object, all three in the sentence's words. */
import type { Analysis } from '../analysis.ts';
import type { Token } from '../language.ts';
import type { Sentence } from '../sentences.ts';
import type { Term } from '../terms.ts';
import { germanRelation } from './relations-german.ts';

export interface Relation {
  from: Term;
  to: Term;
  /** The verb phrase: “consists of”. */
  label: string;
  sentence: Sentence;
  /** 0 to 1: how much the verb says. */
  says: number;
}

interface Place {
  term: Term;
  start: number;
  end: number;
}

/** The terms of a sentence where each ends its noun phrase, the longest first where two overlap, in order. */
function placesIn(terms: readonly Term[], tagged: boolean): Map<number, Place[]> {
  const all = new Map<number, Place[]>();
  for (const term of terms) {
    for (const { sentence, start, end, head, whole } of term.mentions) {
      if (tagged && !head && !whole) continue;
      if (end <= start) continue;
      const list = all.get(sentence) ?? [];
      all.set(sentence, list);
      list.push({ term, start, end });
    }
  }
  for (const [sentence, list] of all) {
    const kept: Place[] = [];
    for (const place of list.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
      if (kept.every((other) => place.end <= other.start || place.start >= other.end)) kept.push(place);
    }
    all.set(sentence, kept.toSorted((a, b) => a.start - b.start));
  }
  return all;
}

/** Relations between `terms`, in the order of the document. Nothing in languages whose verbs are not known. */
export function findRelations({ language, sentences }: Analysis, terms: readonly Term[]): Relation[] {
  if (language.code !== 'en' && language.code !== 'de') return [];
  const read = language.code === 'en' ? englishRelation : germanRelation;
  const found: Relation[] = [];
  for (const [index, places] of placesIn(terms, language.code === 'en')) {
    const sentence = sentences[index];
    if (!sentence?.prose || places.length < 2) continue;
    for (const [at, from] of places.entries()) {
      const to = places[at + 1];
      const verb = to && read(sentence.tokens, from, to);
      if (!to || !verb) continue;
      found.push({ from: from.term, to: to.term, sentence, ...verb });
      for (const more of listed(sentence.tokens, places.slice(at + 1))) found.push({ from: from.term, to: more.term, sentence, ...verb });
    }
  }
  return found.filter(({ from, to }) => from.key !== to.key).toSorted((a, b) => a.sentence.index - b.sentence.index);
}

/** What goes on after the first object with commas and “and”: each is an object of the same verb. */
function listed(tokens: readonly Token[], [first, ...rest]: readonly Place[]): Place[] {
  const more: Place[] = [];
  let end = first?.end ?? 0;
  let closed = false;
  for (const place of rest) {
    const between = tokens.slice(end, place.start);
    const joins = between.length > 0 && between.length <= 4 && between.every(({ lower, pos }) => lower === ',' || ['and', 'und', 'or', 'oder', 'sowie'].includes(lower) || pos === 'det');
    if (!joins || !between.some(({ lower, pos }) => lower === ',' || pos === 'conj' || ['and', 'und', 'sowie', 'or', 'oder'].includes(lower))) break;
    more.push(place);
    end = place.end;
    closed = between.some(({ lower }) => ['and', 'und', 'or', 'oder', 'sowie'].includes(lower));
    if (closed) break;
  }
  // Commas alone may begin a clause that says something else.
  return closed ? more : [];
}

const weak = new Set(['is', 'are', 'was', 'were', 'has', 'have', 'had', 'includes', 'include', 'uses', 'use', 'shows', 'show', 'says', 'made', 'makes', 'does', 'do', 'gets', 'get', 'called', 'named', 'termed', 'known', 'thought', 'believed', 'considered', 'said', 'seen', 'found']);
const silent = new Set(['called', 'named', 'termed', 'known', 'thought', 'believed', 'considered', 'said', 'referred', 'defined', 'described', 'refers', 'refer', 'means', 'gives', 'give', 'seems', 'appears', 'seem', 'appear', 'become', 'becomes']);
const unsure = new Set(['when', 'where', 'how', 'why', 'if', 'as', 'than', 'whether', 'not', 'never', "n't", 'cannot', 'may', 'might', 'could', 'would', 'should', 'rarely', 'hardly', 'seldom', 'neither', 'no', 'without']);
/** “is a kind of”, “are part of”: a noun that names the relation rather than a thing. */
const relational = /^(?:an? |the |one |another )?(?:(?:\p{L}+ ){0,2}?)(?:kind|type|form|part|branch|subset|subtype|component|subdivision|division|example|group|class|member|element|product|result|cause|consequence|source|measure|function|property|symptom|sign|unit|stage|phase|method|building block)s? of(?: the| an?)?$/u;

function englishRelation(tokens: readonly Token[], from: Place, to: Place): { label: string; says: number } | undefined {
  const between = tokens.slice(from.end, to.start);
  if (between.length === 0 || between.length > 9 || !isSubject(tokens, from)) return undefined;
  const words = between[0]?.lower === ',' && between[1]?.lower === 'which' ? between.slice(2) : between;
  if (words.some(({ lower, pos }) => unsure.has(lower) || silent.has(lower) || pos === 'punct' || pos === 'pron' || pos === 'conj' || pos === 'num' || (pos === 'part' && lower !== 'to'))) return undefined;
  const first = words.findIndex(({ pos }) => pos !== 'adv');
  const verbs = words.slice(Math.max(0, first));
  let end = 0;
  while (end < verbs.length && (verbs[end]?.pos === 'verb' || verbs[end]?.pos === 'aux' || verbs[end]?.pos === 'adv' || (end > 0 && verbs[end]?.lower === 'to'))) end += 1;
  const group = verbs.slice(0, end);
  const main = group.findLast(({ pos }) => pos === 'verb' || pos === 'aux');
  if (!main || (group[0]?.pos !== 'verb' && group[0]?.pos !== 'aux') || (group.length === 1 && main.lower.endsWith('ing'))) return undefined;
  // “cells lining the gut”, “a drug used for pain”: what belongs to the noun is no statement about it.
  if (group.length === 1 && /(?:ed|en)$/u.test(main.lower) && !isPast(tokens, from)) return undefined;
  const rest = verbs.slice(end);
  const said = group.filter(({ pos }) => pos !== 'adv').map(({ lower }) => lower).join(' ');
  const tail = rest.map(({ lower }) => lower).join(' ');
  if (relational.test(tail)) return { label: `${said} ${tail.replace(/ (?:the|an?)$/u, '')}`, says: 1 };
  const prepositions = rest[0]?.pos === 'prep' ? [rest[0]] : [];
  const noun = rest.slice(prepositions.length);
  if (noun.some(({ pos }) => pos !== 'det' && pos !== 'adj' && pos !== 'adv') || noun.length > 3) return undefined;
  const plainBe = /^(?:is|are|was|were)$/u.test(said) && prepositions.length === 0;
  if (plainBe && !['a', 'an'].includes(noun[0]?.lower ?? '') && noun.length > 0) return undefined;
  if (plainBe && noun.length === 0 && said !== 'are') return undefined;
  const label = plainBe && noun.length > 0 ? `${said} ${noun[0]?.lower ?? ''}` : [said, ...prepositions.map(({ lower }) => lower)].join(' ');
  return { label, says: weak.has(main.lower) ? 0.55 : 1 };
}

/** Nothing stands before it but what belongs to it, so that the verb after it is its own. */
function isSubject(tokens: readonly Token[], { start }: Place): boolean {
  let at = start - 1;
  while (at >= 0 && ['det', 'adj', 'num'].includes(tokens[at]?.pos ?? '')) at -= 1;
  const before = tokens[at];
  if (!before) return true;
  // Not “of the cell”, not “and the cell”, whose verb may have other subjects; a new clause may begin after a comma.
  return before.lower === ',' || before.lower === ';' || before.lower === ':' || before.lower === 'that' || before.lower === 'because' || before.lower === 'while' || (before.pos === 'adv' && at === 0);
}

/** The text tells of what happened, and a single form in -ed is its verb: nothing but a determiner before the subject. */
const isPast = (tokens: readonly Token[], { start }: Place) => start <= 1 && tokens.some(({ lower }) => lower === 'was' || lower === 'were' || /^(?:1\d|20)\d\d$/u.test(lower));
