/** Cards that show a figure and ask what it shows: the same whichever engine writes the others. */
import { captionStatement, limits, type DraftCard, type Figure, type Outline, type SourceDocument } from '@studywright/core';
import { contentWords } from './support.ts';

/** Of one topic, and of one document. */
const most = { topic: 3, document: 120 };
/** Content words of a caption that says something of its figure. */
const fewestWords = 2;
/** “Remark 12”: something that the card does not show. */
const reference = /(?<!\p{L})(?:remark|definition|proposition|theorem|lemma|corollary|examples?|sections?|chapters?|figures?|exercises?|questions?|problems?|equations?|tables?|steps?|bemerkung|satz|beispiele?|abschnitt|kapitel|abbildung|aufgabe|gleichung|tabelle|schritt)\s+[\d.]+\p{Ll}?(?:\s*\(\p{L}\))?/giu;
/** Characters of an answer after which no further sentence of a caption is taken. */
const aimed = 320;

/** The question in the language of the document. */
const questions: Readonly<Record<string, string>> = {
  en: 'What does this figure show?',
  de: 'Was zeigt diese Abbildung?',
  fr: 'Que montre cette figure ?',
  es: '¿Qué muestra esta figura?',
  it: 'Che cosa mostra questa figura?',
  pt: 'O que mostra esta figura?',
  nl: 'Wat laat deze afbeelding zien?',
  sv: 'Vad visar den här figuren?',
  da: 'Hvad viser denne figur?',
  no: 'Hva viser denne figuren?',
  pl: 'Co przedstawia ten rysunek?',
  cs: 'Co znázorňuje tento obrázek?',
  ru: 'Что показано на этом рисунке?',
  uk: 'Що зображено на цьому рисунку?',
  tr: 'Bu şekil neyi gösteriyor?',
  ja: 'この図は何を示していますか。',
  zh: '这幅图说明了什么？',
  ko: '이 그림은 무엇을 보여 줍니까?',
};

/** Cards of the figures that one topic of an outline treats, the most telling captions of them in reading order. */
export function figureCards(source: SourceDocument, outline: Outline, topic: number): DraftCard[] {
  const figures = source.figures ?? [];
  const title = outline.topics[topic]?.title;
  if (figures.length === 0 || title === undefined) return [];
  const owned = figuresByTopic(source, outline, figures);
  const front = questions[source.language.split('-')[0] ?? ''] ?? questions['en'] ?? '';
  const cards = (owned.get(topic) ?? []).flatMap((figure) => {
    const back = answerOf(textOf(source, figure));
    const { page, start, end, ...place } = figure;
    return back === null ? [] : [{ type: 'basic' as const, kind: 'figure' as const, front, back, topic: title, citation: { page, start, end, quote: textOf(source, figure) }, figure: place }];
  });
  const share = Math.max(1, Math.min(most.topic, Math.floor(most.document / outline.topics.length)));
  const telling = new Set(cards.toSorted((a, b) => contentWords(b.back).length - contentWords(a.back).length).slice(0, share));
  return cards.filter((card) => telling.has(card));
}

const textOf = ({ pages }: SourceDocument, { page, start, end }: Figure) => pages[page - 1]?.text.slice(start, end) ?? '';

const topicsOf = new WeakMap<Outline, Map<number | undefined, Figure[]>>();

/** Reckoned once for an outline, for its topics are asked one after the other. */
function figuresByTopic(source: SourceDocument, outline: Outline, figures: readonly Figure[]): Map<number | undefined, Figure[]> {
  const known = topicsOf.get(outline);
  if (known) return known;
  const owners = ownersOf(outline);
  const owned = Map.groupBy(figures, (figure) => ownerOf(source, owners, figure));
  topicsOf.set(outline, owned);
  return owned;
}

