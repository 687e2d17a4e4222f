/** Structured notes: the sentences of each section that say most of what it says, in their order. */
import type { NoteDraft, NoteLength } from '@studywright/core';
import { weighConcepts } from './concepts.ts';
import type { Concepts } from './concepts.ts';
import type { Sentence } from '../sentences.ts';
import { shown, wordsOf } from './material.ts';
import type { Material, MaterialSection, Shown } from './material.ts';

/** Of the words of the text, with what is too little and what nobody reads. */
const shares: Record<NoteLength, { share: number; least: number; most: number }> = {
  short: { share: 0.05, least: 60, most: 1_500 },
  medium: { share: 0.1, least: 100, most: 4_000 },
  long: { share: 0.2, least: 160, most: 9_000 },
};

export function budgetOf(material: Material, length: NoteLength): number {
  const { share, least, most } = shares[length];
  const words = material.sections.reduce((sum, section) => sum + section.words, 0);
  return Math.min(words * 0.5, Math.max(least, Math.min(most, words * share)));
}

interface Candidate extends Shown {
  words: number;
  concepts: string[];
  /** How well it serves whatever it covers: openings and definitions do, examples and stories do less. */
  quality: number;
}

export interface Chosen extends Shown {
  /** 0 to 1. */
  weight: number;
}

/** Notes of about `words` words, in the order of the document. */
export function writeNotes(material: Material, words: number): Extract<NoteDraft, { kind: 'notes' }> {
  const chosen = summarise(material, words);
  const sections: Extract<NoteDraft, { kind: 'notes' }>['sections'] = [];
  const points = keyPointsOf(chosen);
  const isPoint = new Set(points);
  let above: string[] = [];
  for (const { section, sentences } of chosen) {
    const rest = sentences.filter((sentence) => !isPoint.has(sentence));
    if (rest.length === 0) continue;
    for (const [depth, title] of section.path.entries()) {
      if (above[depth] === title && depth < section.path.length - 1 && section.path.slice(0, depth).every((heading, index) => above[index] === heading)) continue;
      sections.push({ title: title.slice(0, 300), level: Math.min(3, depth + 1), statements: [] });
    }
    above = section.path;
    const statements = rest.map(toStatement);
    const open = section.path.length > 0 ? sections.at(-1) : undefined;
    if (open) open.statements.push(...statements);
    else sections.push({ title: material.source.title.trim().slice(0, 300) || '…', level: 1, statements });
  }
  return { kind: 'notes', keyPoints: points.map(toStatement), sections };
}

const toStatement = ({ text, citation, weight }: Chosen) => ({ text, source: citation, weight });

/** What matters most, taken from sections that have more to say, so that none stands empty. */
function keyPointsOf(chosen: readonly { sentences: Chosen[] }[]): Chosen[] {
  const all = chosen.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const most = Math.min(6, Math.floor(all / 5));
  const best = chosen.flatMap(({ sentences }) => (sentences.length < 3 ? [] : [sentences.reduce((a, b) => (b.weight > a.weight ? b : a))]));
  const points = new Set(best.toSorted((a, b) => b.weight - a.weight).slice(0, most));
  return best.filter((sentence) => points.has(sentence));
}

/**
 * Each section gets its part of the words; in it, sentences are taken one by one, each time the one that adds most weight
 * of what is not covered yet (a monotone submodular cover, for which taking the best comes near the best of all: Lin and
 * Bilmes 2011).
 */
export function summarise(material: Material, words: number): { section: MaterialSection; sentences: Chosen[] }[] {
  const concepts = weighConcepts(material);
  const covered = new Map<string, number>();
  const parts = partsOf(material);
  let carried = 0;
  const picked = material.sections.map((section, at) => {
    carried += words * (parts[at] ?? 0);
    const taken = pick(candidatesOf(material, section, concepts), carried, concepts, covered);
    carried -= taken.reduce((sum, { candidate }) => sum + candidate.words, 0);
    return { section, taken };
  });
  const highest = Math.max(1e-9, ...picked.flatMap(({ taken }) => taken.map(({ gain }) => gain)));
  return picked.map(({ section, taken }) => ({
    section,
    sentences: taken
      .toSorted((a, b) => a.candidate.sentence.index - b.candidate.sentence.index)
      .map(({ candidate: { sentence, text, citation }, gain }) => ({ sentence, text, citation, weight: Math.min(1, gain / highest) })),
  }));
}

