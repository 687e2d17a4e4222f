/**
 * What an English sentence takes for known: things that the sentences before it brought in, standards of comparisons, the page
 * and its pictures. A sentence is shown away from its page only where nothing of that kind is found in it.
 */
import type { Analysis } from './analysis.ts';
import type { Token } from './language.ts';
import type { Sentence } from './sentences.ts';
import { standalone } from './standalone.ts';
import { phraseAt, type Phrase } from './phrases.ts';
import type { Term } from './terms.ts';
import { isPlural, termKey } from './words.ts';

/** How a document uses a noun. */
interface Uses {
  /** "the channel", with nothing that says which. */
  the: number;
  /** "a channel", "each channel". */
  one: number;
  /** "channels", "channel", without any determiner. */
  bare: number;
  /** "sodium channel", "the channel of …": with something that says which. */
  told: number;
  /** "blood": in the singular and without any determiner, as what can't be counted. */
  mass: number;
  /** The first and the last passage that name it. */
  from: number;
  to: number;
}

const made = new WeakMap<Analysis, ReadonlyMap<string, Uses>>();

/** By the singular of each noun. */
export function usesOf(analysis: Analysis): ReadonlyMap<string, Uses> {
  const known = made.get(analysis);
  if (known) return known;
  const all = new Map<string, Uses>();
  for (const { tokens, prose, passage } of analysis.sentences) {
    if (!prose) continue;
    for (const [at, token] of tokens.entries()) {
      if (token.pos !== 'noun' || /^(?:noun|name)$/.test(tokens[at + 1]?.pos ?? '')) continue;
      const key = termKey(token.lower);
      const uses = all.get(key) ?? { the: 0, one: 0, bare: 0, told: 0, mass: 0, from: passage, to: passage };
      all.set(key, uses);
      uses.to = passage;
      const before = tokens[at - 1];
      if (tokens[at + 1]?.lower === 'of' || /^(?:noun|name|adj|part)$/.test(before?.pos ?? '') || (before?.pos === 'verb' && tokens[at - 2]?.pos === 'det')) uses.told++;
      else if (before?.lower === 'the') uses.the++;
      else if (/^(?:a|an|each|every|any|one|another)$/.test(before?.lower ?? '')) uses.one++;
      else {
        uses.bare++;
        if (!isPlural(token.lower)) uses.mass++;
      }
    }
  }
  made.set(analysis, all);
  return all;
}

const byKey = new WeakMap<Analysis, ReadonlyMap<string, Term>>();

/** By their keys: each "the …" of a long document is looked up. */
function termsOf(analysis: Analysis): ReadonlyMap<string, Term> {
  const known = byKey.get(analysis) ?? new Map(analysis.terms.map((term) => [term.key, term]));
  byKey.set(analysis, known);
  return known;
}

/** Seldom enough used to be told of by chance alone. */
const fewest = 4;
/** So often it is no matter what else the word means with something before it: "the cell", "muscle cell". */
const often = 10;

/** From this rarity on a word belongs to the subject rather than to everyday life. */
const rareFrom = 0.6;

/** Whether a document has but one of a thing, so that "the heart" is the same everywhere in it, or it can't be counted at all: "the blood". */
export function isUnique(key: string, analysis: Analysis): boolean {
  const uses = usesOf(analysis).get(key);
  if (uses === undefined || (isLocal(uses, analysis) && analysis.language.rarity(key) < everyday)) return false;
  if (uses.mass > 0 && uses.one === 0 && uses.mass >= uses.bare / 2) return true;
  // In the plural there are more of them.
  if (uses.the > 1 && uses.one + uses.told === 0 && uses.bare - uses.mass <= uses.the / 4) return true;
  return uses.the >= fewest && uses.the >= 4 * uses.one && (uses.the + uses.bare > uses.told || uses.the >= often);
}

/** Below this rarity a word is one of everyday stories. */
const everyday = 0.45;
/** A text of so many passages tells of more than one thing. */
const longText = 20;

/** "The truck" of a story: named within a few passages of a long text, and nowhere else. */
function isLocal({ from, to }: Uses, { sentences }: Analysis): boolean {
  const passages = (sentences.at(-1)?.passage ?? 0) + 1;
  return passages > longText && to - from < passages / 8;
}

