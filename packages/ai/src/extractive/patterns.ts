/** The shapes in which English sentences explain a term. */
import { lowerFirst } from './answers.ts';
import { acting } from './acting.ts';
import { apposed, be, clauseEnd, clauseStarts, commaBefore, conjunctions, dashEnd, hedges, lower, nominal, nominalStart, passAliases, phraseBefore, slice, subjectStart } from './clauses.ts';
import { active, defining, naming, participles } from './defining-verbs.ts';
import type { Relation } from './definition.ts';
import type { Token } from './language.ts';
import { isTermLike, phraseAt, phraseOf } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import { headWord, isPlural, termKey, wordsOf } from './words.ts';

interface Found {
  phrase: Phrase;
  relation: Relation;
  asked?: string;
  answer: string;
  strength: number;
  aliases: string[];
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
    const subject = processOf(tokens, phraseAt(tokens, start));
    if (!subject) continue;
    const { next, aliases } = passAliases(tokens, subject.end);
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
    const end = subordinateEnd(tokens, start, clauseEnd(tokens, verb.from));
    if (end - verb.from < 3) continue;
    let strength = verb.strength;
    if (at > 0) strength *= lower(tokens, at - 1) === ',' && at < 14 ? 0.9 : 0.75;
    if (conjunctions.has(lower(tokens, at - 1)) && lower(tokens, at - 2) !== ',') strength *= 0.6;
    if (phrase.determiner === 'the' && verb.relation === 'is') strength *= 0.85;
    // "A neuron's outer surface" is no surface by itself.
    if ((one && alias === undefined) || tokens[phrase.start - 1]?.pos === 'part') strength *= 0.4;
    found.push({ phrase, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }), past: verb.past === true, answer: slice(tokens, text, verb.from, end), strength, aliases });
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

/** "The pons and the cerebellum make up the hindbrain": neither does so alone. */
function sharesVerb(tokens: Token[], { start, determiner, text }: Phrase, at: number): boolean {
  const before = lower(tokens, start - (determiner === '' ? 1 : 2));
  if ((before !== 'and' && before !== 'or') || isPlural(headWord(text))) return false;
  const verb = tokens.slice(at).find((token) => !hedges.has(token.lower));
  return verb !== undefined && (verb.lower === 'are' || verb.lower === 'were' || verb.lower === 'have' || (verb.pos === 'verb' && active.has(verb.lower) && !verb.lower.endsWith('s')));
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
  return close > 0 && links.has(inner) ? close + 1 : at;
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
    const phrase = phraseAt(tokens, i + 1);
    if (!phrase || phrase.determiner === '') return [];
    const after = lower(tokens, phrase.end);
    if (![',', '.', '('].includes(after)) return [];
    const { aliases } = passAliases(tokens, phrase.end);
    return [{ phrase, relation: 'located', answer: lowerFirst(slice(tokens, text, told ? 1 : 0, i)), strength: 0.5, aliases }];
  }
  return [];
}

