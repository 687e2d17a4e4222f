/** What the text tells one after another: numbered steps, “first … then … finally”, and years. */
import type { SourceDocument } from '@studywright/core';
import type { Analysis } from '../analysis.ts';
import { cite, type PlannedCard } from '../card.ts';
import type { Sentence } from '../sentences.ts';
import { standalone } from '../standalone.ts';
import { capitalise, share } from '../words.ts';
import { linesOf } from './multiple.ts';
import { harder, quoted, type PlannedOf } from './planned.ts';
import { questionWording } from './wording.ts';

const fewest = 3;
const most = 6;
const longest = 160;

interface Run {
  sentences: Sentence[];
  items: string[];
}

export function orderingsOf(cards: readonly PlannedCard[], source: SourceDocument, analysis: Analysis): PlannedOf<'ordering'>[] {
  const words = questionWording(analysis.language.code);
  if (!words) return [];
  const limit = share(analysis.words, 1 / 60, 2, 1500);
  const found: PlannedOf<'ordering'>[] = [];
  const add = ({ sentences, items }: Run, stem: string, citation = cite(source, sentences)) => {
    const [first] = sentences;
    if (found.length >= limit || !citation || !first || new Set(items.map((item) => item.toLowerCase())).size !== items.length || found.some((other) => other.stem === stem)) return;
    found.push({ kind: 'ordering', stem, items, explanation: quoted(citation.quote), difficulty: harder(true, items.length > 3, items.length > 4), bloom: 'understand', tags: [], citation, passage: first.passage });
  };
  for (const card of cards) {
    const items = card.kind === 'process' ? linesOf(card.back) : [];
    if (items.length >= fewest && items.length <= most && items.every((item) => item.length <= longest)) add({ sentences: [card.sentence], items }, card.front, card.citation);
  }
  const asked = new Set(found.map(({ items }) => items[0]));
  for (const run of [...numbered(analysis), ...told(analysis)]) if (!asked.has(run.items[0] ?? '')) add(run, words.orderSteps(titleOf(run, analysis)));
  for (const run of dated(analysis)) {
    const [first] = run.sentences;
    const citation = first && cite(source, [first]);
    if (!citation) continue;
    const before = found.length;
    add(run, `${words.orderDates} ${titleOf(run, analysis)}`.trim(), citation);
    const made = found[before];
    if (made) made.explanation = run.sentences.map(({ raw }) => quoted(raw)).join('\n');
  }
  return found;
}

function titleOf({ sentences }: Run, { sections }: Analysis): string {
  return (sections.titles[sentences[0]?.passage ?? -1] ?? '').replace(/\s+/g, ' ').trim().slice(0, 80);
}

/** “1. …”, “2) …”, “Step 3: …” in neighbouring sentences or lines. */
const number = /^(?:step|schritt|phase|stage)?\s*(\d)\s*[.):]\s+(?=\p{L})/iu;

function numbered({ sentences }: Analysis): Run[] {
  const runs: Run[] = [];
  let run: Sentence[] = [];
  const close = () => {
    const items = run.map(({ text }) => capitalise(text.replace(number, '').replace(/\.$/, '').trim()));
    if (run.length >= fewest && run.length <= most + 2 && items.every(fits)) runs.push({ sentences: run.slice(0, most), items: items.slice(0, most) });
    run = [];
  };
  for (const sentence of sentences) {
    const at = Number(number.exec(sentence.text)?.[1] ?? 0);
    if (at !== run.length + 1) close();
    if (at === run.length + 1) run.push(sentence);
  }
  close();
  return runs;
}

const opener: Record<string, RegExp> = {
  en: /^(?:(?:the )?(first|second|third|fourth|fifth)(?:ly)?(?: (?:step|stage|phase) is)?|(then|next|after that|afterwards?|subsequently)|(finally|lastly|last)),?\s+/i,
  de: /^(?:(zuerst|zunächst|erstens|zweitens|drittens|viertens)|(dann|danach|anschließend|daraufhin|darauf)|(schließlich|zuletzt|abschließend))\s+/i,
};
const firsts = /^(?:the )?(?:first|zuerst|zunächst|erstens)/i;

