/** What the text lists together, among what it lists elsewhere. */
import { cite } from '../card.ts';
import type { Analysis } from '../analysis.ts';
import { lowerFirst } from '../answers.ts';
import type { PlannedCard } from '../card.ts';
import type { SourceDocument } from '@studywright/core';
import { capitalise, hash, headWord, isPlural, share, termKey, wordsOf } from '../words.ts';
import { listingsOf, type Listing } from './lists.ts';
import { wrongOption } from './options.ts';
import { harder, quoted, type PlannedOf } from './planned.ts';
import { profilesOf, stemsOf, type Profile } from './profiles.ts';
import { questionWording } from './wording.ts';

/** Together five or six options, never all of them right. */
const mostRight = 4;
const mostOptions = 6;
const counted = /(?<!\p{L})(?:three|four|five|six|seven|eight|nine|ten|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d+)(?!\p{L})/iu;

/** The lists that sentences give, and those that cards were made of. */
function allListings(cards: readonly PlannedCard[], analysis: Analysis): (Listing & { asked?: string })[] {
  // A card begins each with a capital, whatever it is.
  const asInSentence = (item: string) => (analysis.language.code === 'de' ? item.replace(/^(?:der|die|das|eine?)\s/i, '') : lowerFirst(item).replace(/^(?:the|an?)\s/i, ''));
  const ofCards = cards.flatMap((card) => (card.kind === 'list' && card.definition === undefined ? [{ sentence: card.sentence, subject: card.front, asked: card.front, items: linesOf(card.back).map(asInSentence) }] : []));
  const held = new Set(ofCards.map(({ sentence }) => sentence.index));
  return [...ofCards.filter(({ items }) => items.length >= 2 && items.length <= 5 && items.every((item) => item.length <= 60)), ...listingsOf(analysis).filter(({ sentence }) => !held.has(sentence.index))];
}

/** The lines of a card's back, without what counts them. */
export const linesOf = (back: string) => back.split('\n').map((line) => line.replace(/^(?:\d+\.|[•–-])\s+/, '').trim()).filter((line) => line !== '');

/** Names that share their last word with one another, or with what they are listed under, show which belong together. */
function tellsItself(items: readonly string[], subject: string): boolean {
  const heads = items.map((item) => termKey(item.split(' ').at(-1) ?? ''));
  const said = new Set(wordsOf(subject).map(termKey));
  return new Set(heads).size < heads.length || heads.some((head) => said.has(head));
}

export function multiplesOf(cards: readonly PlannedCard[], source: SourceDocument, analysis: Analysis): PlannedOf<'multiple'>[] {
  const words = questionWording(analysis.language.code);
  if (!words) return [];
  const pool = profilesOf(analysis);
  const found: PlannedOf<'multiple'>[] = [];
  const subjects = new Set<string>();
  for (const listing of allListings(cards, analysis)) {
    if (found.length >= share(analysis.words, 1 / 100, 2, 900)) break;
    const subject = listing.subject.replace(/^(?:the|these|all|der|die|das)\s+/i, '');
    const citation = cite(source, [listing.sentence]);
    if (!citation || subjects.has(termKey(subject)) || (listing.asked === undefined && subject.split(' ').length > 8) || tellsItself(listing.items, subject)) continue;
    const right = listing.items.slice(0, mostRight);
    // "Which five layers …?" has five right options or is not asked.
    if (right.length < listing.items.length && counted.test(listing.asked ?? subject)) continue;
    const wrong = outsiders(listing, subject, pool, analysis).slice(0, Math.min(right.length === 4 ? 2 : 3, mostOptions - right.length));
    if (wrong.length < 2) continue;
    subjects.add(termKey(subject));
    const many = right.filter((item) => isPlural(headWord(item))).length * 2 > right.length;
    const options = [...right.map((text) => ({ text: capitalise(text), correct: true })), ...wrong.map((other) => wrongOption(capitalise((many ? other.many : other.one) ?? other.term.text), other, source, analysis))];
    const stem = listing.asked === undefined ? words.whichOf(subject) : listing.asked;
    found.push({
      kind: 'multiple',
      stem,
      options: options.toSorted((a, b) => hash(a.text + stem) - hash(b.text + stem)),
      explanation: quoted(citation.quote),
      difficulty: harder(true, right.length > 2, listing.items.length > right.length),
      bloom: 'remember',
      tags: [...(listing.asked === undefined ? [subject] : []), ...right].filter((tag) => tag.length <= 60).slice(0, 8),
      citation,
      passage: listing.sentence.passage,
    });
  }
  return found;
}

/** Terms of the same form that the text never names together with what the list is of, nor with its items' own words. */
function outsiders(listing: Listing, subject: string, pool: readonly Profile[], analysis: Analysis): Profile[] {
  const inside = new Set(listing.items.map(termKey));
  const heads = new Set(listing.items.map((item) => termKey(item.split(' ').at(-1) ?? '')));
  const topic = stemsOf(subject, analysis);
  const listed = stemsOf(listing.items.join(' '), analysis);
  const many = listing.items.filter((item) => isPlural(headWord(item))).length * 2 > listing.items.length;
  const length = listing.items.reduce((sum, item) => sum + item.length, 0) / listing.items.length;
  const capital = listing.items.filter((item) => /^\p{Lu}/u.test(item)).length * 2 > listing.items.length;
  const said = ` ${wordsOf(listing.sentence.text).map(termKey).join(' ')} `;
  const listedKinds = new Set(pool.flatMap(({ term, kind }) => (kind !== undefined && inside.has(term.key) ? [kind] : [])));
  const scored = pool.flatMap((other) => {
    const { term } = other;
    if ((many ? other.many : other.one) === undefined || !other.alone || other.capital !== capital || inside.has(term.key) || said.includes(` ${term.key} `)) return [];
    if (listedKinds.size > 0 && other.kind !== undefined && !listedKinds.has(other.kind)) return [];
    // Not one of them by its name ("motor neuron" under neurons), and known to be something else.
    if ([...stemsOf(term.text, analysis)].some((stem) => topic.has(stem) || listed.has(stem)) || !other.definitions.some(({ strength }) => strength >= 0.3)) return [];
    if (heads.has(other.head) || [...other.above].some((above) => inside.has(above.term.key)) || [...other.kinds].some((kind) => [...inside].some((item) => ` ${kind} `.includes(` ${item} `)))) return [];
    if (listing.items.some((item) => ` ${termKey(item)} `.includes(` ${term.key} `) || ` ${term.key} `.includes(` ${termKey(item)} `))) return [];
    if ([...other.meaning].some((stem) => topic.has(stem)) || together(other, topic, analysis)) return [];
    const ratio = term.text.length / length;
    if (ratio > 2.2 || ratio < 0.45) return [];
    return [{ other, score: (other.words === 1 ? 0 : -0.1) - Math.min(1.2, Math.abs(other.passage - listing.sentence.passage) / 25) - Math.abs(Math.log(ratio)) * 0.5 }];
  });
  return scored.sort((a, b) => b.score - a.score || (a.other.term.key < b.other.term.key ? -1 : 1)).map(({ other }) => other);
}

/** Whether some sentence about a term has all the words of what the list is of. */
function together(other: Profile, topic: ReadonlySet<string>, analysis: Analysis): boolean {
  if (topic.size === 0) return true;
  return other.term.mentions.some(({ sentence }) => {
    const stems = stemsOf(analysis.sentences[sentence]?.text ?? '', analysis);
    return [...topic].every((stem) => stems.has(stem));
  });
}