/** Whether a document says of a noun mostly which one it means, so that by itself it says too little: "base", "channel". */
export function needsTelling(key: string, analysis: Analysis): boolean {
  const uses = usesOf(analysis).get(key);
  return uses !== undefined && uses.told > 2 * (uses.the + uses.one + uses.bare);
}

/** A rare word is the subject's own: "the hypothalamus" is that of anybody, "the patient" is one of whom was told. */
const isRare = (head: string, { language }: Analysis) => language.rarity(head) >= rareFrom;

/** Of a rare word that the document tells mostly of what, "the protein" is one of which was told. */
function isKnown(head: string, analysis: Analysis): boolean {
  const uses = usesOf(analysis).get(head);
  return isUnique(head, analysis) || (isRare(head, analysis) && (uses === undefined || uses.told <= uses.the + uses.one + uses.bare));
}

/** What stands after a noun and says which one is meant. */
const telling = /^(?:of|that|which|who|whose|whom|where|between|within|for|called|known|named|termed|responsible|containing|involving)$/;

/** What one sentence names before it says "the …". */
const namedBefore = (tokens: readonly Token[], at: number, head: string) => tokens.slice(0, Math.max(0, at)).some(({ pos, lower }) => (pos === 'noun' || pos === 'name') && termKey(lower) === head);

/** Whether it is said which one "the …" is: by what follows, by the sentence before it, or as the document has but one. */
function isTold(tokens: readonly Token[], at: number, phrase: Phrase, analysis: Analysis): boolean {
  const words = phrase.key.split(' ');
  const head = words.at(-1) ?? '';
  const after = tokens[phrase.end];
  if (telling.test(after?.lower ?? '') || after?.text === '/' || (after?.pos === 'verb' && /(?:ed|ing)$/.test(after.lower) && tokens[phrase.end + 1]?.pos === 'prep')) return true;
  if (/ of /u.test(phrase.text) || namedBefore(tokens, at, head)) return true;
  const defined = (analysis.definitions.get(phrase.key) ?? []).some(({ strength, relation }) => strength >= 0.45 && relation !== 'described');
  if (words.length === 1) return isKnown(head, analysis) || (defined && !needsTelling(head, analysis));
  // "The heart wall": of the one heart.
  return defined || isRare(head, analysis) || words.some((word) => isUnique(word, analysis)) || (termsOf(analysis).get(phrase.key)?.mentions.length ?? 0) >= 2;
}

/** "The two ions", "the faster cell": how many and compared with which, the sentences before tell. */
const counted = /^(?:two|three|four|five|six|seven|eight|nine|ten|\p{L}{2,}(?:ier|[^aeiou]er))$/u;
const positions = new Set(['lower', 'upper', 'inner', 'outer', 'other', 'another', 'over', 'under', 'after', 'later', 'center', 'number', 'proper', 'former', 'latter', 'water', 'anterior', 'order', 'super', 'computer', 'linear']);

