/** Lists of three to seven things that somebody may have to know by heart, in a sentence or as lines below one. */
import type { Citation } from '@studywright/core';
import { cite } from '../card.ts';
import type { Sentence } from '../sentences.ts';
import { isPlural } from '../words.ts';
import { shown } from './material.ts';
import type { Material } from './material.ts';

export interface NamedList {
  /** What they are: “The phases of mitosis”. */
  title: string;
  items: string[];
  /** Whether their order matters. */
  ordered: boolean;
  citation: Citation;
}

const least = 3;
const most = 7;
const order = /\b(?:stages?|steps?|phases?|levels?|order|sequence|layers?|hierarchy|cycle|process|Stufen?|Schritte?|Phasen?|Stadien|Ebenen|Reihenfolge|Schichten|Ablauf|Zyklus)\b/iu;
const numbers = /\b(?:three|four|five|six|seven|3|4|5|6|7|drei|vier|fünf|sechs|sieben)\b/iu;

export function findLists(material: Material): NamedList[] {
  const found = [...material.sections.flatMap(({ sentences }) => sentences.flatMap((sentence) => inSentence(material, sentence) ?? [])), ...inLines(material)];
  const seen = new Set<string>();
  return found.filter(({ items }) => {
    const key = items.map((item) => item.toLowerCase()).toSorted().join('|');
    return seen.has(key) ? false : seen.add(key);
  });
}

const triggers: Record<string, RegExp> = {
  en: /^(?<title>[^,;:()]{8,90}?)(?:\s(?:are|include|includes|is divided into|are divided into|consists? of|comprises?|is composed of|are composed of)|:)\s+(?:the\s+)?(?<list>[^;:()]{8,220})\.$/u,
  de: /^(?<title>[^,;:()]{8,90}?)(?:\s(?:sind|umfasst|umfassen|besteht aus|bestehen aus|gliedert sich in|gliedern sich in|heißen)|:)\s+(?<list>[^;:()]{8,220})\.$/u,
};

function inSentence(material: Material, sentence: Sentence): NamedList | undefined {
  const { code } = material.analysis.language;
  const trigger = triggers[code];
  // A list of bare names after a colon is not shown as a sentence of its own, but can be learned as well.
  const text = /:\s/u.test(sentence.text) ? sentence.text : shown(material, sentence)?.text;
  const parts = trigger && text !== undefined && text.length < 330 ? trigger.exec(text)?.groups : undefined;
  const title = titleOf(parts?.['title'] ?? '', code);
  const items = itemsOf(parts?.['list'] ?? '', sentence, code);
  const citation = title !== undefined && items ? cite(material.source, [sentence]) : undefined;
  return title !== undefined && items && citation ? { title, items, ordered: order.test(title), citation } : undefined;
}

/** Says of several things what they are: a number, or a noun in the plural. */
function titleOf(text: string, code: string): string | undefined {
  const words = text.trim().split(/\s+/u);
  if (words.length < 2 || words.length > 10) return undefined;
  if (/^(?:This|These|That|Those|It|They|Its|Their|There|Other|Some|Many|Most|Examples?|Both|You|We|He|She|Diese?r?s?|Sie|Es|Einige|Viele|Beispiele|Wir)\b/u.test(text) || /\b(?:you|we|your|our|following|wir|folgende[nrms]?)\b/iu.test(text)) return undefined;
  const plural = code === 'de' ? /^(?:Die|Zu den|Es gibt)\b/u.test(text) : words.some((word) => isPlural(word.replace(/[^\p{L}'’-]/gu, '')) && word.length > 3);
  return numbers.test(text) || plural ? text.trim() : undefined;
}

function itemsOf(list: string, { tokens, text }: Sentence, code: string): string[] | undefined {
  const items = list
    .split(/\s*,\s*(?:and\s+|or\s+|und\s+|oder\s+|sowie\s+)?|\s+(?:and|und|sowie)\s+/u)
    .map((item) => item.replace(/^(?:the|an?|der|die|das|den|ein|eine)\s+/iu, '').trim())
    .filter(Boolean);
  if (items.length < least || items.length > most || !list.includes(',') || !/\s(?:and|und|sowie)\s/u.test(list)) return undefined;
  if (items.some((item) => item.split(/\s+/u).length > 3 || item.length > 40 || !/^\p{L}/u.test(item) || /^(?:many|other|others|more|so on|some|such|etc|andere|weitere|vieles)\b/iu.test(item))) return undefined;
  if (new Set(items.map((item) => item.toLowerCase())).size < items.length) return undefined;
  const from = text.lastIndexOf(list);
  const inside = tokens.filter(({ start, end }) => start >= from && end <= from + list.length);
  if (code === 'en' && (from < 0 || inside.some(({ pos, lower }) => pos === 'pron' || pos === 'aux' || (pos === 'verb' && !/(?:ed|ing)$/u.test(lower))))) return undefined;
  return shareHead(items);
}

/** “frontal, parietal, temporal, and occipital lobes”: the noun of the last belongs to all, so that none needs it. */
function shareHead(items: string[]): string[] {
  const last = items.at(-1)?.split(/\s+/u) ?? [];
  const single = items.slice(0, -1).every((item) => !/\s/u.test(item));
  return single && last.length === 2 && isPlural(last[1] ?? '') ? [...items.slice(0, -1), last[0] ?? ''] : items;
}

const bullet = /^(?:[•◦▪‣●○*–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?<item>\p{L}[^\t]*)$/u;

/** A line that ends with a colon, and below it the things it names. */
function inLines({ source, analysis, includes }: Material): NamedList[] {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  return source.passages.flatMap((passage, index) => {
    if (!includes(index) || passage.text.length > 1_500 || analysis.sections.isGlossary[index] === true) return [];
    const text = (pages.get(passage.page) ?? '').slice(passage.start, passage.end);
    const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
    const [head = '', ...rest] = lines;
    const items = rest.flatMap((line) => bullet.exec(line)?.groups?.['item']?.replace(/[.;,]$/u, '').trim() ?? []);
    const title = head.endsWith(':') ? titleOf(head.slice(0, -1), analysis.language.code) : undefined;
    if (title === undefined || items.length !== rest.length || items.length < least || items.length > most || items.some((item) => item.split(/\s+/u).length > 4 || item.length > 40)) return [];
    const end = passage.start + text.trimEnd().length;
    const start = passage.start + (text.length - text.trimStart().length);
    return [{ title, items, ordered: order.test(title) || /^\(?\d/u.test(rest[0] ?? ''), citation: { page: passage.page, start, end, quote: (pages.get(passage.page) ?? '').slice(start, end) } }];
  });
}