/** "… is called X", "a process called X, which is …", "… known as X". */
export function namings(tokens: Token[], text: string): Found[] {
  const found: Found[] = [];
  for (let i = 1; i < tokens.length; i++) {
    let name = -1;
    const word = lower(tokens, i);
    if (naming.has(word)) name = i + 1;
    else if ((word === 'known' || word === 'described' || word === 'defined') && lower(tokens, i + 1) === 'as') name = i + 2;
    else if (word === 'referred' && lower(tokens, i + 1) === 'to' && lower(tokens, i + 2) === 'as') name = i + 3;
    if (name < 0) continue;
    while (hedges.has(lower(tokens, name)) || lower(tokens, name) === 'either') name++;
    const phrase = phraseAt(tokens, name);
    if (!phrase || tokens[phrase.end]?.pos === 'part') continue;
    const { next, aliases } = passAliases(tokens, phrase.end);
    // "called ganglia and nerves" names two things at once; after “pseudo-unipolar” cells the name goes on.
    const other = lower(tokens, next) === 'or' ? phraseAt(tokens, next + 1) : undefined;
    const several = (lower(tokens, next) === 'and' || (other !== undefined && other.determiner === '' && other.end - other.start > phrase.end - phrase.start)) && ['noun', 'name', 'adj', 'det'].includes(tokens[next + 1]?.pos ?? '');
    if (next > phrase.end && ['noun', 'name'].includes(tokens[next]?.pos ?? '')) continue;
    const weak = (word === 'described' ? 0.7 : word === 'defined' || word === 'named' ? 0.5 : 1) * (several ? 0.3 : 1);
    const explained = relative(tokens, text, next, true);
    // "called the cardiac skeleton, or skeleton of the heart": the name again.
    const said = explained && lower(tokens, next + 1) === 'or' && wordsOf(explained.answer).some((part) => phrase.key.split(' ').includes(termKey(part))) ? undefined : explained;
    let aux = i - 1;
    while (aux > 0 && hedges.has(lower(tokens, aux))) aux--;
    const passive = be.has(lower(tokens, aux)) || lower(tokens, aux) === 'be' || lower(tokens, aux) === 'been';
    if (said && (!said.verbOnly || passive)) {
      found.push({ phrase, relation: said.relation ?? 'is', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength: (said.verbOnly || (said.relation && said.relation !== 'is' && said.relation !== 'when') ? 0.6 : 0.95) * weak, aliases });
      if (!said.verbOnly) continue;
    }
    if (passive) {
      const when = /^(?:when|if|where)$/.test(lower(tokens, 0)) && ['it', 'this', 'that', 'they'].includes(lower(tokens, aux - 1)) ? commaBefore(tokens, aux - 1) : -1;
      if (when > 4) {
        found.push({ phrase, relation: 'when', answer: slice(tokens, text, 0, when), strength: 0.85 * weak, aliases });
        continue;
      }
      let from = subjectStart(tokens, aux);
      while (['thus', 'also', 'and', 'but', 'or', ',', 'so'].includes(lower(tokens, from))) from++;
      let to = aux;
      while (to > from && (tokens[to - 1]?.pos === 'aux' || hedges.has(lower(tokens, to - 1)) || ['can', 'may', 'has', 'have', 'which', 'that', 'is', ','].includes(lower(tokens, to - 1)))) to--;
      const subject = tokens[from];
      if (from > 0 && (subject?.pos === 'prep' || subject?.pos === 'conj' || ['when', 'if', 'where', 'as'].includes(subject?.lower ?? ''))) continue;
      const length = to - from;
      const leans = subject !== undefined && (subject.pos === 'pron' || ['this', 'these', 'that', 'it', 'they', 'those', 'what', 'he', 'she'].includes(subject.lower));
      if (leans && lower(tokens, from - 1) === ';' && from > 6) {
        found.push({ phrase, relation: 'before', answer: slice(tokens, text, 0, from - 1), strength: 0.65 * weak, aliases });
      } else if (leans && (from > 1 || !['this', 'it', 'these', 'that'].includes(subject?.lower ?? '') || length > 3)) {
        continue;
      } else if (length <= 2 && subject && (subject.pos === 'pron' || ['this', 'these', 'that', 'it', 'they', 'those'].includes(subject.lower))) {
        // "This is called X, which …": what follows tells it better than the sentence before.
        if (!said) found.push({ phrase, relation: 'before', answer: '', strength: 0.62 * weak, aliases, before: true });
      } else if (length >= 2) {
        found.push({ phrase, relation: 'is', answer: lowerFirst(slice(tokens, text, from, to)), strength: 0.9 * weak, aliases });
      }
      continue;
    }
    // "…, a mechanism called X": what was said before is the mechanism.
    const aside = /^(?:a|an|the)$/.test(lower(tokens, i - 2)) && lower(tokens, i - 3) === ',' && wholes.has(lower(tokens, i - 1));
    if (aside && i - 3 > 5) {
      found.push({ phrase, relation: 'before', answer: slice(tokens, text, 0, i - 3), strength: 0.7 * weak, aliases });
      continue;
    }
    // Reduced: "a thick layer called the X that …": what stands before the participle, with what follows the name.
    let to = i;
    while (to > 0 && [',', 'also', 'sometimes', 'often', 'commonly', '(', '—', 'is', 'or'].includes(lower(tokens, to - 1))) to--;
    let from = nominalStart(tokens, to);
    // "a receptor that is sensitive to temperature, called a …"
    for (let k = from - 1; k > Math.max(0, to - 14) && tokens[k]?.pos !== 'punct'; k--) {
      if ((lower(tokens, k) === 'that' || lower(tokens, k) === 'which') && lower(tokens, to) === ',' && nominalStart(tokens, k) < k) from = nominalStart(tokens, k);
    }
    // "a paired complex network".
    if (tokens[from - 1]?.pos === 'verb' && lower(tokens, from - 1).endsWith('ed') && tokens[from - 2]?.pos === 'det') from -= 2;
    from = nearer(tokens, from, to, phrase);
    if (to - from < 1 || namesWithin(tokens, from, to)) continue;
    const head = slice(tokens, text, from, to);
    // "in this region, called X": which region, the sentences before tell.
    if (/^(?:this|that|these|those) \S+$/i.test(head) || (to - from === 1 && ['this', 'that', 'these', 'those'].includes(lower(tokens, from - 1)))) continue;
    if (word !== 'known' && to === i - 1 && lower(tokens, i - 1) === ',' && to - from === 1) continue;
    // "a pathway called Bachmann's bundle or the interatrial band that …"
    const tail = said?.verbOnly ? ` that ${said.answer}` : restOf(tokens, text, other && other.determiner !== '' ? other.end : next, lower(tokens, to) === ',');
    found.push({ phrase, relation: 'is', answer: lowerFirst(head) + tail, strength: (to - from + tail.split(' ').length >= 5 ? 0.75 : 0.45) * weak, aliases });
  }
  return found;
}

