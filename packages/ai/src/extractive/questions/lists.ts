/** Enumerations in sentences: what is listed, and under which name. */
import type { Analysis } from '../analysis.ts';
import type { Sentence } from '../sentences.ts';
import { standalone } from '../standalone.ts';

export interface Listing {
  sentence: Sentence;
  /** What the list is of, as the sentence has it. */
  subject: string;
  items: string[];
}

/** The words that open a list which is meant to be whole; "such as" opens examples. */
const openings: Record<string, RegExp> = {
  en: /^(?<subject>(?:(?:the|these|all)\s)?(?:(?:two|three|four|five|six|main|major|basic|different|primary|types|kinds|parts|stages|layers|components|divisions|of|the|in|and|\p{L}[\p{L}’'-]*)\s){1,9}?)(?:are(?: called| known as)?|include|includes|consists? of|is (?:composed|made up) of|are (?:composed|made up) of|comprises?|is divided into|are divided into|can be divided into)(?::| the following:)?\s(?<list>[^.;:()]+)\.?$/iu,
  de: /^(?:(?:Zu|Zum|Zur)\s(?<belonging>[^,.;:()]{3,60}?)\sgehören\s|(?<subject>(?:(?:Der|Die|Das|Ein|Eine)\s)?[^,.;:()]{3,60}?)\s(?:sind|umfasst|umfassen|besteht aus|bestehen aus|gliedert sich in|gliedern sich in)\s)(?<list>[^.;:()]+)\.?$/u,
};
const joint: Record<string, RegExp> = { en: /,?\s(?:and|as well as)\s/, de: /\s(?:und|sowie)\s/ };
const lead: Record<string, RegExp> = { en: /^(?:an?|the|both|either|one|its|their)\s/i, de: /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer)\s/i };

const variety = /^(?:(?:wide |large )?(?:variety|number|range|series|set) of|various|several|Vielzahl von|verschiedene)\s/i;

export function listingsOf(analysis: Analysis): Listing[] {
  const { code } = analysis.language;
  const opening = openings[code];
  if (!opening) return [];
  return analysis.sentences.flatMap((sentence): Listing[] => {
    const text = standalone(sentence, code);
    const match = text === undefined ? null : opening.exec(text);
    const subject = (match?.groups?.['subject'] ?? match?.groups?.['belonging'] ?? '').trim();
    if (!match || subject === '') return [];
    const items = itemsOf(match.groups?.['list'] ?? '', code);
    return items && items.every((item) => isName(item, analysis)) ? [{ sentence, subject, items }] : [];
  });
}

/** “a, b, and c” → three names; undefined where it is not a plain list of at least three. */
function itemsOf(list: string, code: string): string[] | undefined {
  const last = joint[code];
  const article = lead[code];
  if (!last || !article || /\b(?:or|oder|etc|usw|other|others|andere)\b/.test(list)) return undefined;
  const parts = list.split(/,\s+/);
  const end = parts.pop();
  if (end === undefined || parts.length === 0) return undefined;
  const tail = end.replace(/^(?:and|und)\s+/, '').split(last);
  const closed = /^(?:and|und)\s/.test(end) || tail.length === 2;
  const items = [...parts, ...tail].map((item) => item.replace(article, '').replace(variety, '').trim());
  if (!closed || items.length < 3 || items.length > 5) return undefined;
  return new Set(items.map((item) => item.toLowerCase())).size === items.length ? items : undefined;
}

/** A noun phrase of a few words: no verb, no pronoun, no number. */
function isName(item: string, { language }: Analysis): boolean {
  const words = item.split(' ');
  if (item.length < 3 || item.length > 50 || words.length > 4 || /\p{N}/u.test(item)) return false;
  const tokens = language.tokens(item);
  if (language.code === 'de') return words.some((word) => /^\p{Lu}\p{Ll}/u.test(word)) && !words.some((word) => /^(?:sich|nicht|auch|die|das|der|in|an|mit|von|zu)$/.test(word));
  return tokens.length > 0 && tokens.every(({ pos }) => ['noun', 'name', 'adj', 'part', 'prep'].includes(pos) || pos === 'verb') && tokens.filter(({ pos }) => pos === 'noun' || pos === 'name').length > 0 && !tokens.some(({ pos, lower }) => (pos === 'verb' && !/(?:ed|ing)$/.test(lower)) || (pos === 'prep' && lower !== 'of'));
}