/** The topic of each passage; of several, the first. */
function ownersOf({ topics }: Outline): Map<number, number> {
  const owners = new Map<number, number>();
  for (const [index, { passages }] of topics.entries()) for (const passage of passages) if (!owners.has(passage)) owners.set(passage, index);
  return owners;
}

/** What a slide shows belongs to what is said on it. A caption too short to be part of a topic belongs to what is told before it on its page or the page before, or else to what follows there. */
function ownerOf(source: SourceDocument, owners: ReadonlyMap<number, number>, { page, start }: Figure): number | undefined {
  if (source.pageKind === 'slide') {
    const said = source.passages.flatMap((passage, index) => (passage.page === page ? (owners.get(index) ?? []) : []));
    if (said[0] !== undefined) return said[0];
  }
  const at = source.passages.findLastIndex((passage) => passage.page < page || (passage.page === page && passage.start <= start));
  for (let index = at; index >= 0 && (source.passages[index]?.page ?? 0) >= page - 1; index -= 1) {
    const owner = owners.get(index);
    if (owner !== undefined) return owner;
  }
  const next = source.passages.findIndex((passage, index) => index > at && owners.has(index));
  return (source.passages[next]?.page ?? Infinity) <= page + 1 ? owners.get(next) : undefined;
}

/** Whose picture it is and who may use it. */
const credit = /^\s*[([]?\s*(?:(?:image|photo(?:graph)?|picture|figure|map|illustration|bild|foto|abbildung|crédits?|photos?) )?(?:credits?|sources?|courtesy|source|quellen?|bildquelle|bildnachweis|nachweis|photo(?:graph)?s?|foto|fotos|crédits?|fuentes?|fonte|créditos?|bron)\b\s*(?::|by\b|of\b|von\b)|^\s*[([]?\s*(?:©|\(c\)|copyright|licen[sc]ed? under|adapted (?:from|with)|reprinted|reproduced|modified from|used with permission|public domain|cc[ -]by|nach\b.{0,60}\d{4}|https?:|www\.)/iu;
const creditInBrackets = /\s*[([](?:[^()[\]]|\([^()]*\))*(?:credit|courtesy|source|quelle|foto|photo|©|licen[sc]e|cc[ -]by|attribution|adapted from|modified from|reprinted)(?:[^()[\]]|\([^()]*\))*[)\]]\.?/giu;
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/**
 * What a caption states, without its label, number and credit: its first sentence, which names the figure, and on a line of
 * its own what it explains. Null where it states nothing.
 */
function answerOf(caption: string): string | null {
  const at = captionStatement(caption) ?? 0;
  const text = caption.slice(at).replace(creditInBrackets, '').replace(/\s+/gu, ' ').replace(/ (?=[.,;](?:\s|$))/gu, '').replace(/[\s,;:]+$/u, '').trim();
  const said = sentencesOf(text);
  const end = said.findIndex((sentence) => credit.test(sentence));
  const [name, ...more] = end < 0 ? said : said.slice(0, end);
  if (name === undefined || !tells(name)) return null;
  let rest = '';
  for (const sentence of more) {
    if (name.length + rest.length + sentence.length > aimed) break;
    rest = `${rest} ${sentence}`.trim();
  }
  const answer = rest === '' ? name : `${name}\n${rest}`;
  return answer.length <= limits.flashcard.backChars ? answer : null;
}

/** Whether something is said of a subject, beside signs and where else to look. */
function tells(name: string): boolean {
  const words = contentWords(name.replace(reference, ' '));
  return words.length >= fewestWords && words.some((word) => word.length > 3 || /\p{Lo}/u.test(word));
}

/** What ends in an abbreviation or an initial is no end. */
function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of sentences.segment(text)) {
    const last = found.at(-1);
    if (last !== undefined && /(?:\b\p{Lu}|\b(?:e\.g|i\.e|cf|vs|fig|figs|no|vol|ca|approx|z\.\s?b|bzw|vgl|nr|abb|et al))\.\s*$/iu.test(last)) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