/** "that …" straight after a name, still about it; "in …", and all of it where the naming is an aside, up to the next comma. */
function restOf(tokens: Token[], text: string, at: number, aside: boolean): string {
  if (!['that', 'in', 'within', 'for', 'to', 'of', 'between', 'at', 'on', 'near', 'along', 'around', 'across', 'below', 'above', 'beneath'].includes(lower(tokens, at)) || tokens[at + 1]?.pos === 'num') return '';
  const end = clauseEnd(tokens, at);
  const comma = aside || lower(tokens, at) !== 'that' ? tokens.findIndex((token, i) => i > at && token.text === ',') : -1;
  const last = comma > 0 ? Math.min(comma, end) : end;
  return ` ${slice(tokens, text, at, lower(tokens, at) === 'that' ? mainVerb(tokens, at + 1, last) : last)}`;
}

/** "that once lay on the water closes the valve": where the verb stands whose subject has the clause from `from` to `end`; else `end`. */
function mainVerb(tokens: Token[], from: number, end: number): number {
  const finite = (token: Token | undefined) => token?.pos === 'aux' || (token?.pos === 'verb' && !token.lower.endsWith('ing'));
  const own = tokens.findIndex((token, i) => i >= from && i < end && finite(token));
  if (own < 0) return end;
  for (let i = own + 2; i < end; i++) {
    if (/^(?:that|which|who|when|where|and|or|if|because|as|than|how|what)$/.test(lower(tokens, i))) return end;
    if (finite(tokens[i]) && !/(?:ed|en)$/.test(lower(tokens, i)) && ['noun', 'name'].includes(tokens[i - 1]?.pos ?? '')) return i;
  }
  return end;
}

/** Words for a place in something larger: who is "in the layer called X" is not X, the layer is. */
const places = new Set(['space', 'place', 'layer', 'part', 'region', 'area', 'portion', 'section', 'segment', 'zone', 'wall', 'lining', 'edge', 'end', 'tip', 'center', 'centre', 'stage', 'phase', 'period']);

/**
 * Where what is named begins: at the nearer of two things with articles where that is a place that the other is in ("the clouds in the layer
 * called X"), where the whole already says what something else is ("Y, the remnant of the shunt called X") or does not agree with the name.
 */
function nearer(tokens: Token[], from: number, to: number, named: Phrase): number {
  const apposition = lower(tokens, from - 1) === ',' && ['noun', 'name', 'adj'].includes(tokens[from - 2]?.pos ?? '');
  for (let i = to - 2; i > from; i--) {
    if (tokens[i]?.pos !== 'prep' || lower(tokens, i + 1) !== 'the') continue;
    const head = headWord(phraseAt(tokens, i + 1)?.text ?? '');
    const many = isPlural(headWord(named.text));
    if (apposition || (lower(tokens, i) !== 'of' && places.has(head)) || (isPlural(lower(tokens, i - 1)) && !isPlural(head) && !many)) return i + 1;
  }
  return from;
}

/** "a state called stagnation that …, called suffocation": what has been named already has its name. */
const namesWithin = (tokens: Token[], from: number, to: number) => tokens.slice(from, to).some(({ lower: word }, i) => naming.has(word) || (word === 'known' && lower(tokens, from + i + 1) === 'as'));

