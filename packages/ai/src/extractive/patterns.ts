/** The shapes in which English sentences explain a term. */
import { acting } from './acting.ts';
import { lowerFirst } from './answers.ts';
import { isClause } from './clausal.ts';
import { apposed, be, clauseEnd, clauseStarts, conjunctions, dashEnd, hedges, lower, nominal, passAliases, phraseBefore, slice } from './clauses.ts';
import { active, defining, naming, participles, type Verb } from './defining-verbs.ts';
import type { Relation } from './definition.ts';
import type { Token } from './language.ts';
import { isTermLike, phraseAt, phraseOf } from './phrases.ts';
import { withSecond } from './predicates.ts';
import type { Phrase } from './phrases.ts';
import { headWord, isPlural, termKey } from './words.ts';

/** A term that a sentence explains, before it is known whether it is one. */
export interface Found {
  phrase: Phrase;
  relation: Relation;
  asked?: string;
  answer: string;
  strength: number;
  aliases: string[];
  /** "of an element", where that belongs to the name. */
  of?: string;
  /** "was a …": a definition where a document tells of the past, a detail of a story elsewhere. */
  past?: boolean;
  /** The answer is in the sentence before. */
  before?: boolean;
}

/** "X is a …", "X refers to …", "X (Y), also called Z, occurs when …". */
export function subjects(tokens: Token[], text: string): Found[] {
  const found: Found[] = [];
  for (const at of clauseStarts(tokens)) {
    const start = conjunctions.has(lower(tokens, at)) ? at + 1 : at;
    // "The skin and its parts are the largest organ", "between the atrium and the ventricle is …": no clause has begun.
    if (at > 0 && ['and', 'or'].includes(lower(tokens, at - 1)) && !tokens.slice(participial(tokens) ? 1 : 0, at).some(({ pos }) => pos === 'verb' || pos === 'aux')) continue;
    const subject = processOf(tokens, phraseAt(tokens, start));
    if (!subject) continue;
    const owner = ownerOf(tokens, subject);
    const { next, aliases } = passAliases(tokens, owner ?? subject.end);
    const [alias] = aliases;
    // "The most prominent sulcus, known as the longitudinal fissure, is …" says it of the fissure, not of any sulcus.
    const one = subject.determiner === 'the' && /^(?:most|least|more|less|very|much|slightly)$/.test(lower(tokens, start + 1));
    const phrase = one && alias !== undefined ? { ...subject, text: alias, key: termKey(alias) } : subject;
    // "A third-degree burn fully extends into …".
    const verbAt = passLink(tokens, tokens[next]?.pos === 'adv' && tokens[next + 1]?.pos === 'verb' && lower(tokens, next).endsWith('ly') ? next + 1 : next);
    const said = defining(tokens, verbAt);
    const verb = said === undefined || said.relation === 'described' ? (acting(tokens, verbAt, subject) ?? said) : said;
    if (!verb || sharesVerb(tokens, subject, verbAt)) continue;
    // "On the posterior surface, it gives rise to …": what it does there. "Cells follow the fibroblasts" tells of one time.
    if ((verb.relation === 'does' && at > 0 && /^(?:on|at|during|after|before|under|with|without)$/.test(lower(tokens, 0))) || (verb.asked === 'follow' && isPlural(headWord(subject.text)))) continue;
    const end = subordinateEnd(tokens, start, withCause(tokens, verb, clauseEnd(tokens, verb.from)));
    if (end - verb.from < 3) continue;
    // "A fog horn warns …": any of its kind.
    let strength = phrase.determiner.startsWith('a') && start === 0 ? Math.max(verb.strength, verb.relation === 'described' ? 0 : 0.46) : verb.strength;
    if (at > 0) strength *= lower(tokens, at - 1) === ',' && at < 14 ? 0.9 : 0.75;
    if (conjunctions.has(lower(tokens, at - 1)) && lower(tokens, at - 2) !== ',') strength *= 0.6;
    if (phrase.determiner === 'the' && verb.relation === 'is') strength *= 0.85;
    // "A neuron's outer surface" is no surface by itself.
    if ((one && alias === undefined) || tokens[phrase.start - 1]?.pos === 'part') strength *= 0.4;
    const told: Found = { phrase, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }), past: verb.past === true, answer: slice(tokens, text, verb.from, end), strength, aliases, ...(owner !== undefined && { of: slice(tokens, text, subject.end, owner) }) };
    found.push(...withSecond(tokens, text, told, verb, end));
    // "The deepest layer of the epidermis is the stratum basale": the name comes last.
    if (verb.relation === 'is' && phrase.determiner === 'the') {
      const named = phraseAt(tokens, verb.from);
      if (named && (named.end === tokens.length - 1 || lower(tokens, named.end) === ',') && isTermLike(named, tokens)) {
        found.push({ phrase: named, relation: 'is', answer: lowerFirst(slice(tokens, text, start, phrase.end)), strength: 0.3, aliases: [] });
      }
    }
  }
  found.push(...lastNamed(tokens, text), ...placed(tokens, text));
  return found;
}

