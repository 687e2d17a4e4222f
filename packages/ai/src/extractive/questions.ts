/** Multiple choice: one right term among others of its kind from the same text. */
import type { DraftQuestion } from '@studywright/core';
import { clozeGap } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import type { PlannedCard } from './card.ts';
import { overlap } from './cards.ts';
import type { Term } from './terms.ts';
import { wording } from './wording.ts';
import { capitalise, hash, headWord, isPlural, latinStem, share, termKey, wordsOf } from './words.ts';

export interface PlannedQuestion extends Omit<DraftQuestion, 'topic'> {
  passage: number;
}

/** The gap as a question shows it. */
const blank = '_____';

/**
 * Difficulty counts up from 1: a sentence to complete instead of a description, distractors that share the answer's last
 * word, distractors from the same part of the text, a term that the text names at most twice.
 */
export function planQuestions(analysis: Analysis, cards: PlannedCard[]): PlannedQuestion[] {
  const pool = analysis.keyTerms.map((term) => profile(term, analysis));
  const byKey = new Map(pool.map((entry) => [entry.term.key, entry]));
  const asked = new Set<string>();
  const planned: PlannedQuestion[] = [];
  const most = share(analysis.words, 1 / 25, 6, 220);
  const order = [...cards].filter((card) => card.term !== undefined).sort((a, b) => (a.type === b.type ? b.value - a.value : a.type === 'basic' ? -1 : 1));
  for (const card of order) {
    if (planned.length >= most) break;
    const own = card.term && byKey.get(card.term.key);
    if (!own || asked.has(own.term.key)) continue;
    const question = ask(card, own, pool, analysis);
    if (!question) continue;
    asked.add(own.term.key);
    planned.push(question);
  }
  return balanced(planned.sort((a, b) => a.passage - b.passage || a.citation.start - b.citation.start));
}

interface Profile {
  term: Term;
  /** How the text writes it in the singular and in the plural, where it does. */
  one: string | undefined;
  many: string | undefined;
  head: string;
  capital: boolean;
  gerund: boolean;
  words: number;
  vowel: boolean;
  passage: number;
  /** Words of what the text says that it is. */
  meaning: Set<string>;
  names: Set<string>;
  /** What stands before it in the text, '' for no article: tells its gender and case where there is no tagger. */
  articles: Set<string>;
}

function profile(term: Term, analysis: Analysis): Profile {
  const last = term.text.split(' ').at(-1) ?? '';
  const definition = analysis.definitions.get(term.key)?.[0];
  const sentence = definition?.sentences[0] ?? term.mentions[0]?.sentence ?? 0;
  return {
    term,
    ...formsOf(term, analysis),
    head: termKey(last),
    capital: /^\p{Lu}/u.test(term.text),
    gerund: last.endsWith('ing'),
    words: term.words.length,
    vowel: /^[aeiou]/i.test(term.text),
    passage: analysis.sentences[sentence]?.passage ?? 0,
    meaning: new Set(wordsOf(definition?.answer ?? '').filter((word) => word.length > 3)),
    names: new Set([term.key, ...term.aliases.map(termKey)]),
    articles: new Set(term.mentions.map(({ sentence: index, start }) => articleAt(index, start, analysis))),
  };
}

const articles: Record<string, string> = {
  de: 'der die das den dem des ein eine einen einem einer eines', fr: "le la les un une des du au aux l' d'", es: 'el la los las un una unos unas del al', it: "il lo la i gli le un uno una l' del della",
  pt: 'o a os as um uma do da dos das', nl: 'de het een', sv: 'en ett den det', da: 'en et den det',
};

/** The article right before a word; 'other' where the language has none that is known here. */
function articleAt(index: number, start: number, analysis: Analysis): string {
  const before = analysis.sentences[index]?.tokens[start - 1]?.lower.replace('’', "'") ?? '';
  return (articles[analysis.language.code] ?? '').split(' ').includes(before) ? before : '';
}

/** The article that the gap stands behind. A gap without one fits too many kinds of words to ask for. */
function articleBefore(card: PlannedCard, analysis: Analysis): string {
  const mention = card.term?.mentions.find(({ sentence, start }) => sentence === card.sentence.index && articleAt(sentence, start, analysis) !== '');
  return mention ? articleAt(mention.sentence, mention.start, analysis) : 'none';
}

function formsOf(term: Term, analysis: Analysis): Pick<Profile, 'one' | 'many'> {
  const forms: Pick<Profile, 'one' | 'many'> = { one: undefined, many: undefined };
  const small = term.text === term.text.toLowerCase();
  for (const text of [term.text, ...term.mentions.map((mention) => textOf(mention, analysis))]) {
    const shown = small ? text.toLowerCase() : text;
    if (isPlural(headWord(shown))) forms.many ??= shown;
    else forms.one ??= shown;
  }
  return forms;
}

function textOf({ sentence, start, end, text }: Term['mentions'][number], analysis: Analysis): string {
  const tokens = analysis.sentences[sentence]?.tokens.slice(start, end) ?? [];
  return tokens.length > 0 ? tokens.map((token) => token.text).join(' ') : text;
}

