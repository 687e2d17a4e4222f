/** The parts of a document that are learned one after another. */
import type { OutlineTopic, SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { isBackMatter } from './sections.ts';
import type { Term } from './terms.ts';
import { capitalise } from './words.ts';

interface Part {
  path: string[];
  passages: number[];
  words: number;
}

/** A topic takes about a quarter of an hour: fewer words join their neighbours, more are cut where the vocabulary changes. */
const smallest = 170;
const largest = 1900;
const usual = 700;
const mostTopics = 60;

export function makeTopics(source: SourceDocument, analysis: Analysis): OutlineTopic[] {
  const counts = wordCounts(analysis);
  const parts = joinSmall(partsOf(source, analysis, counts)).flatMap((part) => cut(part, analysis, counts));
  const used = new Map<string, number>();
  return parts.map((part) => {
    const terms = termsOf(part, analysis);
    const title = unique(titleOf(part, terms, source), part, terms, used);
    return { title, terms: terms.map((term) => term.text), passages: part.passages };
  });
}

/** Words of usable prose in each passage. */
function wordCounts({ sentences }: Analysis): Map<number, number> {
  const counts = new Map<number, number>();
  for (const sentence of sentences) {
    if (sentence.prose || sentence.tokens.length > 5) counts.set(sentence.passage, (counts.get(sentence.passage) ?? 0) + sentence.tokens.length);
  }
  return counts;
}

function partsOf(source: SourceDocument, analysis: Analysis, counts: Map<number, number>): Part[] {
  const parts: Part[] = [];
  const { sections } = analysis;
  for (const [index, passage] of source.passages.entries()) {
    if (sections.isBack[index] === true && sections.isGlossary[index] !== true) continue;
    const words = counts.get(index) ?? 0;
    if (words === 0) continue;
    const own = sections.titles[index];
    const path = source.headings.length > 0 ? passage.path : own === undefined ? [] : [own];
    const last = parts.at(-1);
    if (last && last.path.join('\n') === path.join('\n')) {
      last.passages.push(index);
      last.words += words;
    } else parts.push({ path: [...path], passages: [index], words });
  }
  return parts;
}

/** Joins what is too small to learn alone to the neighbour that it shares more headings with. */
function joinSmall(parts: Part[]): Part[] {
  const total = parts.reduce((sum, part) => sum + part.words, 0);
  const least = Math.min(Math.max(smallest, total / mostTopics), total / 3);
  const out = inBulk(parts, least);
  for (;;) {
    let small = -1;
    for (const [i, part] of out.entries()) if (part.words < least && part.words < (out[small]?.words ?? Infinity)) small = i;
    if (small < 0 || out.length < 2) return out;
    const part = out[small];
    const before = out[small - 1];
    const after = out[small + 1];
    if (!part) return out;
    const target = before === undefined ? after : after === undefined ? before : shared(part, after) > shared(part, before) || (isGeneral(part) && !isGeneral(after)) ? after : before;
    if (!target) return out;
    const larger = target.words >= part.words && !(isGeneral(target) && !isGeneral(part)) ? target : part;
    const joined: Part = { path: larger.path, passages: [...part.passages, ...target.passages].sort((a, b) => a - b), words: part.words + target.words };
    out.splice(target === after ? small : small - 1, 2, joined);
  }
}

/** Where titles are as many as lines, whole runs of them are joined at once. */
function inBulk(parts: Part[], least: number): Part[] {
  if (parts.length <= 500) return [...parts];
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last && last.words < least) {
      last.passages.push(...part.passages);
      last.words += part.words;
    } else out.push({ ...part, passages: [...part.passages] });
  }
  return out;
}

function shared(a: Part, b: Part): number {
  let i = 0;
  while (i < a.path.length && i < b.path.length && a.path[i] === b.path[i]) i++;
  // The introduction of a section belongs to its first part rather than to the section before.
  return i === a.path.length && i > 0 ? i + 1 : i;
}

const general = /^(?:[\d.]+\s*)?(?:introduction|overview|summary|conclusions?|background|preface|abstract|einleitung|einführung|überblick|zusammenfassung|fazit|grundlagen)$/i;
const isGeneral = (part: Part) => part.path.length === 0 || general.test(part.path.at(-1) ?? '') || isBackMatter(part.path.at(-1) ?? '');