/** "The atomic number of an element is …": where "of an element" ends, which is so of any element. */
function ownerOf(tokens: Token[], { end, determiner }: Phrase): number | undefined {
  if (determiner !== 'the' || lower(tokens, end) !== 'of' || !/^(?:an?|any|each)$/.test(lower(tokens, end + 1))) return undefined;
  const owner = phraseAt(tokens, end + 1);
  return owner && owner.end - owner.start < 3 && be.has(lower(tokens, owner.end)) ? owner.end : undefined;
}

/** "The pons and the cerebellum make up the hindbrain": neither does so alone. */
function sharesVerb(tokens: Token[], { start, determiner, text }: Phrase, at: number): boolean {
  const before = lower(tokens, start - (determiner === '' ? 1 : 2));
  if ((before !== 'and' && before !== 'or') || isPlural(headWord(text))) return false;
  const verb = tokens.slice(at).find((token) => !hedges.has(token.lower));
  return verb !== undefined && (verb.lower === 'are' || verb.lower === 'were' || verb.lower === 'have' || (verb.pos === 'verb' && active.has(verb.lower) && !verb.lower.endsWith('s')));
}

/** "An emergency that needs help because the pump stands still": what is so short is told from others by its cause. */
function withCause(tokens: Token[], { relation, from }: Verb, end: number): number {
  const at = lower(tokens, end) === ',' ? end + 1 : end;
  return relation === 'is' && end - from < 9 && lower(tokens, at) === 'because' && lower(tokens, at + 1) !== 'of' ? clauseEnd(tokens, at + 1) : end;
}

/** "While a gale is a strong wind, there is …": what follows the comma is another clause. */
function subordinateEnd(tokens: Token[], start: number, end: number): number {
  if (start !== 1 || !['while', 'whereas', 'although', 'though'].includes(lower(tokens, 0))) return end;
  const comma = tokens.findIndex((token, i) => i > start && token.text === ',');
  return comma > 0 ? Math.min(comma, end) : end;
}

/** ", on the other hand," between a subject and its verb. */
function passLink(tokens: Token[], at: number): number {
  if (lower(tokens, at) !== ',') return at;
  const close = tokens.findIndex((token, i) => i > at && token.text === ',');
  const inner = tokens.slice(at + 1, close).map((token) => token.lower).join(' ');
  // "The Stamp Act, passed in 1765, required …".
  const aside = close > 0 && close - at < 9 && tokens[at + 1]?.pos === 'verb' && /(?:ed|en|wn)$/.test(lower(tokens, at + 1)) && !/^(?:called|named|termed|known)$/.test(lower(tokens, at + 1)) && tokens[at + 2]?.pos === 'prep';
  return close > 0 && (links.has(inner) || aside) ? close + 1 : at;
}

const links = new Set(['on the other hand', 'however', 'in contrast', 'by contrast', 'in turn', 'therefore', 'then', 'too', 'for example', 'for instance', 'meanwhile', 'conversely', 'similarly']);

/** "The process of integration combines …" is about integration. */
function processOf(tokens: Token[], phrase: Phrase | undefined): Phrase | undefined {
  if (!phrase || !/^(?:process|act|concept|phenomenon|practice|notion|idea|term|field|theory|method) of \p{L}/u.test(phrase.text)) return phrase;
  return phraseOf(tokens, phrase.start + 2, phrase.end);
}

