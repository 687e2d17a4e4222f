/** Cards that ask for more than one term: lists, processes, and what tells two things apart. */
import type { SourceDocument } from '@studywright/core';
import type { Analysis } from './analysis.ts';
import { cite } from './card.ts';
import type { PlannedCard } from './card.ts';
import { comparison, doOf } from './comparisons.ts';
import { enumeration } from './enumerations.ts';
import { sequence } from './sequences.ts';
import type { Sentence } from './sentences.ts';
import { leans } from './standalone.ts';
import { capitalise, share, wordsOf } from './words.ts';

/** A card of these says more than one of a term; it is worth as much as a sure definition of a good term. */
const value = 6;

export function planFacts(source: SourceDocument, analysis: Analysis): PlannedCard[] {
  const { language, sentences } = analysis;
  const terms = new Set(analysis.terms.map(({ key }) => key));
  const pages = new Map(source.pages.map(({ number, text }) => [number, text]));
  const planned: PlannedCard[] = [];
  const fronts = new Set<string>();
  const backs = new Set<string>();
  const add = (made: Pick<PlannedCard, 'kind' | 'front' | 'back'>, from: readonly Sentence[]) => {
    const citation = cite(source, from);
    const sentence = from[0];
    if (!citation || !sentence || fronts.has(made.front) || backs.has(made.back) || leans(made.front, language.code)) return;
    fronts.add(made.front);
    backs.add(made.back);
    planned.push({ type: 'basic', ...made, term: undefined, definition: undefined, sentence, citation, value });
  };
  for (const [index, sentence] of sentences.entries()) {
    const { text, tokens, passage } = sentence;
    if (text.length > 400 || leans(text.replace(counted, ''), language.code)) continue;
    const points = text.endsWith(':') ? pointsBelow(sentences, index, pages) : [];
    const list = points.length > 1 ? enumeration(text, language.code, points.map((point) => point.text.replace(/[.;,]$/u, ''))) : sentence.prose ? enumeration(text, language.code) : undefined;
    if (list && namesThing(list.front, analysis)) {
      const back = list.ordered ? list.items.map((item, at) => `${at + 1}. ${capitalise(item)}`).join('\n') : list.items.map((item) => `• ${capitalise(item)}`).join('\n');
      add({ kind: list.ordered ? 'process' : 'list', front: list.front, back }, [sentence, ...(points.length > 1 ? points : [])]);
      continue;
    }
    const following = sentences.slice(index, index + 14).filter((other) => other.passage === passage && other.prose);
    const steps = following.length > 2 ? sequence(following.map((other) => other.text), language.code) : undefined;
    if (steps) add({ kind: 'process', front: steps.front, back: steps.back }, following.slice(0, steps.sentences));
    const told = sentence.prose && text.split(' ').length <= 40 ? comparison(tokens, text, language.code, (key) => terms.has(key)) : undefined;
    if (told) {
      const front = language.code === 'de' ? `Worin unterscheiden sich ${told.one} und ${told.other}?` : `How ${doOf(told.one)} ${told.one} differ from ${told.other}?`;
      add({ kind: 'comparison', front, back: told.back }, [sentence]);
    }
  }
  return planned.slice(0, share(analysis.words, 1 / 12, 8, 250));
}

/** Openings that point to nothing before them, for they count what they name: "The two phases of …", "Es gibt drei Arten …". */
const counted = /^(?:The (?=(?:two|three|four|five|six|seven|eight|nine|ten) \p{L}+ of )|Es gibt (?=\p{Ll}+ \p{Lu}))/u;

/** Words that count members without saying of what. */
const counting = new Set(
  `two three four five six seven eight nine ten main major basic primary common different important general broad several part parts component components type types kind kinds stage stages phase phases step steps layer layers
  function functions branch branches region regions division divisions element elements property properties characteristic characteristics form forms level levels principle principles goal goals category categories class classes
  group groups way ways reason reasons factor factors area areas point points thing things consist divided occur order
  zwei drei vier fünf sechs sieben acht neun zehn art arten teil teile teilen teilbereiche phase phasen schritt schritte schritten stufe stufen typ typen form formen gruppe gruppen bereich bereiche gründe reihenfolge heißen besteht bestehen gibt wichtige verschiedene`.split(/\s+/),
);

/** Whether a question says of what the members are: “Which three layers are there?” does not. */
function namesThing(front: string, { language }: Analysis): boolean {
  return wordsOf(front).some((word) => word.length > 3 && !counting.has(word) && !language.stopwords.has(word) && !/^(?:which|what|into|does|have|there|welche[nr]?|woraus|deren)$/u.test(word));
}

/** The points of a list below a sentence that ends in a colon: lines that begin with a mark or a number. */
function pointsBelow(sentences: readonly Sentence[], index: number, pages: ReadonlyMap<number, string>): Sentence[] {
  const page = sentences[index]?.page ?? -1;
  const text = pages.get(page) ?? '';
  const points: Sentence[] = [];
  for (const sentence of sentences.slice(index + 1, index + 10)) {
    if (sentence.page !== page || !/(?:^|\n)\s*(?:[•◦▪‣●○*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+$/u.test(text.slice(Math.max(0, sentence.start - 12), sentence.start))) break;
    points.push(sentence);
  }
  return points;
}
