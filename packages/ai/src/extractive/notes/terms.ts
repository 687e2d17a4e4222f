/** What the document says that its terms are, one definition a term: for glossaries and cheat sheets. */
import type { Citation } from '@studywright/core';
import { cite } from '../card.ts';
import type { Definition } from '../definition.ts';
import { termKey, wordsOf } from '../words.ts';
import { wording } from '../wording.ts';
import type { Material } from './material.ts';

export interface Explained {
  term: string;
  aliases: string[];
  text: string;
  citation: Citation;
  /** 0 to 1. */
  weight: number;
}

/** A definition below this says too little of what something is; a term that is not among the key ones must be surer. */
const sure = 0.45;
const surer = 0.55;

/** Weightiest first. */
export function explainTerms({ source, analysis, includes }: Material): Explained[] {
  const key = new Set(analysis.keyTerms.map((term) => term.key));
  const highest = Math.max(1e-9, ...analysis.terms.map(({ score }) => score));
  const { describe } = wording(analysis.language.code);
  const told = new Set<string>();
  const explained: Explained[] = [];
  for (const term of analysis.terms) {
    const least = key.has(term.key) ? sure : surer;
    const options = (analysis.definitions.get(term.key) ?? []).filter(({ relation, strength }) => strength >= least && !['described', 'before', 'in'].includes(relation));
    for (const definition of options.toSorted((a, b) => worthOf(b) - worthOf(a))) {
      const sentences = definition.sentences.flatMap((index) => analysis.sentences[index] ?? []);
      const citation = cite(source, sentences);
      const text = describe(definition);
      if (!citation || !sentences.every(({ passage }) => includes(passage)) || repeats(text, term.words) || told.has(text)) continue;
      told.add(text);
      explained.push({ term: term.text, aliases: term.aliases.slice(0, 4), text, citation, weight: Math.min(1, Math.max(0, (0.7 * term.score) / highest + 0.3 * definition.strength)) });
      break;
    }
  }
  return explained.toSorted((a, b) => b.weight - a.weight);
}

/** What it is goes before what it does, and what can be learned before what is long. */
function worthOf({ relation, strength, answer }: Definition): number {
  const words = answer.split(' ').length;
  const says = ['is', 'refers', 'means', 'glossary'].includes(relation) ? 0.15 : 0;
  return strength + says - (words < 4 ? 0.2 : 0) - (words > 28 ? 0.15 : 0);
}

function repeats(text: string, words: readonly string[]): boolean {
  const own = new Set(words);
  const said = wordsOf(text).filter((word) => word.length > 3);
  return said.length === 0 || said.filter((word) => own.has(termKey(word))).length >= said.length * 0.6;
}