/** Cuts a long part where one passage's words have least in common with the next. */
function cut(part: Part, analysis: Analysis, counts: Map<number, number>): Part[] {
  if (part.words <= largest || part.passages.length < 4) return [part];
  const bags = part.passages.map((passage) => bagOf(passage, analysis));
  const wanted = Math.round(part.words / usual) - 1;
  const gaps = part.passages.slice(1).map((_, i) => ({ at: i + 1, likeness: likeness(bags.slice(Math.max(0, i - 2), i + 1), bags.slice(i + 1, i + 4)) }));
  gaps.sort((a, b) => a.likeness - b.likeness || a.at - b.at);
  const chosen: number[] = [];
  const wordsBetween = (from: number, to: number) => part.passages.slice(from, to).reduce((sum, passage) => sum + (counts.get(passage) ?? 0), 0);
  for (const { at } of gaps) {
    if (chosen.length >= wanted) break;
    const before = Math.max(0, ...chosen.filter((other) => other < at));
    const after = Math.min(part.passages.length, ...chosen.filter((other) => other > at));
    if (wordsBetween(before, at) >= usual / 2.5 && wordsBetween(at, after) >= usual / 2.5) chosen.push(at);
  }
  chosen.sort((a, b) => a - b);
  return [0, ...chosen].map((from, i) => {
    const to = chosen[i] ?? part.passages.length;
    return { path: part.path, passages: part.passages.slice(from, to), words: wordsBetween(from, to) };
  });
}

const bagsOf = new WeakMap<Analysis, Map<number, Map<string, number>>>();

function bagOf(passage: number, analysis: Analysis): Map<string, number> {
  let all = bagsOf.get(analysis);
  if (!all) {
    all = new Map();
    for (const sentence of analysis.sentences) {
      const bag = all.get(sentence.passage) ?? new Map<string, number>();
      all.set(sentence.passage, bag);
      for (const { lower, pos } of sentence.tokens) {
        if (pos === 'punct' || lower.length < 4 || analysis.language.stopwords.has(lower)) continue;
        const stem = lower.slice(0, 7);
        bag.set(stem, (bag.get(stem) ?? 0) + analysis.language.rarity(lower));
      }
    }
    bagsOf.set(analysis, all);
  }
  return all.get(passage) ?? new Map<string, number>();
}

function likeness(left: Map<string, number>[], right: Map<string, number>[]): number {
  const sum = (bags: Map<string, number>[]) => {
    const total = new Map<string, number>();
    for (const bag of bags) for (const [stem, count] of bag) total.set(stem, (total.get(stem) ?? 0) + count);
    return total;
  };
  const a = sum(left);
  const b = sum(right);
  let dot = 0;
  for (const [stem, count] of a) dot += count * (b.get(stem) ?? 0);
  const length = (bag: Map<string, number>) => Math.sqrt([...bag.values()].reduce((total, count) => total + count * count, 0));
  return dot / (length(a) * length(b) || 1);
}

/** The terms at home in a part, best first: where they are explained, else where they are used most. */
function termsOf(part: Part, analysis: Analysis): Term[] {
  const inside = new Set(part.passages);
  return analysis.keyTerms.filter((term) => inside.has(homeOf(term, analysis)));
}

const homes = new WeakMap<Analysis, Map<string, number>>();

function homeOf(term: Term, analysis: Analysis): number {
  const known = homes.get(analysis) ?? new Map<string, number>();
  homes.set(analysis, known);
  const seen = known.get(term.key);
  if (seen !== undefined) return seen;
  const definition = analysis.definitions.get(term.key)?.find(({ strength }) => strength >= 0.4);
  const counts = new Map<number, number>();
  for (const mention of term.mentions) {
    const passage = analysis.sentences[mention.sentence]?.passage ?? -1;
    counts.set(passage, (counts.get(passage) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
  const home = definition ? (analysis.sentences[definition.sentences[0] ?? -1]?.passage ?? most) : most;
  known.set(term.key, home);
  return home;
}

function titleOf(part: Part, terms: Term[], source: SourceDocument): string {
  const own = part.path.at(-1)?.replace(/\s+/g, ' ').trim();
  if (own !== undefined && own !== '') return own.slice(0, 120);
  const [first, second] = terms;
  if (first && second) return capitalise(`${first.text} · ${second.text}`);
  return first ? capitalise(first.text) : source.title.trim() || '1';
}

/** Two parts of one name are told apart by the heading above, then by their foremost term, then by number. */
function unique(title: string, part: Part, terms: Term[], used: Map<string, number>): string {
  const above = part.path.at(-2);
  const base = general.test(title) && above !== undefined ? `${above}: ${title}` : title;
  const first = terms.find((term) => !base.toLowerCase().includes(term.text.toLowerCase()));
  const options = used.has(base) && first ? [`${base}: ${first.text}`, base] : [base];
  const free = options.find((option) => !used.has(option));
  if (free !== undefined) {
    used.set(free, 1);
    return free;
  }
  const count = (used.get(base) ?? 1) + 1;
  used.set(base, count);
  return `${base} (${count})`;
}
