import { lower } from './clauses.ts';
import { active, didSo, type Verb } from './defining-verbs.ts';
import type { Token } from './language.ts';
import { irregular } from './language.ts';
import type { Phrase } from './phrases.ts';
import { headWord, isPlural } from './words.ts';

/** Verbs that say nothing by themselves of what their subject does, or what people say and think. */
const light = new Set(
  `seem appear remain become need want like vary differ show demonstrate suggest argue tell say begin start continue stop come go get take do play tend fail offer occur exist live work look feel think
  believe see know mean result lead range depend belong apply include have find ask try call name consider note discuss present reach fall rise deserve reflect expose back handle last create fit influence hinder encourage end pursue accompany undergo define describe`.split(/\s+/),
);

/** "uses" → "use", "reaches" → "reach": whichever of them is a verb. */
const stemsOf = (verb: string) => [verb, verb.replace(/s$/, ''), verb.replace(/es$/, ''), verb.replace(/ies$/, 'y')];

/** Fields of study. */
const fields = /(?:ology|onomy|graphy|ics|istry|omy|history|science|psychology|law)$/iu;

const studies = new Map([['studies', 'study'], ['examines', 'examine'], ['investigates', 'investigate'], ['explores', 'explore']]);

const objects = new Set(['det', 'noun', 'name', 'adj', 'num']);

/**
 * "The posterior cardiac vein parallels and drains …": what a thing with a name of several words does, told by any verb in the present that
 * agrees with it and has an object. Of a name of one word only verbs that are known to characterise are taken, unless it is any of its
 * kind: "an antagonist blocks …".
 */
export function acting(tokens: Token[], at: number, subject: Phrase): Verb | undefined {
  const did = didBy(tokens, at, subject);
  if (did) return did;
  // "goes deeper and affects …": what it does to something comes second.
  const first = tokens[at];
  const from = first !== undefined && stemsOf(first.lower).some((stem) => light.has(stem)) ? secondVerb(tokens, at) : at;
  const verb = tokens[from];
  // After a colon follows what is meant by the last word.
  if (tokens.slice(at).some(({ text }) => text === ':')) return undefined;
  // "Geography studies how …".
  const study = fields.test(subject.text) ? tokens.findIndex(({ lower: word }, i) => (i === at || (i > at && lower(tokens, i - 1) === 'and')) && studies.has(word)) : -1;
  if (study >= 0) return { from: study + 1, relation: 'states', asked: studies.get(lower(tokens, study)) ?? '', strength: 0.6 };
  // "The resulting blockage", "increased return": one that was told of before.
  if (/(?:ing|ed)$/.test(lower(tokens, subject.start)) || / of /.test(subject.text)) return undefined;
  if (!verb || (subject.end - subject.start < 2 && !/^an?$/.test(subject.determiner) && !(subject.start === 0 && subject.determiner === '')) || light.has(lower(tokens, from))) return undefined;
  const second = /^(?:and|or)$/.test(lower(tokens, from + 1)) ? tokens[from + 2] : undefined;
  const many = isPlural(headWord(subject.text));
  // "Blocks or weakens the signal": one of the two may have been taken for a noun.
  const isVerb = acts(verb, many) || (verb.pos === 'noun' && second?.pos === 'verb' && tokens[from + 3]?.pos === 'det' && acts(second, many) && /[^s]s$/.test(verb.lower) !== many);
  if (!isVerb) return undefined;
  const object = second?.pos === 'verb' ? tokens[from + 3] : tokens[from + 1];
  const known = active.has(verb.lower) || tokens.some(({ lower: word }, i) => i > from && word === 'and' && active.has(lower(tokens, i + 1)) && /[^s]s$/.test(lower(tokens, i + 1)) !== many);
  return object && objects.has(object.pos) && !/^(?:it|them|this|that|these|those)$/.test(object.lower) ? { from, relation: 'does', strength: known ? 0.46 : 0.31 } : undefined;
}

/** "The Homestead Act granted land to settlers", "the ruling held that …": what a law or the like did says what it was. */
function didBy(tokens: Token[], at: number, { text, start, end }: Phrase): Verb | undefined {
  if (end - start < 2 || !edicts.test(text.replace(/ of .*$/u, '')) || !didSo(lower(tokens, at))) return undefined;
  if (lower(tokens, at + 1) === 'that') return /^(?:held|declared|ruled|stated|established)$/.test(lower(tokens, at)) ? { from: at, relation: 'does', asked: 'did', strength: 0.6, past: true } : undefined;
  return objects.has(tokens[at + 1]?.pos ?? '') ? { from: at, relation: 'does', asked: 'did', strength: 0.6, past: true } : undefined;
}

/** What is decided and written down. */
const edicts = /(?:^|\s)(?:acts?|laws?|codes?|treat(?:y|ies)|amendments?|proclamations?|compromises?|decisions?|rulings?|ordinances?|edicts?|doctrines?|declarations?|charters?|constitutions?|polic(?:y|ies)|pacts?|agreements?|statutes?|conventions?|accords?|decrees?|orders?|plans?|tariffs?|bulls?)$/iu;

/** Where the verb after a near "and" stands; nowhere without one. */
function secondVerb(tokens: Token[], at: number): number {
  const and = tokens.findIndex((token, i) => i > at && i < at + 5 && token.lower === 'and');
  return and < 0 || tokens[and + 1]?.pos !== 'verb' ? -1 : and + 1;
}

function acts({ pos, lower: word }: Token, many: boolean): boolean {
  return pos === 'verb' && !/(?:ed|ing)$/.test(word) && !irregular.has(word) && /[^s]s$/.test(word) !== many && !stemsOf(word).some((stem) => light.has(stem));
}