/** "These are examples of interference: when …" says what interference is. */
function exampleOf(tokens: Token[], phrase: Phrase | undefined): Phrase | undefined {
  if (!phrase || !/^(?:examples?|instances?|cases?|matter|forms?|types?|kinds?) of \p{L}/u.test(phrase.text)) return phrase;
  return phraseOf(tokens, phrase.start + 2, phrase.end);
}

/** "The most superficial layer of the epidermis is the stratum corneum." */
function lastNamed(tokens: Token[], text: string): Found[] {
  if (lower(tokens, 0) !== 'the' && lower(tokens, 0) !== 'another' && lower(tokens, 0) !== 'one') return [];
  for (let i = 3; i < Math.min(tokens.length, 22); i++) {
    if (lower(tokens, i) === ',' || lower(tokens, i) === ';') return [];
    if (!be.has(lower(tokens, i)) || tokens[i - 1]?.pos === 'pron') continue;
    let at = i + 1;
    while (hedges.has(lower(tokens, at))) at++;
    const named = phraseAt(tokens, at);
    if (!named || (named.determiner !== 'the' && named.determiner !== '')) return [];
    if (named.end !== tokens.length - 1 && lower(tokens, named.end) !== ',') return [];
    const which = lower(tokens, named.end) === ',' ? relative(tokens, text, named.end) : undefined;
    const answer = lowerFirst(slice(tokens, text, 0, i));
    if (which && !which.verbOnly) return [];
    const more = which ? ` that ${which.answer}` : madeOf(tokens, text, named.end);
    return [{ phrase: named, relation: 'is', answer: answer + more, strength: 0.5, aliases: [] }];
  }
  return [];
}

/** "…, made of cells", after the name that comes last. */
function madeOf(tokens: Token[], text: string, at: number): string {
  if (lower(tokens, at) !== ',' || !/^(?:made|composed|consisting|located|found|formed|containing|covering|lining|surrounding|connecting|separating)$/.test(lower(tokens, at + 1))) return '';
  return `, ${slice(tokens, text, at + 1, clauseEnd(tokens, at + 1))}`;
}

/** "Between the atrium and the ventricle is the X", "Found in the skin is a Y". */
function placed(tokens: Token[], text: string): Found[] {
  const first = tokens[0];
  const told = first !== undefined && ['located', 'found', 'lying'].includes(first.lower);
  if (!first || !(told || ['between', 'at', 'within', 'inside', 'beneath', 'below', 'above', 'behind', 'near', 'under', 'underlying', 'beside', 'around', 'surrounding', 'in', 'on'].includes(first.lower))) return [];
  for (let i = 3; i < Math.min(tokens.length, 20); i++) {
    if (tokens[i]?.pos === 'punct' || tokens[i]?.pos === 'verb') return [];
    if (!be.has(lower(tokens, i))) continue;
    const phrase = nameOf(tokens, phraseAt(tokens, i + 1));
    if (!phrase || phrase.determiner === '') return [];
    const after = lower(tokens, phrase.end);
    if (![',', '.', '('].includes(after)) return [];
    const { aliases } = passAliases(tokens, phrase.end);
    return [{ phrase, relation: 'located', answer: lowerFirst(slice(tokens, text, told ? 1 : 0, i)), strength: 0.5, aliases }];
  }
  return [];
}

/** "Between the lakes is a canal known as the Narrows": what is there has a name. */
function nameOf(tokens: Token[], thing: Phrase | undefined): Phrase | undefined {
  if (!thing) return undefined;
  const at = thing.end;
  const from = naming.has(lower(tokens, at)) ? at + 1 : lower(tokens, at) === 'known' && lower(tokens, at + 1) === 'as' ? at + 2 : -1;
  return from < 0 ? thing : phraseAt(tokens, from);
}

/** What is said of a name after it. */
export interface Said {
  answer: string;
  /** "which keeps …": what it does rather than what it is. */
  verbOnly: boolean;
  relation?: Relation;
  asked?: string;
}

