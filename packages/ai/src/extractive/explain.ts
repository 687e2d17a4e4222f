/** What a document says about words: the definitions of their terms, then the sentences that say most about them elsewhere. */
import type { Explanation, ExplainRequest, ExplanationStatement, SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { cite } from './card.ts';
import { covers, termsIn, touches, type Named } from './marked.ts';
import type { Sentence } from './sentences.ts';
import { examplesAmong, standalone } from './standalone.ts';
import { overlap, wordsOf } from './words.ts';

/** Below this a sentence mentions a term rather than saying what it is; of another document it has to be surer. */
const sure = { here: 0.3, elsewhere: 0.45 };
const mostDefinitions = 4;
const mostSentences = 3;
/** Terms that another document is asked for. */
const mostOpen = 3;
/** Marked words so short, of which the document knows no term, are looked for as they are. */
const shortWords = 5;

export function explainWords(source: SourceDocument, analysis: Analysis, { words, place }: ExplainRequest): Explanation {
  const named = termsIn(words, analysis);
  const used = new Set<number>();
  const defined = new Set<string>();
  const definitions = named.toSorted(byWeight).flatMap((one) => (defined.size >= mostDefinitions ? [] : definitionOf(source, analysis, one, place, used, defined)));
  const inOrder = named.flatMap(({ text }) => definitions.filter(({ term }) => term === text));
  const more = place === null ? [] : sentencesAbout(source, analysis, named, place, used, inOrder);
  const open = named.filter(({ key, term }) => !defined.has(key) && term !== undefined && analysis.keyTerms.includes(term)).map(({ text }) => text);
  const unknown = named.length === 0 && wordsOf(words).length <= shortWords ? [words] : [];
  return { statements: [...inOrder, ...more], open: [...open, ...unknown].slice(0, mostOpen) };
}

const byWeight = (a: Named, b: Named) => (b.term?.score ?? 0) - (a.term?.score ?? 0);

/** @param used sentences that say it already; @param defined keys of what the document explains, also in the marked words themselves */
function definitionOf(source: SourceDocument, { sentences }: Analysis, { key, text, definitions }: Named, place: ExplainRequest['place'], used: Set<number>, defined: Set<string>): ExplanationStatement[] {
  for (const { relation, strength, sentences: from } of definitions) {
    if (relation === 'described' || strength < (place === null ? sure.elsewhere : sure.here)) continue;
    const told = from.flatMap((index) => sentences[index] ?? []);
    const citation = cite(source, told);
    if (!citation) continue;
    const again = (place !== null && covers(place, citation)) || told.every(({ index }) => used.has(index));
    defined.add(key);
    if (again) continue;
    for (const { index } of told) used.add(index);
    return [{ term: text, text: told.map((sentence) => sentence.text).join(' '), citation }];
  }
  return [];
}

function sentencesAbout(source: SourceDocument, analysis: Analysis, named: readonly Named[], place: NonNullable<ExplainRequest['place']>, used: ReadonlySet<number>, told: readonly ExplanationStatement[]): ExplanationStatement[] {
  const worth = worthOf(analysis, named);
  const said = told.map(({ text }) => new Set(wordsOf(text)));
  const chosen: { sentence: Sentence; statement: ExplanationStatement }[] = [];
  for (const [index] of [...worth].toSorted(([a, x], [b, y]) => y - x || a - b)) {
    if (chosen.length >= mostSentences) break;
    const sentence = analysis.sentences[index];
    const text = sentence && standalone(sentence, analysis.language.code, true);
    const citation = sentence && cite(source, [sentence]);
    if (!text || !citation || used.has(index) || touches(citation, place)) continue;
    const words = new Set(wordsOf(text));
    if (said.some((other) => overlap(words, other) > 0.8)) continue;
    said.push(words);
    chosen.push({ sentence, statement: { term: null, text, citation } });
  }
  return chosen.toSorted((a, b) => a.sentence.index - b.sentence.index).map(({ statement }) => statement);
}

/** For each sentence that is about one of the terms, how much it says of them: it begins with one, defines one, names several. */
function worthOf(analysis: Analysis, named: readonly Named[]): Map<number, number> {
  const examples = examplesAmong(analysis.sentences);
  const worth = new Map<number, number>();
  for (const { term, definitions } of named) {
    const heaviest = Math.max(1, ...named.map((other) => other.term?.score ?? 0));
    for (const mention of term?.mentions ?? []) {
      // With what a sentence begins, it is about, also where its verb could be taken for a noun.
      if ((!mention.head && mention.start > 0) || examples.has(mention.sentence)) continue;
      const defines = definitions.filter(({ sentences }) => sentences.includes(mention.sentence)).reduce((most, { strength }) => Math.max(most, strength), 0);
      // What only mentions a term somewhere in the middle says something of another thing.
      const about = (mention.start <= 2 ? 1 : 0) + defines;
      const weight = 0.5 + (0.5 * (term?.score ?? 0)) / heaviest;
      worth.set(mention.sentence, (worth.get(mention.sentence) ?? 0) + (about > 0 ? 1 + about : 0.6) * weight);
    }
  }
  // Where nothing is about them, what at least names them.
  const bar = Math.min(leastWorth, Math.max(0, ...worth.values()));
  for (const [index, value] of worth) if (value < bar) worth.delete(index);
  return worth;
}

/** A sentence that is about one of the weightier terms, or names several. */
const leastWorth = 1;
