/** A concept map: the terms that the document relates to one another, and how. */
import type { NoteDraft } from '@studywright/core';
import { cite } from '../card.ts';
import { termKey } from '../words.ts';
import type { Material } from './material.ts';
import { findRelations } from './relations.ts';

/** Terms that are looked for, best first: of those beyond nobody would draw a map. */
const mostTerms = 160;

export function drawMap({ source, analysis, includes }: Material): Extract<NoteDraft, { kind: 'conceptMap' }> {
  const terms = analysis.terms.slice(0, mostTerms);
  const highest = Math.max(1e-9, ...terms.map(({ score }) => score));
  const weights = new Map(terms.map((term) => [term.key, Math.min(1, Math.max(0, term.score / highest))]));
  const nodes = new Map<string, { key: string; label: string; weight: number }>();
  const edges: Extract<NoteDraft, { kind: 'conceptMap' }>['edges'] = [];
  for (const { from, to, label, sentence, says } of findRelations(analysis, terms)) {
    const citation = includes(sentence.passage) ? cite(source, [sentence]) : undefined;
    if (!citation) continue;
    for (const { key, text } of [from, to]) nodes.set(key, { key: keyOf(key), label: text, weight: weights.get(key) ?? 0 });
    edges.push({ from: keyOf(from.key), to: keyOf(to.key), label, source: citation, weight: says * Math.sqrt((weights.get(from.key) ?? 0) * (weights.get(to.key) ?? 0)) });
  }
  return { kind: 'conceptMap', nodes: [...nodes.values()], edges };
}

const keyOf = (key: string) => termKey(key).slice(0, 300);