/** What follows a name after a comma, dash or colon: "which is …", "or the …", "the …", "a …". */
export function relative(tokens: Token[], text: string, at: number, named = false): Said | undefined {
  const mark = lower(tokens, at);
  if (![',', '—', '–', ':', '-'].includes(mark)) return undefined;
  const word = lower(tokens, at + 1);
  const stop = (from: number) => (mark === '—' || mark === '–' ? dashEnd(tokens, from) : clauseEnd(tokens, from, mark === ','));
  if (word === 'which' || word === 'who') {
    const verb = defining(tokens, at + 2);
    if (verb?.relation === 'is') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false };
    if (verb?.relation === 'means') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false, relation: 'when' };
    const acts = verb?.relation === 'does' || verb?.asked?.endsWith(' as') === true;
    if (verb && verb.relation !== 'described' && !acts) return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }) };
    const end = stop(at + 2);
    if (end - at < 5 || !(acts || tokens[at + 2]?.pos === 'verb' || tokens[at + 2]?.pos === 'aux' || tokens[at + 2]?.pos === 'adv')) return undefined;
    return { answer: slice(tokens, text, at + 2, end), verbOnly: true, relation: acts ? 'does' : 'described' };
  }
  if (named && (word === 'meaning' || (word === 'which' && lower(tokens, at + 2) === 'means'))) {
    let from = word === 'meaning' ? at + 2 : at + 3;
    if (lower(tokens, from) === 'that') from++;
    const end = stop(from);
    return end - from >= 4 ? { answer: slice(tokens, text, from, end), verbOnly: false, relation: nominal(tokens, from, end) ? 'is' : 'when' } : undefined;
  }
  if (word === 'defined' && lower(tokens, at + 2) === 'as') {
    const end = mark === ',' ? apposed(tokens, at + 3) : stop(at + 3);
    return end - at > 5 ? { answer: slice(tokens, text, at + 3, end), verbOnly: false, relation: 'refers' } : undefined;
  }
  // "Wernicke's area, important for speech, …".
  if (mark === ',' && !named && /^(?:responsible|essential|important|necessary|used)$/.test(word) && lower(tokens, at + 2) === 'for') {
    const end = apposed(tokens, at + 3);
    return lower(tokens, end) === ',' && end - at > 4 ? { answer: slice(tokens, text, at + 3, end), verbOnly: false, relation: 'linked', asked: `${word} for` } : undefined;
  }
  const part: Relation | undefined = participles.get(`${word} ${lower(tokens, at + 2)}`) ?? (word === 'located' || word === 'found' ? 'located' : word === 'consisting' ? 'composed' : undefined);
  if (part && part !== 'caused') {
    const from = word === 'located' || word === 'found' ? at + 2 : at + 3;
    const end = mark === ',' ? apposed(tokens, from) : stop(from);
    return end - from >= 2 && nominal(tokens, from, end) ? { answer: slice(tokens, text, from, end), verbOnly: false, relation: part } : undefined;
  }
  if (mark === ':' && word === 'when') return { answer: slice(tokens, text, at + 1, clauseEnd(tokens, at + 1)), verbOnly: false, relation: 'when' };
  if (mark === ',' && named && ['where', 'in', 'when'].includes(word)) {
    const from = word === 'in' && lower(tokens, at + 2) === 'which' ? at + 3 : word === 'in' ? -1 : at + 2;
    if (from < 0) return undefined;
    const end = stop(from);
    return end - from >= 5 ? { answer: `${word === 'in' ? 'in which' : word} ${slice(tokens, text, from, end)}`, verbOnly: false } : undefined;
  }
  if (word === 'or' || (word === 'that' && lower(tokens, at + 2) === 'is' && lower(tokens, at + 3) === ',')) {
    const from = word === 'that' ? at + 4 : at + 2;
    const end = stop(from);
    return end - from >= 4 ? { answer: slice(tokens, text, from, end), verbOnly: false } : undefined;
  }
  if (['a', 'an', 'the', 'any', 'one'].includes(word)) {
    // "slow changes in the sea level, the causes of which …" goes on about the changes.
    if (/^(?:which|whom)$/.test(lower(tokens, at + 4)) && lower(tokens, at + 3) === 'of') return undefined;
    // "the saw, the plane and various chisels" lists.
    const first = mark === ',' && word === 'the' ? phraseAt(tokens, at + 1) : undefined;
    if (first && lower(tokens, first.end) === 'and' && /^(?:the|an?|various|other|several|many|some)$/.test(lower(tokens, first.end + 1))) return undefined;
    const end = mark === ',' ? apposed(tokens, at + 1) : stop(at + 1);
    return end - at >= 5 && nominal(tokens, at + 1, end) ? { answer: slice(tokens, text, at + 1, end), verbOnly: false } : undefined;
  }
  if (mark === ':' && tokens.length - at > 5 && tokens.slice(at + 1).some((token) => token.pos === 'verb' || token.pos === 'aux') && !tokens.slice(0, at).some((token) => ['following', 'these', 'three', 'two', 'four', 'five', 'several'].includes(token.lower))) {
    const end = clauseEnd(tokens, at + 1);
    return { answer: slice(tokens, text, at + 1, end), verbOnly: false, relation: nominal(tokens, at + 1, end) ? 'is' : 'when' };
  }
  if (mark !== ',' && dashEnd(tokens, at + 1) - at > 4 && ['adj', 'noun'].includes(tokens[at + 1]?.pos ?? '') && !['e.g', 'for', 'such', 'meaning', 'particularly', 'namely', 'especially'].includes(word)) {
    return { answer: slice(tokens, text, at + 1, stop(at + 1)), verbOnly: false };
  }
  return undefined;
}

