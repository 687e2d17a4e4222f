/** Terms of one part of the text with what they mean: four or five pairs of which none fits another. */
import type { PlannedCard } from '../card.ts';
import type { Analysis } from '../analysis.ts';
import { hash, overlap, wordsOf } from '../words.ts';
import { alsoRight } from './distractors.ts';
import { harder, quoted, tagsOf, type PlannedOf } from './planned.ts';
import { profilesOf, type Profile } from './profiles.ts';
import { descriptionOf } from './single.ts';
import { questionWording } from './wording.ts';

const fewest = 4;
const most = 5;

interface Pair {
  card: PlannedCard;
  own: Profile;
  meaning: string;
}

/** Only what something is can be told apart in a list; what it does or where it lies fits too often. */
const naming = new Set(['is', 'refers', 'means', 'glossary']);

export function matchingsOf(cards: readonly PlannedCard[], analysis: Analysis): PlannedOf<'matching'>[] {
  const words = questionWording(analysis.language.code);
  if (!words) return [];
  const byKey = new Map(profilesOf(analysis).map((profile) => [profile.term.key, profile]));
  const pairs = cards.flatMap((card): Pair[] => {
    const own = card.term && byKey.get(card.term.key);
    if (!own || card.type !== 'basic' || !naming.has(card.definition?.relation ?? '')) return [];
    const meaning = descriptionOf(card, own, analysis);
    return meaning !== undefined && meaning.length <= 160 ? [{ card, own, meaning }] : [];
  });
  const found: PlannedOf<'matching'>[] = [];
  for (const group of groupsOf(pairs, analysis)) {
    const [first] = group;
    if (!first) continue;
    const sorted = group.toSorted((a, b) => hash(a.own.term.key) - hash(b.own.term.key));
    found.push({
      kind: 'matching',
      stem: `${words.match} ${sorted.map(({ own }) => own.term.text).join(', ')}.`,
      pairs: sorted.map(({ own, meaning }) => ({ left: own.term.text, right: meaning })),
      explanation: group.map(({ card }) => quoted(card.citation.quote)).join('\n'),
      difficulty: harder(true, group.length === most),
      bloom: 'understand',
      tags: tagsOf(group.map(({ own }) => own.term)),
      citation: first.card.citation,
      passage: first.card.sentence.passage,
    });
  }
  return found;
}

/** So many passages apart, two terms still belong to one part of the text. */
const reach = 30;

/** Runs of neighbours, none of which could be another; each term once. */
function groupsOf(pairs: readonly Pair[], analysis: Analysis): Pair[][] {
  const groups: Pair[][] = [];
  let group: Pair[] = [];
  const close = () => {
    if (group.length >= fewest) groups.push(group);
    group = [];
  };
  for (const pair of [...pairs].sort((a, b) => a.card.sentence.index - b.card.sentence.index)) {
    const [first] = group;
    if (first && pair.card.sentence.passage - first.card.sentence.passage > reach) close();
    if (group.some((other) => confusable(pair, other, analysis))) continue;
    group.push(pair);
    if (group.length === most) close();
  }
  close();
  return groups;
}

function confusable(a: Pair, b: Pair, analysis: Analysis): boolean {
  if (a.own === b.own) return true;
  const fits = (pair: Pair, other: Pair) =>
    alsoRight(other.own, { own: pair.own, right: pair.own.term.text, body: pair.meaning, sentence: pair.meaning, gap: false, seed: 0, article: undefined }, analysis);
  if (fits(a, b) || fits(b, a)) return true;
  return overlap(new Set(wordsOf(a.meaning)), new Set(wordsOf(b.meaning))) > 0.7;
}