/** Whether "the …" anywhere in a sentence is something that only the sentences before it tell. */
export function takesForKnown(tokens: Token[], analysis: Analysis): boolean {
  return tokens.some((token, at) => {
    if (token.lower !== 'the') return false;
    const next = tokens[at + 1];
    // "The patient's heart": of whom was it told?
    if (next?.pos === 'part') return !isKnown(termKey(next.lower.replace(/['’]s?$/u, '')), analysis);
    const opens = !tokens.slice(0, at).some(({ pos }) => pos === 'verb' || pos === 'aux');
    if (next?.pos === 'num') {
      const counted = phraseAt(tokens, at + 2);
      return opens || !counted || !isTold(tokens, at, counted, analysis);
    }
    const phrase = phraseAt(tokens, at);
    if (!phrase || phrase.determiner !== 'the') return false;
    const opener = tokens[phrase.start]?.lower ?? '';
    if (counted.test(opener) && !positions.has(opener) && (opener.endsWith('er') || opens) && !telling.test(tokens[phrase.end]?.lower ?? '')) return true;
    return !isTold(tokens, at, phrase, analysis);
  });
}

/** More, less, or -er, and nothing to compare with. */
const comparatives = /\b(?:more|less|fewer|(?:larg|small|high|great|long|short|fast|slow|strong|weak|old|young|bigg|thick|thinn|earli|clos|wid|easi|hard|deep|heavi|light|simpl|cheap|rich|poor|bright|dark|warm|cool|cold|hott|safe?|new|quick|loud|soft|broad|narrow)er|better|worse)\b/iu;
const comparesHere = /\bthan\b|\bthe (?:more|less|\p{L}+er)\b[^.]*, the (?:more|less|\p{L}+er)\b|\bmore or less\b|\b(?:one|two|three|\d+) or more\b/iu;

/** Words that go on from what was said, and words of a story. */
const goesOn =
  /\b(?:previously|similarly|likewise|instead|nevertheless|nonetheless|moreover|furthermore|conversely|meanwhile|again|additional|also(?! (?:called|known|termed|named|referred|spelled|sometimes called|often called))|afterwards?|earlier|later|remainder|remaining|latter|former|accordingly|however|indeed|yesterday|tomorrow|here|now|everyone|something|someone|needless)\b|\b(?:as well|too|though|either)[.,;]|, (?:in turn|then)\b|^(?:As|Once|Upon|During|Following|Next|Even|After all|In comparison|By comparison|At first|Not only|Either|Besides|Depending)\b|^The (?:story|case|figure) of\b|^(?:Open|Press|Select|Choose|Enter|Click|Type|Set|Control|Record|Add|Move|Drag|Save|Run|Turn|Adjust|Insert) (?:the|an?|your|this|all|each)\b|\bof that is that\b|\bfollow(?:s|ed)?[,.;]|^(?!(?:If|When)\b).* then (?!\p{L}+ing\b)|\bChapter \d|^(?:There|An? (?:\p{L}+ )?example|Examples?|An alternative)\b|^(?:Much|Many|Most) /u;
/** "A third type of channel", "a second clump of cells": after those of which was told. */
const ordinal = /\b(?:an?|the) (?:second|third|fourth|fifth) (?:\p{L}+ )?(?:type|kind|form|class|group|set|clump|source|part|way|method|reason|stage|layer)s?\b/iu;
/** "Another", "other": than which? */
const others = /\b(?:another|others?)\b/iu;
const othersHere = /\b(?:and|or) others?\b|\beach other\b|\bone another\b|\bother than\b|\bfrom (?:one|each) [^.]* (?:to|from) another\b|\bone \p{L}+ [^.]* (?:another|the other)\b|\b(?:with|to|from|of|between|by|as) other \p{L}+s\b|\bto another\b/iu;
/** A page speaks of its picture. */
const caption = /\b(?:shows?|depicts?|illustrates?|portrays?|displays?)\b(?! (?:that|how|why|whether)\b)|\b(?:seen|shown|pictured|view|image|photo(?:graph)?|diagram|example)s?\b|\b(?:is|are) labell?ed (?:on|in|with)\b/iu;
/** A sentence of a process that was going on. */
const goingOn = /^The \p{L}+ (?:passes|travels|moves|goes|enters|reaches|leaves|spreads|arrives)\b|\b(?:starts?|continues?|started|continued) to\b|\b(?:is|are) (?:still |now |also )?(?:getting|having|going|becoming|moving|trying|opening|closing|beginning|starting)\b|\b(?:is|are) (?:often|usually|commonly|frequently|sometimes|widely) (?:studied|used|described|considered|discussed|seen)\b|\bmay be (?:employed|used|needed|required|necessary|implicated|performed)\b/iu;

/** Whether an English sentence, or a description of a term, goes on from what was said, compares with nothing, or speaks of a picture. */
export function goesOnFrom(text: string): boolean {
  if (goesOn.test(text) || ordinal.test(text) || caption.test(text) || goingOn.test(text) || /[“”"]|(?<!\p{L})['‘]\p{L}+['’](?!\p{L})/u.test(text)) return true;
  if (comparatives.test(text) && !comparesHere.test(text)) return true;
  // "In neurons, they often …": of whom it goes on, the sentence before tells.
  if (/^(?:In|On|At|Within|With|For|By|During|Among|Between|From|Like|Unlike) [^,]+, (?:it|they|he|she|these|those)\b/u.test(text)) return true;
  return others.test(text) && !othersHere.test(text);
}

/** Words before what a sentence is about: "In …", "When …", "Located in …". */
const before = /^(?:In|On|At|Within|Inside|Between|Beneath|Below|Above|Behind|For|With|By|Under|Through|Around|Near|Across|Along|Among|Like|Unlike|Without|When|If|Where|Because|Whereas|While|Although|Located|Found|To|From)$/;

/** Whether a sentence begins with a thing of its subject, named so that it is known which: "The hypothalamus …", "In a reflex, …". */
function beginsWithTerm({ tokens }: Sentence, analysis: Analysis): boolean {
  if (tokens[0]?.pos === 'verb' && !tokens[0].lower.endsWith('ing') && !before.test(tokens[0].text)) return false;
  let at = 0;
  while (at < 2 && before.test(tokens[at]?.text ?? '') || (at > 0 && at < 3 && tokens[at]?.pos === 'prep')) at++;
  const phrase = phraseAt(tokens, at);
  const words = phrase?.key.split(' ') ?? [];
  const head = words.at(-1) ?? '';
  // "The brain's lobe": whose it is says which.
  if (phrase === undefined && tokens[at]?.lower === 'the' && tokens[at + 1]?.pos === 'part') return true;
  if (!phrase || /^(?:some|any|no|all|few|several|many|most|its|their|his|her)$/.test(phrase.determiner)) return false;
  if (/^(?:of|between)$/.test(tokens[phrase.end]?.lower ?? '')) return true;
  if (words.length === 1 && needsTelling(head, analysis)) return false;
  // "The lipids are …": those of which was told.
  if (words.length === 1 && phrase.determiner === 'the' && isPlural(phrase.text) && !isUnique(head, analysis)) return false;
  // "The defect is …": a sentence begins so with one of many, of which was told.
  if (words.length === 1 && phrase.determiner === 'the' && (usesOf(analysis).get(head)?.one ?? 0) * 2 > (usesOf(analysis).get(head)?.the ?? 0) && !isUnique(head, analysis)) return false;
  return (/^\p{Lu}\p{Ll}/u.test(tokens[at]?.text ?? '') && /^\p{Lu}\p{Ll}/u.test(tokens[at + 1]?.text ?? '')) || isRare(head, analysis) || isUnique(head, analysis) || termsOf(analysis).has(phrase.key) || words.some((word) => isRare(word, analysis));
}

/** So many sentences before may have brought in what a sentence goes on with. */
const shortly = 3;
/** Below this share of its mentions a noun phrase has "the" where one was told of. */
const mostly = 0.34;
/** The same of one everyday word. */
const nearlyAlways = 0.6;

/**
 * Whether a sentence begins with "The …" of something that is one of many: named with "a" shortly before it, or anywhere else mostly without
 * "the". "The magnetic field causes …" goes on from "a machine with a strong magnetic field".
 */
export function goesOnWith(sentence: Sentence, analysis: Analysis): boolean {
  const { tokens, index } = sentence;
  const opens = /^(?:when|if|once|as|after|because|while)$/.test(tokens[0]?.lower ?? '');
  const phrase = phraseAt(tokens, opens ? 1 : 0);
  if (!phrase || phrase.determiner !== 'the' || / of /u.test(phrase.text) || telling.test(tokens[phrase.end]?.lower ?? '')) return false;
  if ((analysis.definitions.get(phrase.key) ?? []).some(({ sentences, strength, relation }) => strength >= 0.45 && relation !== 'described' && sentences.includes(index))) return false;
  return wasBroughtIn(phrase.key, sentence, analysis) || (!opens && seldomHasThe(phrase.key, analysis));
}

/** Where each word of a text stands, by its key: looked up for each sentence that begins with "The …". */
const placed = new WeakMap<Analysis, ReadonlyMap<string, Place[]>>();

interface Place {
  sentence: Sentence;
  at: number;
}

function placesOf(analysis: Analysis): ReadonlyMap<string, Place[]> {
  const known = placed.get(analysis);
  if (known) return known;
  const places = new Map<string, Place[]>();
  for (const sentence of analysis.sentences) {
    if (!sentence.prose) continue;
    for (const [at, { lower }] of sentence.tokens.entries()) {
      const key = termKey(lower);
      const list = places.get(key) ?? [];
      if (list.length === 0) places.set(key, list);
      list.push({ sentence, at });
    }
  }
  placed.set(analysis, places);
  return places;
}

/** The token before a noun phrase and the adjectives before it; undefined where these words are no phrase of their own. */
function introducing(words: readonly string[], { sentence: { tokens }, at }: Place): string | undefined {
  if (!words.every((word, i) => i === 0 || termKey(tokens[at + i]?.lower ?? '') === word) || /^(?:noun|name)$/.test(tokens[at + words.length]?.pos ?? '')) return undefined;
  let from = at - 1;
  while (tokens[from]?.pos === 'adj') from -= 1;
  const before = tokens[from];
  return before?.pos === 'noun' || before?.pos === 'name' ? undefined : (before?.lower ?? '');
}

/** Whether a thing was named with "a" shortly before a sentence of the same passage. */
function wasBroughtIn(key: string, { index, passage }: Sentence, analysis: Analysis): boolean {
  const words = key.split(' ');
  return analysis.sentences.slice(Math.max(0, index - shortly), index).some(
    (sentence) =>
      sentence.prose && sentence.passage === passage && sentence.tokens.some(({ lower }, at) => termKey(lower) === words[0] && /^(?:an?|one|another|two|three|four|five|six|several|many)$/.test(introducing(words, { sentence, at }) ?? '')),
  );
}

const articles = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a thing is one of many, which seldom have "the". */
function seldomHasThe(key: string, analysis: Analysis): boolean {
  const known = articles.get(analysis) ?? new Map<string, boolean>();
  articles.set(analysis, known);
  const words = key.split(' ');
  let told = known.get(key);
  if (told === undefined) {
    const places = (placesOf(analysis).get(words[0] ?? '') ?? []).flatMap((place) => {
      const before = introducing(words, place);
      return before === undefined ? [] : [{ before, last: place.sentence.tokens[place.at + words.length - 1]?.lower ?? '' }];
    });
    // "The melanin" can't be one of many.
    const counted = places.some(({ before, last }) => isPlural(last) || /^(?:an?|one|another|each)$/.test(before));
    // Without the sentence that asks.
    const [definite, all] = [places.filter(({ before }) => before === 'the').length - 1, places.length - 1];
    told = all >= 2 && counted && definite / all < (words.length === 1 && !isRare(key, analysis) && !isUnique(key, analysis) ? nearlyAlways : mostly);
    known.set(key, told);
  }
  return told;
}

/** "Stronger stimulus", "fastest cell": what is stronger or fastest is so beside others. */
export const isCompared = (word: string) => new RegExp(`^(?:${comparatives.source})$`, 'iu').test(word) || /^(?!interest|forest|guest|request|test|rest|west|nest|chest|pest|quest|contest|harvest|protest|arrest)\p{L}{2,}est$/u.test(word);

const sound = new WeakMap<Analysis, Map<number, string | undefined>>();

/** The sentence as a card may show it with a gap: all of it, and only where it takes nothing for known. */
export function wholeSentence(sentence: Sentence, analysis: Analysis): string | undefined {
  const known = sound.get(analysis) ?? new Map<number, string | undefined>();
  sound.set(analysis, known);
  if (known.has(sentence.index)) return known.get(sentence.index);
  const { code } = analysis.language;
  const text = sentence.step ? undefined : standalone(sentence, code);
  // What a link was taken off goes on from what was said before it.
  const whole = text !== undefined && code === 'en' && (text.length !== sentence.text.length || goesOnFrom(text) || takesForKnown(sentence.tokens, analysis) || !beginsWithTerm(sentence, analysis)) ? undefined : text;
  known.set(sentence.index, whole);
  return whole;
}