/** Sentences of one passage of which each says where in the order it stands, from the first on. */
function told(analysis: Analysis): Run[] {
  const pattern = opener[analysis.language.code];
  if (!pattern) return [];
  const runs: Run[] = [];
  let run: Sentence[] = [];
  const close = () => {
    const items = run.map(({ text }) => plainStep(text, pattern, analysis));
    const whole = items.filter((item) => item !== undefined);
    if (run.length >= fewest && run.length <= most && whole.length === run.length && whole.every(fits)) runs.push({ sentences: run, items: whole });
    run = [];
  };
  for (const sentence of analysis.sentences) {
    const opens = sentence.prose && pattern.test(sentence.text);
    const follows = run.at(-1)?.index === sentence.index - 1 && run[0]?.passage === sentence.passage && !firsts.test(sentence.text);
    if (!opens || !follows) close();
    if (opens && (run.length > 0 || firsts.test(sentence.text))) run.push(sentence);
  }
  close();
  return runs;
}

/** Without the word that tells its place. In German the verb stands where that word was: the sentence is left as it is after it. */
function plainStep(text: string, pattern: RegExp, { language }: Analysis): string | undefined {
  const rest = text.replace(pattern, '').replace(/\.$/, '').trim();
  if (/\b(?:this|these|it|they|then|next|finally|first|second|third|dann|danach|schließlich|dies\p{L}*|es|sie|er)\b/iu.test(rest)) return undefined;
  if (language.code !== 'de') return capitalise(rest);
  const [verb, ...others] = rest.split(' ');
  // “Zuerst bindet das Enzym …” → “Das Enzym bindet …” where the subject is a noun with its article.
  const subject = /^((?:der|die|das|ein|eine)\s(?:\p{Ll}+\s)?\p{Lu}[\p{L}-]*)\s?(.*)$/u.exec(others.join(' '));
  return subject && verb !== undefined ? capitalise(`${subject[1]} ${verb} ${subject[2]}`.trim()) : undefined;
}

/** Sentences with one year each that stand under one title, their years taken out. */
function dated(analysis: Analysis): Run[] {
  const byTitle = new Map<string, { sentence: Sentence; year: number; item: string }[]>();
  for (const sentence of analysis.sentences) {
    const text = standalone(sentence, analysis.language.code);
    const years = text?.match(/(?<![\p{N}.,-])(?:1[0-9]|20)\d\d(?![\p{N}%-]|[.,]\d|s\b)/gu) ?? [];
    const [year] = years;
    if (text === undefined || years.length !== 1 || year === undefined) continue;
    const item = withoutYear(text, year, analysis.language.code);
    if (item === undefined || !fits(item)) continue;
    const title = analysis.sections.titles[sentence.passage] ?? '';
    byTitle.set(title, [...(byTitle.get(title) ?? []), { sentence, year: Number(year), item }]);
  }
  const runs: Run[] = [];
  for (const held of byTitle.values()) {
    const sorted = held.toSorted((a, b) => a.year - b.year);
    const apart = sorted.filter(({ year }, at) => year !== sorted[at - 1]?.year).slice(0, most);
    if (apart.length >= fewest) runs.push({ sentences: apart.map(({ sentence }) => sentence), items: apart.map(({ item }) => item) });
  }
  return runs;
}

/** Undefined where the year is part of what the sentence says, so that it does not stand without it. */
function withoutYear(text: string, year: string, code: string): string | undefined {
  const taken =
    code === 'en'
      ? text.replace(new RegExp(`^In (?:the year )?${year},\\s*`), '').replace(new RegExp(`,? in (?:the year )?${year}(?=[\\s,.])(?: in ${year})?,?(?=\\s|\\.|$)`), '').replace(new RegExp(`\\s*\\(${year}\\)`), '')
      : text.replace(new RegExp(`,? im Jahre? ${year}(?=[\\s,.]),?`), '').replace(new RegExp(`\\s*\\(${year}\\)`), '');
  return taken === text || taken.includes(year) ? undefined : capitalise(taken.replace(/\.$/, '').trim());
}

const fits = (item: string) => item.length >= 8 && item.length <= longest;
