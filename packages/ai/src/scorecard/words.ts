/** What the metrics have in common: words, sets of words, means. */
import { stemmer } from 'stemmer';
import stopwordLists from 'stopwords-iso' with { type: 'json' };
import { termKey } from '../extractive/words.ts';

/** Words in lower case after NFKC: runs of letters, marks and digits. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

const lists: Record<string, string[] | undefined> = stopwordLists;

/** The closed classes alone: the general list also has "system", "work" and "group", which are what a question may be about. */
const closedClasses: Record<string, string> = {
  en: `a an the this that these those each every either neither any some no all both such other another which what who whom whose where when why how
    i me my mine you your yours he him his she her hers it its we us our ours they them their theirs one oneself itself themselves himself herself
    am is are was were be been being do does did done doing have has had having can could may might must shall should will would
    and or but nor so yet if then than because although though while whereas since unless until whether as
    of in on at to by for from with without within into onto upon over under between among through during before after about against across along around per via
    not also only very too more most less least often usually sometimes there here s`,
  de: `der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen dieser diese dieses diesem diesen jener jene jenes welcher welche welches welchem welchen
    was wer wen wem wessen wo wann warum wie womit wodurch woraus worin ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mein dein sein seine seiner seines seinem seinen ihre ihrer ihres ihrem ihren man
    bin ist sind war waren wird werden wurde wurden worden sein hat haben hatte hatten kann können konnte muss müssen soll sollen darf dürfen
    und oder aber denn sondern wenn weil dass ob als während obwohl damit nachdem bevor bis seit
    von vom zu zum zur in im an am auf aus bei beim mit nach für durch über unter um ohne gegen zwischen vor hinter neben
    nicht auch nur sehr mehr meist oft dabei dort hier so etwa unter versteht`,
};

const closed = new Map<string, ReadonlySet<string>>();

/** Function words of a language; none where no list has it. */
function functionWords(code: string): ReadonlySet<string> {
  const known = closed.get(code) ?? new Set(closedClasses[code]?.split(/\s+/u) ?? lists[code] ?? []);
  closed.set(code, known);
  return known;
}

/** The different words that carry meaning: no function words; English ones as their stems (Porter 1980). */
export function contentWords(text: string, language: string): Set<string> {
  const code = language.toLowerCase().split('-')[0] ?? '';
  const hollow = functionWords(code);
  return new Set(wordsOf(text).filter((word) => !hollow.has(word)).map((word) => (code === 'en' ? stemmer(word) : word)));
}

/** Shared members for all members of either, 0 to 1 (Jaccard 1901); 0 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedOf(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** The share of `a` that is in `b` too; 0 for an empty `a`. */
export function covered(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size === 0 ? 0 : sharedOf(a, b) / a.size;
}

function sharedOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared;
}

/** A term as two lists of terms are compared: lower case, no bracketed abbreviation, each word in the singular. */
export function plainTerm(term: string): string {
  return termKey(term.replace(/\([^)]*\)/gu, ' ').trim());
}

/** Null for no values: no figure is better than a made-up one. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