/**
 * What share of the words each section gets: by its length and, with half the weight, by how much it speaks in key terms, of
 * which a digression has few.
 */
function partsOf({ analysis, sections }: Material): number[] {
  const keys = new Set(analysis.keyTerms.flatMap((term) => term.words));
  const sizes = sections.map(({ sentences, words }) => {
    const said = sentences.reduce((sum, { tokens }) => sum + tokens.filter(({ lower }) => keys.has(lower)).length, 0);
    return words * Math.sqrt(0.02 + said / Math.max(1, words));
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / Math.max(1e-9, total));
}

const past = new Set(['was', 'were', 'had', 'did', 'war', 'waren', 'hatte', 'hatten', 'wurde', 'wurden']);
const present = new Set(['is', 'are', 'has', 'have', 'ist', 'sind', 'hat', 'haben', 'wird', 'werden']);
const says = ({ tokens }: Sentence, verbs: ReadonlySet<string>) => tokens.some(({ lower }) => verbs.has(lower));

/** Whether a text tells of what happened, as one of history does. */
function tellsOfPast(sections: readonly MaterialSection[]): boolean {
  const all = sections.flatMap(({ sentences }) => sentences);
  return all.filter((sentence) => says(sentence, past)).length * 2 > all.filter((sentence) => says(sentence, present)).length;
}

function candidatesOf(material: Material, section: MaterialSection, concepts: Concepts): Candidate[] {
  const defining = new Set([...material.analysis.definitions.values()].flat().flatMap(({ strength, sentences }) => (strength >= 0.5 ? sentences : [])));
  const history = tellsOfPast(material.sections);
  return section.sentences.flatMap((sentence, place) => {
    const made = shown(material, sentence);
    if (!made) return [];
    const words = wordsOf(sentence);
    const opens = (1 + 0.8 * Math.exp(-place / 1.5)) * (sentence.opening ? 1.2 : 1);
    const states = (defining.has(sentence.index) ? 1.15 : 1) * (incidental(made.text) ? 0.6 : 1) * (!history && says(sentence, past) ? 0.65 : 1) * (words < 9 ? 0.85 : 1);
    return [{ ...made, words, concepts: concepts.of(sentence), quality: opens * states }];
  });
}

/** Examples, quotations, dates and figures: what a summary leaves out first. */
const incidental = (text: string) => /\b(?:for (?:example|instance)|such as|e\.g\.|zum Beispiel|beispielsweise|z\. ?B\.)|[“”"„]|\b(?:1[5-9]|20)\d\d\b|\d+(?:[.,]\d+)? ?(?:%|percent|Prozent)/iu.test(text);

/** How far a sentence's length counts against it: 0 not at all, 1 in full. */
const lengthExponent = 0.75;
/** What a concept adds the second time, as a share of the first; then that share of it, and so on. */
const again = 0.45;

function pick(candidates: Candidate[], budget: number, concepts: Concepts, covered: Map<string, number>): { candidate: Candidate; gain: number }[] {
  const taken: { candidate: Candidate; gain: number }[] = [];
  const open = new Set(candidates);
  let room = budget;
  for (;;) {
    let best: Candidate | undefined;
    let bestGain = 0;
    for (const candidate of open) {
      // The last one may go over by half of itself; what it takes is missing from the next section.
      if (candidate.words > room + candidate.words / 2) continue;
      const cover = candidate.concepts.reduce((sum, concept) => sum + concepts.weightOf(concept) * again ** (covered.get(concept) ?? 0), 0);
      const gain = (cover * candidate.quality) / candidate.words ** lengthExponent;
      if (gain > bestGain) [best, bestGain] = [candidate, gain];
    }
    if (!best) return taken;
    open.delete(best);
    taken.push({ candidate: best, gain: bestGain });
    for (const concept of best.concepts) covered.set(concept, (covered.get(concept) ?? 0) + 1);
    room -= best.words;
  }
}