/** Names explained in passing: "an axon, which is the fiber that …", "the soma (the cell body)", "In shaping, we reward …". */
export function asides(tokens: Token[], text: string): Found[] {
  const found: Found[] = [];
  const first = lower(tokens, 0);
  const opens = participial(tokens) || ['in', 'with', 'during', 'through', 'for', 'by', 'after', 'before', 'when', 'if', 'as', 'at', 'on', 'from', 'to', 'within', 'like', 'unlike', 'among', 'between', 'because', 'since', 'while', 'although', 'once', 'under', 'without', 'despite', 'using'].includes(first);
  const according = first === 'according' && lower(tokens, 1) === 'to';
  if (first === 'in' || first === 'during' || first === 'with' || first === 'under' || according) {
    const phrase = phraseAt(tokens, according ? 2 : 1);
    const past = phrase ? passAliases(tokens, phrase.end).next : 0;
    const comma = phrase && lower(tokens, past) === ',' ? past : phrase && lower(tokens, past - 1) === ',' ? past - 1 : -1;
    const subject = tokens[comma + 1];
    if (phrase && comma > 0 && subject && (according ? /(?:^|\s)\p{Ll}/u.test(phrase.text) : phrase.determiner !== 'the' && !isPlural(headWord(phrase.text))) && !/^\d/.test(phrase.text)) {
      const end = clauseEnd(tokens, comma + 1);
      if (end - comma > 5) found.push({ phrase, relation: according ? 'states' : 'in', ...(according ? { asked: 'state' } : {}), answer: slice(tokens, text, comma + 1, end), strength: 0.55, aliases: [] });
    }
  }
  const firstComma = tokens.findIndex((token) => token.text === ',');
  const bare = bareApposition(tokens, text);
  if (bare) found.push(bare);
  for (let i = 1; i < tokens.length - 3; i++) {
    const mark = lower(tokens, i);
    if (mark !== ',' && mark !== '(' && mark !== '—' && mark !== ':') continue;
    const named = phraseBefore(tokens, i);
    const phrase = mark === ':' && lower(tokens, i + 1) === 'when' ? exampleOf(tokens, named) : named;
    if (!phrase || (opens && i === firstComma && lower(tokens, i + 1) !== 'which')) continue;
    // "the person's traits, which …", "three flaps, made of …": of whom, and of what?
    const owner = tokens[phrase.start - 1]?.pos;
    if (owner === 'part' || (owner === 'num' && tokens[phrase.start - 2]?.pos !== 'det')) continue;
    // "not a small gate but rather a wide one, …": what is brought in so is no name.
    if (['rather', 'but'].includes(lower(tokens, phrase.start - 2)) && /^an?$/.test(phrase.determiner)) continue;
    // "Vessels, nerves, or the tissue that …" lists; "the growth of cells, the …" tells of the cells.
    if (mark === ',' && ((lower(tokens, i + 1) === 'or' && lower(tokens, phrase.start - (phrase.determiner === '' ? 1 : 2)) === ',') || (phrase.determiner !== '' && / of \p{Ll}/u.test(phrase.text) && ['a', 'an', 'the'].includes(lower(tokens, i + 1))))) continue;
    if (mark !== '(' && (belongs(tokens, phrase) || (mark === ',' && lower(tokens, i + 1) !== 'which' && closesCondition(tokens, i)))) continue;
    const start = phrase.start === 0 || (phrase.determiner !== '' && phrase.start === 1);
    if (mark === '(') {
      const close = tokens.findIndex((token, j) => j > i && token.text === ')');
      const inner = close < 0 ? 0 : close - i - 1;
      if (inner >= 4 && inner <= 25 && ['a', 'an', 'the', 'any'].includes(lower(tokens, i + 1))) {
        found.push({ phrase, relation: 'is', answer: slice(tokens, text, i + 1, close), strength: 0.36, aliases: [] });
      }
      continue;
    }
    // "Templates: designs helped users …" heads a point of a list; it says nothing of what the head is.
    const explains = mark !== ':' || explainsAfterColon(tokens, phrase, i + 1, start);
    if (!explains && start && !nominal(tokens, i + 1, tokens.length)) continue;
    const passed = mark === ',' ? passAliases(tokens, i) : { next: i, aliases: [] };
    const aliases = passed.next > i + 1 ? passed.aliases : [];
    const said = relative(tokens, text, aliases.length > 0 && lower(tokens, passed.next - 1) === ',' ? passed.next - 1 : i);
    if (!said || (aliases.length === 0 && lower(tokens, i + 1) === 'or' && mark === ',' && !['a', 'an', 'the'].includes(lower(tokens, i + 2)) && !tokens[i + 2]?.lower.endsWith('ing'))) continue;
    const which = lower(tokens, i + 1) === 'which';
    // "It is so in every signal, which means that …" comments on all of the clause.
    if (which && said.relation === 'when' && !start && tokens[phrase.start - 1]?.pos !== 'punct') continue;
    const many = isPlural(headWord(phrase.text));
    const strength = strengthOf(said, { mark, which, or: lower(tokens, i + 1) === 'or', opens: start, brought: be.has(lower(tokens, phrase.start - (phrase.determiner === '' ? 1 : 2))), bare: phrase.determiner === '' && !many && tokens[phrase.start - 1]?.pos !== 'punct', many });
    found.push({ phrase, relation: explains ? (said.relation ?? 'is') : 'described', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength, aliases });
  }
  return found;
}

