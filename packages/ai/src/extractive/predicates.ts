/** What a sentence says of a thing besides what it says first, and of the thing that its subject makes up. */
import { acting } from './acting.ts';
import { lowerFirst } from './answers.ts';
import { be, clauseEnd, hedges, lower, nominal, slice } from './clauses.ts';
import { defining, type Verb } from './defining-verbs.ts';
import type { Token } from './language.ts';
import type { Found } from './patterns.ts';
import { phraseAt } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import { headWord, isPlural } from './words.ts';

interface Second {
  /** Undefined where it says nothing that can be asked. */
  verb: Verb | undefined;
  /** Where the first predicate ends. */
  cut: number;
}

/** Relations that a second verb may tell; what a thing is stands first. */
const told = new Set(['located', 'linked', 'composed', 'caused', 'states', 'does']);

/**
 * "The spleen lies under the ribs and filters the blood": the second verb of a subject, where nothing else can have it.
 * @param end of the clause
 */
function secondPredicate(tokens: Token[], subject: Phrase, first: Verb, end: number): Second | undefined {
  const many = isPlural(headWord(subject.text));
  for (let i = first.from + 1; i < end; i++) {
    const word = lower(tokens, i);
    // "a wall that holds the roof and keeps out rain": the verb belongs to the wall.
    if (/^(?:that|which|who|whom|whose|where|when|if|because|as|than|to)$/.test(word)) return undefined;
    const close = word === '(' ? tokens.findIndex(({ text }, k) => k > i && text === ')') : -1;
    if (close > 0) i = close;
    if (word !== 'and' || !['noun', 'name', 'adj', 'adv', 'punct', 'num'].includes(tokens[i - 1]?.pos ?? '')) continue;
    let at = i + 1;
    while (hedges.has(lower(tokens, at)) || (tokens[at]?.pos === 'adv' && lower(tokens, at).endsWith('ly'))) at++;
    if (!agrees(tokens[at], tokens[at + 1], many)) continue;
    if (first.relation === 'does') return undefined;
    const said = defining(tokens, at);
    const verb = said === undefined || said.relation === 'described' ? acting(tokens, at, subject) : said;
    // "And works closely with it": with what the first one tells of.
    const leans = tokens.slice(at, clauseEnd(tokens, at)).some(({ lower: later }) => /^(?:it|its|them|their|that|this|these|those)$/.test(later));
    // "And help to keep order": so do others.
    const helps = /^helps?$/.test(lower(tokens, at));
    return { verb: verb && told.has(verb.relation) && !leans && !helps ? verb : undefined, cut: lower(tokens, i - 1) === ',' ? i - 1 : i };
  }
  return undefined;
}

function agrees(token: Token | undefined, next: Token | undefined, many: boolean): boolean {
  if (!token) return false;
  // "Leads to the sea and branches into …": no noun has "into" after it.
  if (token.pos === 'noun' && next?.lower === 'into') return isPlural(token.lower) !== many;
  if (be.has(token.lower)) return token.lower === (many ? 'are' : 'is');
  return token.pos === 'verb' && !/(?:ed|ing)$/.test(token.lower) && /[^s]s$/.test(token.lower) !== many;
}

/** The second predicate of `found`, if there is one, with the first cut where it begins. */
export function withSecond(tokens: Token[], text: string, found: Found, first: Verb, end: number): Found[] {
  const second = secondPredicate(tokens, found.phrase, first, end);
  if (!second) return [found];
  const { verb, cut } = second;
  const { phrase, aliases, strength, past } = found;
  const isCut = told.has(found.relation) && found.relation !== 'does' && cut - first.from > 1;
  const all = [isCut ? { ...found, answer: slice(tokens, text, first.from, cut) } : found];
  const to = verb ? clauseEnd(tokens, verb.from) : 0;
  if (!verb || to - verb.from < 3) return all;
  const scale = Math.min(1, strength / first.strength);
  return [...all, { phrase, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }), answer: slice(tokens, text, verb.from, to), strength: verb.strength * scale, aliases, ...(past === undefined ? {} : { past }) }];
}

/** "The root and the stem form the axis", "sand and clay make up the bed": asked of what is made up. */
export function makers(tokens: Token[], text: string): Found[] {
  const at = tokens.findIndex(({ lower: word }, i) => i > 0 && (/^(?:forms?|constitutes?)$/.test(word) || (/^makes?$/.test(word) && lower(tokens, i + 1) === 'up')));
  const verb = tokens[at];
  if (!verb || at < 2 || at > 22 || tokens.slice(0, at).some(({ pos, lower: word }) => pos === 'pron' && !/^(?:that|which)$/.test(word))) return [];
  const up = lower(tokens, at + 1) === 'up';
  const made = phraseAt(tokens, at + (up ? 2 : 1));
  if (!made || (made.determiner !== 'the' && !(up && made.determiner === '')) || !/^[,.;]$/.test(lower(tokens, made.end))) return [];
  const subject = phraseAt(tokens, 0);
  const opens = ['the', 'a', 'an', ''].includes(subject?.determiner ?? '?');
  const inner = tokens.slice(0, at);
  const [aux] = inner.filter(({ pos }) => pos === 'aux');
  // The verb is the sentence's own where what stands before it names things and no more.
  const plain = nominal(tokens, 0, at) && !aux && !inner.some(({ lower: word }) => /^(?:to|can|may|will)$/.test(word)) && /^(?:noun|name)$/.test(inner.at(-1)?.pos ?? '');
  if (!subject || !opens || !plain || / of (?:the|this)$/u.test(subject.text)) return [];
  const several = inner.some(({ lower: word }) => word === 'and') || isPlural(headWord(subject.text));
  if (/[^s]s$/.test(verb.lower) === several) return [];
  return [{ phrase: made, relation: 'made', asked: up ? 'makes up' : `${verb.lower.replace(/s$/u, '')}s`, answer: lowerFirst(slice(tokens, text, 0, at)), strength: 0.5, aliases: [] }];
}
