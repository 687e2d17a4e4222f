/** Acronyms and acrostics for the lists of a document. What a keyword or a story needs, sense, rules do not have: those are left to a model. */
import { exampleNames, type NoteDraft } from '@studywright/core';
import type { Language } from '../language.ts';
import { hash } from '../words.ts';
import { acrosticWords } from './acrostic-words.ts';
import { findLists } from './lists.ts';
import type { NamedList } from './lists.ts';
import type { Material } from './material.ts';

type Item = Extract<NoteDraft, { kind: 'mnemonic' }>['items'][number];

export function makeMnemonics(material: Material, place: string | null): Extract<NoteDraft, { kind: 'mnemonic' }> {
  const { language, keyTerms } = material.analysis;
  const terms = new Set(keyTerms.flatMap(({ words }) => words));
  const items = findLists(material).flatMap((list): Item[] => {
    const made = acronym(list, language) ?? acrostic(list, language, place);
    if (!made) return [];
    const known = list.items.filter((item) => item.toLowerCase().split(/\s+/u).some((word) => terms.has(word))).length / list.items.length;
    return [{ ...made, title: list.title, source: list.citation, weight: Math.min(1, 0.3 + 0.5 * known + (list.ordered ? 0.2 : 0)) }];
  });
  return { kind: 'mnemonic', items };
}

type Cue = Pick<Item, 'type' | 'cue' | 'parts'>;

/** A word rarer than this in everyday language (0 to 1) is no help to remember anything. */
const rarest = 0.62;
const crude = new Set(['ass', 'tit', 'tits', 'cum', 'fag', 'hell', 'damn', 'crap', 'rape', 'slut', 'dick', 'shit', 'piss', 'nazi', 'arse', 'fart', 'porn', 'sex', 'dead', 'die', 'kill']);

/** The first letters as a word: in their order where it matters, otherwise in the order that gives the commonest word. */
function acronym({ items, ordered }: NamedList, { code, rarity, stopwords }: Language): Cue | undefined {
  if (code !== 'en') return undefined;
  const letters = items.map((item) => item.charAt(0).toLowerCase());
  if (letters.some((letter) => !/[a-z]/u.test(letter))) return undefined;
  const orders = ordered ? [items.map((_, index) => index)] : permutations(items.length);
  let best: { order: number[]; word: string; rarity: number } | undefined;
  const tried = new Set<string>();
  for (const order of orders) {
    const word = order.map((index) => letters[index]).join('');
    if (tried.has(word)) continue;
    tried.add(word);
    if (!/[aeiouy]/u.test(word) || /[^aeiouy]{4}/u.test(word) || crude.has(word) || (stopwords.has(word) && word.length < 4)) continue;
    const rare = rarity(word);
    if (rare <= rarest && (!best || rare < best.rarity)) best = { order, word, rarity: rare };
  }
  if (!best) return undefined;
  const { order, word } = best;
  return { type: 'acronym', cue: word.toUpperCase(), parts: order.map((index, at) => ({ cue: word.charAt(at).toUpperCase(), means: items[index] ?? '' })) };
}

function permutations(size: number): number[][] {
  if (size === 0) return [[]];
  return permutations(size - 1).flatMap((order) => Array.from({ length: size }, (_, at) => [...order.slice(0, at), size - 1, ...order.slice(at)]));
}

/** A sentence of everyday words that begin with the letters in their order, about somebody with a name from where the student lives. */
function acrostic({ items, title }: NamedList, { code }: Language, place: string | null): Cue | undefined {
  const words = acrosticWords[code];
  const pattern = words?.patterns[items.length];
  if (!words || !pattern) return undefined;
  const lists = { name: exampleNames(place, code), verb: words.verb, adjective: words.adjective, noun: words.noun };
  const used = new Set<string>();
  const chosen = pattern.map((part, at) => {
    const letter = plainLetter(items[at] ?? '');
    const fit = lists[part].split(' ').filter((word) => plainLetter(word) === letter && !used.has(word));
    const word = fit[hash(title + part) % Math.max(1, fit.length)];
    if (word !== undefined) used.add(word);
    return word;
  });
  if (chosen.some((word) => word === undefined)) return undefined;
  const sentence = chosen.join(' ');
  return { type: 'acrostic', cue: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`, parts: chosen.map((word, at) => ({ cue: word ?? '', means: items[at] ?? '' })) };
}

const plainLetter = (word: string) => word.normalize('NFD').charAt(0).toLowerCase();