interface Aside {
  mark: string;
  which: boolean;
  or: boolean;
  /** The name begins the sentence. */
  opens: boolean;
  /** "is a valve, …": the sentence has brought the name in. */
  brought: boolean;
  /** It stands in the singular and without an article, and without a comma before it. */
  bare: boolean;
  /** It is a plural. */
  many: boolean;
}

/** How surely what is told in passing says what a thing is. */
function strengthOf({ answer, verbOnly, relation }: Said, { mark, which, or, opens, brought, bare, many }: Aside): number {
  if (verbOnly) return relation === 'does' ? 0.42 : 0.3;
  if (relation === 'refers') return 0.85;
  if (relation && relation !== 'is' && relation !== 'when') return 0.5;
  if (mark === ':' && brought && answer.startsWith('you ')) return 0.75;
  if (which) return 0.75;
  if (or) return bare && /^(?:an?|the) /iu.test(answer) && answer.split(' ').length > 4 ? (brought ? 0.7 : 0.5) : 0.3;
  const classed = !many && /^(?:an?|any) /iu.test(answer) && kindAndMark.test(answer);
  if (mark === ':') return classed ? 0.85 : 0.65;
  if (mark === '—') return classed ? 0.6 : 0.5;
  if (classed && brought) return 0.7;
  return opens || classed ? 0.55 : 0.42;
}

/** Of what kind a thing is, and what tells it from others of the kind. */
const kindAndMark = / (?:that|which|who|whose|where|in which|by which|used (?:to|for|in)|designed to|made of|consisting of) /u;