function ask(card: PlannedCard, own: Profile, pool: Profile[], analysis: Analysis): PlannedQuestion | undefined {
  const words = wording(analysis.language.code);
  const cloze = card.type === 'cloze';
  const described = card.definition ? words.describe(card.definition) : card.back;
  if (!cloze && (described.split(' ').length < 5 || /\b(?:you|your|we|our|us)\b|[“”"]/.test(described)) && analysis.language.code === 'en') return undefined;
  const body = cloze ? card.front.replace(clozeGap, blank).replace(/\b([Aa])n? (?=_____)/, '$1(n) ') : described;
  const right = cloze ? card.back : own.term.text;
  if (!cloze && tells(body, own)) return undefined;
  const stem = cloze ? words.complete(body) : words.whichTerm(body);
  const wrong = distractors(own, right, body, card.sentence.text, pool, cloze, hash(stem), analysis.language.code === 'en' || !cloze ? undefined : articleBefore(card, analysis));
  if (wrong.length < 2) return undefined;
  const start = /^\s*_____/.test(body);
  const many = isPlural(headWord(right));
  const shape = (text: string) => (start || !cloze ? capitalise(text) : text);
  const options = [{ text: shape(right), correct: true }, ...wrong.map((other) => ({ text: shape((many ? other.many : other.one) ?? other.term.text), correct: false }))];
  if (new Set(options.map((option) => option.text.toLowerCase())).size !== options.length) return undefined;
  const near = wrong.filter((other) => Math.abs(other.passage - own.passage) <= 8).length;
  const difficulty = Math.min(5, 1 + (cloze ? 1 : 0) + (wrong.filter((other) => other.head === own.head).length >= 2 ? 1 : 0) + (near >= 2 ? 1 : 0) + (own.term.mentions.length <= 2 ? 1 : 0));
  return { stem, options, explanation: card.citation.quote.replace(/\s+/g, ' ').trim(), difficulty, citation: card.citation, passage: card.sentence.passage };
}

/** The description has the term's own last word, or all its words. */
function tells(body: string, own: Profile): boolean {
  const said = new Set(wordsOf(body).map(termKey));
  const telling = own.term.words.filter((word) => said.has(word));
  return telling.length === own.term.words.length || (own.words > 1 && telling.some((word) => word !== own.head));
}

function distractors(own: Profile, right: string, body: string, sentence: string, pool: Profile[], cloze: boolean, seed: number, article: string | undefined): Profile[] {
  const said = ` ${wordsOf(`${body} ${sentence}`).map(termKey).join(' ')} `;
  const headSaid = said.includes(` ${own.head} `);
  const scored: { profile: Profile; score: number }[] = [];
  const plural = isPlural(headWord(right));
  for (const other of pool) {
    if (other === own || (plural ? other.many : other.one) === undefined || other.capital !== own.capital || related(own, other)) continue;
    if (said.includes(` ${other.term.key} `) || (own.meaning.size > 2 && other.meaning.size > 2 && overlap(own.meaning, other.meaning) > 0.6)) continue;
    if (headSaid && own.words > 1 && other.head !== own.head && !cloze) continue;
    if (article !== undefined && !other.articles.has(article)) continue;
    const ratio = other.term.text.length / Math.max(1, right.length);
    if (ratio > 2.2 || ratio < 0.45 || Math.abs(other.words - own.words) > 1) continue;
    if (own.gerund !== other.gerund && own.words === 1) continue;
    const score = (other.head === own.head ? 2 : 0) + (other.words === own.words ? 0.8 : 0) - Math.min(1.2, Math.abs(other.passage - own.passage) / 25) + (suffix(own.term.key, other.term.key) ? 0.5 : 0) - Math.abs(Math.log(ratio)) * 0.5;
    scored.push({ profile: other, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.profile.term.key < b.profile.term.key ? -1 : 1));
  const chosen: Profile[] = [];
  const take = (profile: Profile) => {
    if (chosen.length < 3 && !chosen.some((other) => other === profile || related(other, profile))) chosen.push(profile);
  };
  // In half of the questions a wrong option is made sure to be at least as long as the right one, so that length tells nothing.
  if (seed % 2 === 0) {
    const longer = scored.find(({ profile: { term } }) => term.text.length >= right.length);
    if (longer) take(longer.profile);
  }
  for (const { profile } of scored) take(profile);
  return chosen;
}

const suffix = (a: string, b: string) => a.slice(-4) === b.slice(-4);

/** One names, holds or means the other. */
function related(a: Profile, b: Profile): boolean {
  for (const name of a.names) if (b.names.has(name)) return true;
  const whole = (outer: string, inner: string) => ` ${outer} `.includes(` ${inner} `);
  if (latinStem(a.term.key) === latinStem(b.term.key)) return true;
  return whole(a.term.key, b.term.key) || whole(b.term.key, a.term.key);
}

/** Puts the right option on each place equally often, in an order that the stems decide. */
function balanced(questions: PlannedQuestion[]): PlannedQuestion[] {
  const bags = new Map<number, number[]>();
  return questions.map((question) => {
    const count = question.options.length;
    let bag = bags.get(count) ?? [];
    if (bag.length === 0) bag = Array.from({ length: count }, (_, i) => i).sort((a, b) => hash(`${a}${question.stem}`) - hash(`${b}${question.stem}`));
    const place = bag[0] ?? 0;
    bags.set(count, bag.slice(1));
    const right = question.options.filter((option) => option.correct);
    const wrong = question.options.filter((option) => !option.correct).sort((a, b) => hash(a.text + question.stem) - hash(b.text + question.stem));
    return { ...question, options: [...wrong.slice(0, place), ...right, ...wrong.slice(place)] };
  });
}