const wholes = new Set(['process', 'mechanism', 'phenomenon', 'condition', 'practice', 'state', 'situation', 'method', 'technique', 'effect', 'event', 'approach', 'procedure', 'strategy', 'principle', 'relationship', 'pattern', 'doctrine', 'policy', 'tactic', 'reaction', 'property', 'tendency', 'concept', 'idea', 'system', 'period']);

interface Said {
  answer: string;
  /** "which keeps …": what it does rather than what it is. */
  verbOnly: boolean;
  relation?: Relation;
  asked?: string;
}

/** What follows a name after a comma, dash or colon: "which is …", "or the …", "the …", "a …". */
function relative(tokens: Token[], text: string, at: number, named = false): Said | undefined {
  const mark = lower(tokens, at);
  if (![',', '—', '–', ':', '-'].includes(mark)) return undefined;
  const word = lower(tokens, at + 1);
  const stop = (from: number) => (mark === '—' || mark === '–' ? dashEnd(tokens, from) : clauseEnd(tokens, from, mark === ','));
  if (word === 'which' || word === 'who') {
    const verb = defining(tokens, at + 2);
    if (verb?.relation === 'is') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false };
    if (verb?.relation === 'means') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false, relation: 'when' };
    if (verb && verb.relation !== 'described' && verb.relation !== 'does') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }) };
    const end = stop(at + 2);
    if (end - at < 5 || !(verb?.relation === 'does' || tokens[at + 2]?.pos === 'verb' || tokens[at + 2]?.pos === 'aux' || tokens[at + 2]?.pos === 'adv')) return undefined;
    return { answer: slice(tokens, text, at + 2, end), verbOnly: true, relation: verb?.relation === 'does' ? 'does' : 'described' };
  }
  if (named && (word === 'meaning' || (word === 'which' && lower(tokens, at + 2) === 'means'))) {
    let from = word === 'meaning' ? at + 2 : at + 3;
    if (lower(tokens, from) === 'that') from++;
    const end = stop(from);
    return end - from >= 4 ? { answer: slice(tokens, text, from, end), verbOnly: false, relation: nominal(tokens, from, end) ? 'is' : 'when' } : undefined;
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
  const plural = pluralApposition(tokens, text);
  if (plural) found.push(plural);
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
    if (mark === ':' && start && !nominal(tokens, i + 1, tokens.length)) continue;
    const passed = mark === ',' ? passAliases(tokens, i) : { next: i, aliases: [] };
    const aliases = passed.next > i + 1 ? passed.aliases : [];
    const said = relative(tokens, text, aliases.length > 0 && lower(tokens, passed.next - 1) === ',' ? passed.next - 1 : i);
    if (!said || (aliases.length === 0 && lower(tokens, i + 1) === 'or' && mark === ',' && !['a', 'an', 'the'].includes(lower(tokens, i + 2)) && !tokens[i + 2]?.lower.endsWith('ing'))) continue;
    const which = lower(tokens, i + 1) === 'which';
    // "It is so in every signal, which means that …" comments on all of the clause.
    if (which && said.relation === 'when' && !start && tokens[phrase.start - 1]?.pos !== 'punct') continue;
    const strength = said.verbOnly ? (said.relation === 'does' ? 0.42 : 0.3) : said.relation && said.relation !== 'is' && said.relation !== 'when' ? 0.5 : which ? 0.75 : lower(tokens, i + 1) === 'or' ? 0.3 : mark === ':' ? 0.65 : mark === '—' ? 0.5 : start ? 0.55 : 0.42;
    found.push({ phrase, relation: said.relation ?? 'is', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength, aliases });
  }
  return found;
}

/** "Receptors, proteins on the surface of a cell, vary in shape": what they are, between their name and the verb. */
function pluralApposition(tokens: Token[], text: string): Found | undefined {
  const phrase = phraseAt(tokens, 0);
  if (!phrase || phrase.determiner !== '' || phrase.start !== 0 || !isPlural(headWord(phrase.text)) || lower(tokens, phrase.end) !== ',') return undefined;
  const from = phrase.end + 1;
  const kind = phraseAt(tokens, from);
  if (!kind || kind.determiner !== '' || !isPlural(headWord(kind.text)) || !/^(?:that|which|who|where|on|in|of|between|for|with|made|used|found|located)$/.test(lower(tokens, kind.end))) return undefined;
  const close = tokens.findIndex((token, i) => i > kind.end && token.text === ',');
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