/** "… of storage decay: what is unused tends to fade" says what decay is; "the network level: each connection is …" goes on about all of it. */
function explainsAfterColon(tokens: Token[], { start, determiner, text }: Phrase, at: number, opens: boolean): boolean {
  const word = lower(tokens, at);
  // "One way is batching: you collect …".
  if (/^(?:you|we|people)$/.test(word)) return determiner === '' && !isPlural(headWord(text)) && ['prep', 'aux'].includes(tokens[start - 1]?.pos ?? '');
  if (word === 'when' || (!opens && /^(?:if|an?|any)$/.test(word))) return true;
  if (opens || /^\p{Lu}/u.test(tokens[at]?.text ?? '')) return false;
  if (word === 'the' || ['noun', 'adj'].includes(tokens[at]?.pos ?? '')) return !isClause(tokens.slice(at)) || (determiner === '' && !isPlural(headWord(text)) && ['prep', 'aux'].includes(tokens[start - 1]?.pos ?? ''));
  return false;
}

/** "Receptors, proteins on the surface of a cell, vary in shape", "Monotheism, belief in one god, spread": what they are, between name and verb. */
function bareApposition(tokens: Token[], text: string): Found | undefined {
  const phrase = phraseAt(tokens, 0);
  if (!phrase || phrase.determiner !== '' || phrase.start !== 0 || lower(tokens, phrase.end) !== ',') return undefined;
  const from = phrase.end + 1;
  const kind = phraseAt(tokens, from);
  if (!kind || kind.determiner !== '' || isPlural(headWord(kind.text)) !== isPlural(headWord(phrase.text)) || (/ of /u.test(kind.text) ? false : !/^(?:that|which|who|where|on|in|of|between|for|with|made|used|found|located)$/.test(lower(tokens, kind.end)))) return undefined;
  const close = tokens.findIndex((token, i) => i >= kind.end && token.text === ',');
  const verb = tokens[close + 1];
  if (close < 0 || close - from < 4 || !verb || !(verb.pos === 'aux' || (verb.pos === 'verb' && !/(?:ed|ing)$/.test(verb.lower)))) return undefined;
  return { phrase, relation: 'is', answer: slice(tokens, text, from, close), strength: 0.6, aliases: [] };
}

/** "Located in the neck, the gland …": what opens with a participle ends at the comma, unless the verb stands before it ("Found there is a valve, …"). */
function participial(tokens: Token[]): boolean {
  const comma = tokens.findIndex(({ text }) => text === ',');
  return tokens[0]?.pos === 'verb' && tokens[1]?.pos === 'prep' && !tokens.slice(1, comma).some(({ pos }) => pos === 'aux');
}

/** "the steady state of the cell, which is …", "a block in the duct, which prevents …", "areas inferior to the diaphragm: …": said of the larger phrase as well as of its last word. */
function belongs(tokens: Token[], { start, end, determiner, text }: Phrase): boolean {
  const outer = tokens[start - 3];
  if (determiner !== 'the' || !outer) return false;
  const by = lower(tokens, start - 2);
  // Where the larger has no article, as in "evidence of the engram: …", the smaller is meant.
  const larger = ['of', 'in', 'on', 'at', 'within'].includes(by) ? ['noun', 'name'].includes(outer.pos) && tokens.slice(Math.max(0, start - 6), start - 3).some(({ pos, lower: word }) => pos === 'det' || word === 'other') : by === 'to' && (outer.pos === 'adj' || /(?:ior|al|ent)$/.test(outer.lower));
  if (!larger) return false;
  const many = isPlural(headWord(text));
  const verb = lower(tokens, end + 2);
  // "the walls of the chamber, which is …" can only be the chamber.
  return lower(tokens, end + 1) !== 'which' || isPlural(outer.lower) === many || (verb.endsWith('s') && verb !== 'was' ? many : !many && verb !== 'was' && verb !== 'can');
}

/** "As noted, when the ship arrives at the dock, the …": the comma ends a condition, and a clause follows. */
function closesCondition(tokens: Token[], comma: number): boolean {
  const before = tokens.findLastIndex((token, i) => i < comma && /^[,;:—]$/.test(token.text));
  return before > 0 && ['when', 'if', 'as', 'because', 'since', 'while', 'although', 'though', 'once', 'until', 'unless', 'after', 'before', 'whenever'].includes(lower(tokens, before + 1));
}
