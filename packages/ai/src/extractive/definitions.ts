/** English sentences that say what something is, and the words in which they say it. */
import { phraseAt, phraseOf, isEmpty, isHollow, isWeakHead } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import type { Sentence } from './sentences.ts';
import type { Token } from './language.ts';
import { headWord, isPlural } from './words.ts';

/** How a sentence puts it; decides how the card asks. */
export type Relation = 'is' | 'refers' | 'means' | 'involves' | 'when' | 'happens' | 'in' | 'composed' | 'located' | 'caused' | 'linked' | 'states' | 'does' | 'before' | 'described' | 'glossary';

export interface Definition {
  key: string;
  /** The term as the sentence has it. */
  term: string;
  /** The article that the term had: '', 'a', 'an', 'the'. */
  article: string;
  relation: Relation;
  /** The words to ask with where the relation alone does not say: "involved in", "state". */
  asked: string;
  answer: string;
  /** Indexes of the one or two sentences that it was taken from, in order. */
  sentences: number[];
  /** 0 to 1: how surely this defines. */
  strength: number;
  /** Other names given in the same breath. */
  aliases: string[];
}

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

const be = new Set(['is', 'are', 'was', 'were']);
const hedges = new Set(['also', 'often', 'sometimes', 'commonly', 'generally', 'usually', 'typically', 'simply', 'frequently', 'collectively', 'now', 'then', 'therefore', 'thus', 'traditionally', 'formally', 'officially', 'essentially', 'basically', 'more', 'correctly', 'properly', 'together', 'technically', 'accordingly', 'appropriately', 'merely', 'primarily', 'mainly', 'mostly']);
const naming = new Set(['called', 'termed', 'named', 'dubbed', 'labeled', 'labelled', 'nicknamed']);
const conjunctions = new Set(['and', 'but', 'while', 'whereas', 'or', 'so', 'yet', 'although', 'though']);

/** Participles after "is" that answer a question of their own. */
const participles = new Map<string, Relation>([
  ['composed of', 'composed'], ['made of', 'composed'], ['made up', 'composed'], ['comprised of', 'composed'], ['located', 'located'], ['found', 'located'],
  ['caused by', 'caused'],
]);
const asking = new Set(['in', 'for', 'with', 'by', 'to', 'of', 'from', 'on', 'around', 'between']);
/** What can be asked of a thing with "What is it … for, in, by?". */
const linking = new Set(`responsible involved essential associated necessary vital critical crucial known made formed derived based concerned characterized typical capable
  dependent sensitive resistant rich designed used surrounded covered protected controlled regulated governed produced secreted stored driven connected attached supplied
  innervated subject equal proportional measured expressed calculated required needed suited specific synthesized`.split(/\s+/));
const unfinished = new Set(['due', 'able', 'likely', 'unlikely', 'similar', 'different', 'true', 'thought', 'believed', 'said', 'considered', 'able', 'important', 'still', 'also', 'not', 'never', 'always', 'now', 'so', 'very', 'too', 'as']);
/** Verbs with which a theory, a law or a rule speaks. */
const stating = new Map([['states', 'state'], ['holds', 'hold'], ['asserts', 'assert'], ['claims', 'claim'], ['proposes', 'propose'], ['argues', 'argue'], ['postulates', 'postulate'], ['predicts', 'predict'], ['suggests', 'suggest'], ['requires', 'require'], ['says', 'say']]);
const activeStems = `control regulate produce secrete carry connect surround cover protect store convert supply receive transmit transport prevent allow enable help provide maintain
  support drain pump separate determine govern prohibit guarantee grant establish measure detect catalyze bind release absorb filter coordinate process link attach
  reduce increase generate translate execute manage require state predict hold explain forbid permit define describe act serve function lie extend form give respond relay make mark house strengthen return prepare operate indicate break combine involve inhibit stimulate initiate activate trigger cause break`.split(/\s+/);
/** Present-tense verbs that say what something does. */
const active = new Set(activeStems.flatMap((stem) => [stem, stem.endsWith('y') && !/[aeo]y$/.test(stem) ? `${stem.slice(0, -1)}ies` : /(?:s|sh|ch)$/.test(stem) ? `${stem}es` : `${stem}s`]));

const lower = (tokens: Token[], i: number) => tokens[i]?.lower ?? '';

/** Definitions in `sentences`; those that only describe (`described`) serve to choose sentences, not to ask. */
export function findDefinitions(sentences: Sentence[]): Definition[] {
  const all: Definition[] = [];
  const history = tellsOfPast(sentences);
  for (const [i, sentence] of sentences.entries()) {
    if (!sentence.prose) continue;
    const previous = sentences[i - 1];
    for (const found of [...subjects(sentence.tokens, sentence.text), ...namings(sentence.tokens, sentence.text), ...asides(sentence.tokens, sentence.text)]) {
      if (!isTermLike(found.phrase, sentence.tokens)) continue;
      let { answer, strength } = found;
      if (example.test(sentence.text)) strength *= 0.3;
      if (found.past) strength *= history ? 0.9 : 0.45;
      let indexes = [sentence.index];
      if (found.before) {
        if (!previous?.prose || previous.passage !== sentence.passage) continue;
        answer = previous.text.replace(/\.$/, '');
        indexes = [previous.index, sentence.index];
      }
      answer = trimAnswer(found.relation === 'is' ? oneSubject(answer) : ['does', 'located', 'linked', 'composed', 'happens'].includes(found.relation) ? onePredicate(answer) : answer);
      strength *= answerQuality(answer, found.phrase, ['linked', 'located', 'composed', 'caused', 'states', 'does'].includes(found.relation) ? 2 : 3);
      if (strength <= 0.05) continue;
      all.push({ key: found.phrase.key, term: found.phrase.text, article: found.phrase.determiner, relation: found.relation, asked: found.asked ?? '', answer, sentences: indexes, strength, aliases: found.aliases });
    }
  }
  return all;
}

/** More was and were than a third of all its forms of "be". */
function tellsOfPast(sentences: Sentence[]): boolean {
  const counts = { past: 0, all: 0 };
  for (const { tokens } of sentences) {
    for (const { lower: word } of tokens) {
      if (!be.has(word)) continue;
      counts.all++;
      if (word === 'was' || word === 'were') counts.past++;
    }
  }
  return counts.past * 3 > counts.all;
}

const example = /^(?:In (?:this|that|these|our|each|both|such|his|her|one) |For (?:example|instance)|Here|Imagine|Suppose|Let(?:’s|'s| us) (?:say|imagine|suppose)|Consider|Say )/;

function isTermLike(phrase: Phrase, tokens: Token[]): boolean {
  const first = tokens[phrase.start];
  const last = tokens[phrase.end - 1];
  if (!first || !last || phrase.end - phrase.start > 5) return false;
  if (['this', 'that', 'these', 'those', 'its', 'their', 'his', 'her', 'our', 'your', 'no', 'some', 'my'].includes(phrase.determiner)) return false;
  if (isHollow(first.lower) || (phrase.end - phrase.start === 1 && isEmpty(last.lower)) || isWeakHead(last.lower) || /^\P{L}*$/u.test(phrase.text)) return false;
  if (phrase.end - phrase.start === 1 && last.pos === 'verb' && !last.lower.endsWith('ing')) return false;
  return phrase.text.length > 1;
}

/** Places where a main clause may begin. */
function clauseStarts(tokens: Token[]): number[] {
  const starts = [0];
  for (let i = 1; i < tokens.length && i < 80; i++) {
    const text = lower(tokens, i);
    if (text === ';' || text === ':' || text === '—') starts.push(i + 1);
    if (text === ',') {
      if (conjunctions.has(lower(tokens, i + 1))) starts.push(i + 2);
      else if (starts.length === 1 && i < 14 && /^(?:prep|adv|conj)$/.test(tokens[0]?.pos ?? '')) starts.push(i + 1);
    }
    if (conjunctions.has(text) && lower(tokens, i - 1) !== ',') starts.push(i + 1);
  }
  return starts;
}

/** "The process of integration combines …" is about integration. */
function processOf(tokens: Token[], phrase: Phrase | undefined): Phrase | undefined {
  if (!phrase || !/^(?:process|act|concept|phenomenon|practice|notion|idea|term|field|theory|method) of \p{L}/u.test(phrase.text)) return phrase;
  return phraseOf(tokens, phrase.start + 2, phrase.end);
}

/** "X is a …", "X refers to …", "X (Y), also called Z, occurs when …". */
function subjects(tokens: Token[], text: string): Found[] {
  const found: Found[] = [];
  for (const at of clauseStarts(tokens)) {
    const start = conjunctions.has(lower(tokens, at)) ? at + 1 : at;
    const phrase = processOf(tokens, phraseAt(tokens, start));
    if (!phrase) continue;
    const { next, aliases } = passAliases(tokens, phrase.end);
    const verb = defining(tokens, next);
    if (!verb) continue;
    const end = clauseEnd(tokens, verb.from);
    if (end - verb.from < 3) continue;
    let strength = verb.strength;
    if (at > 0) strength *= lower(tokens, at - 1) === ',' && at < 14 ? 0.9 : 0.75;
    if (conjunctions.has(lower(tokens, at - 1)) && lower(tokens, at - 2) !== ',') strength *= 0.6;
    if (phrase.determiner === 'the' && verb.relation === 'is') strength *= 0.85;
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
    return [{ phrase: named, relation: 'is', answer: which ? `${answer} that ${which.answer}` : answer, strength: 0.5, aliases: [] }];
  }
  return [];
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

interface Verb {
  asked?: string;
  past?: boolean;
  from: number;
  relation: Relation;
  strength: number;
}

/** Whether the words at `at` are a verb that defines its subject; `from` is where what it says of it begins. */
function defining(tokens: Token[], at: number): Verb | undefined {
  let i = at;
  while (hedges.has(lower(tokens, i))) i++;
  const verb = lower(tokens, i);
  const past = verb === 'was' || verb === 'were';
  if (be.has(verb)) {
    i++;
    while (hedges.has(lower(tokens, i))) i++;
    const next = tokens[i];
    const after = lower(tokens, i + 1);
    if (!next || next.lower === 'not' || next.lower === "n't") return undefined;
    const two = `${next.lower} ${after}`;
    if (two === 'defined as' || two === 'described as') return { from: i + 2, relation: 'is', strength: two.startsWith('defined') ? 1 : 0.5 };
    if (two === 'known as') return undefined;
    if (naming.has(next.lower) || (next.lower === 'referred')) return undefined;
    if (next.lower === 'when' || next.lower === 'where' || next.lower === 'how' || next.lower === 'what') return { from: i, relation: 'when', strength: 0.85 };
    const role = past ? undefined : participles.get(two) ?? participles.get(next.lower);
    if (role) return { from: i + (participles.has(two) ? 2 : role === 'located' ? 1 : 2), relation: role, strength: 0.5 };
    if (!past && asking.has(after) && linking.has(next.lower)) {
      return { from: i + 2, relation: 'linked', asked: `${next.text} ${after}`, strength: ['responsible', 'involved', 'essential', 'used'].includes(next.lower) ? 0.6 : 0.42 };
    }
    if (unfinished.has(next.lower)) return undefined;
    if (['formed', 'involved', 'designed', 'concerned', 'based', 'produced', 'measured', 'organized', 'associated'].includes(next.lower)) return { from: i, relation: 'described', strength: 0.4 };
    if (next.pos === 'det') {
      if (['a', 'an', 'any'].includes(next.lower)) return { from: i, relation: 'is', strength: 1, past };
      if (next.lower === 'those' && ['that', 'which', 'who', 'we', 'in', 'of', 'with'].includes(after)) return { from: i, relation: 'is', strength: 0.9 };
      if (next.lower === 'the') return { from: i, relation: 'is', strength: past ? 0.6 : 0.9, past };
      return undefined;
    }
    if (next.lower === 'one' && after === 'of') return { from: i, relation: 'is', strength: 0.55 };
    if (next.pos === 'noun' || next.pos === 'name') return { from: i, relation: 'is', strength: past ? 0.6 : 0.8, past };
    if (next.pos === 'adv' && (tokens[i + 1]?.pos === 'verb' || tokens[i + 1]?.pos === 'adv')) return undefined;
    if (next.pos === 'adj' || next.pos === 'adv') {
      const complement = phraseAt(tokens, next.pos === 'adv' ? i + 1 : i);
      return { from: i, relation: complement && complement.end - i > 1 ? 'is' : 'described', strength: complement && complement.end - i > 1 ? 0.7 : 0.35 };
    }
    if (next.lower.endsWith('ing')) return { from: i, relation: 'described', strength: 0.3 };
    if (next.pos === 'prep') return { from: i, relation: 'described', strength: 0.3 };
    return undefined;
  }
  const next = lower(tokens, i + 1);
  if ((verb === 'refers' || verb === 'refer') && next === 'to') return { from: i + 2, relation: 'refers', strength: 1 };
  const states = stating.get(verb);
  if (states !== undefined && next === 'that') return { from: i + 2, relation: 'states', asked: states, strength: 0.6 };
  if (verb === 'means' || verb === 'denotes' || verb === 'signifies') return { from: next === 'that' ? i + 2 : i + 1, relation: 'means', strength: 0.85 };
  if ((verb === 'occurs' || verb === 'happens' || verb === 'occur' || verb === 'happen' || verb === 'arises') && (next === 'when' || next === 'if')) return { from: i + 1, relation: 'happens', strength: 0.85 };
  if (verb === 'involves' || verb === 'involve') return { from: i + 1, relation: 'involves', strength: 0.7 };
  if (verb === 'describes' || verb === 'describe' || verb === 'represents' || verb === 'represent') return { from: i + 1, relation: 'refers', strength: 0.5 };
  if ((verb === 'consists' || verb === 'consist') && next === 'of') return { from: i + 2, relation: 'composed', strength: 0.6 };
  if ((verb === 'contains' || verb === 'contain') && tokens[i + 1]?.pos !== 'punct') return { from: i + 1, relation: 'states', asked: 'contain', strength: 0.42 };
  if (active.has(verb) && tokens[i + 1]?.pos !== 'punct') return { from: i, relation: 'does', strength: 0.42 };
  if (next === 'to' && (verb === 'tend' || verb === 'tends')) return undefined;
  const token = tokens[i];
  if (token?.pos === 'verb' && /s$/.test(token.lower) && !['says', 'suggests', 'argues', 'shows', 'demonstrates', 'seems', 'appears', 'remains'].includes(token.lower)) return { from: i, relation: 'described', strength: 0.28 };
  return undefined;
}

/** Passes over "(STM)", ", or reflexes," and ", also known as …,": what else the thing is called. */
function passAliases(tokens: Token[], at: number): { next: number; aliases: string[] } {
  let i = at;
  const aliases: string[] = [];
  while (/^[”"’']$/.test(tokens[i]?.text ?? '')) i++;
  for (let round = 0; round < 2; round++) {
    if (lower(tokens, i) === '(') {
      const close = tokens.findIndex((token, j) => j > i && token.text === ')');
      if (close < 0 || close - i > 9) break;
      const from = ['or', 'also', 'called', 'known', 'as', 'plural', 'singular', '=', ',', 'abbreviated', 'sometimes'].reduce((j) => (['or', 'also', 'called', 'known', 'as', 'abbreviated', 'sometimes', ',', 'plural', 'singular', '=', 'the', 'a'].includes(lower(tokens, j)) ? j + 1 : j), i + 1);
      if (from < close && close - from <= 3) aliases.push(tokens.slice(from, close).map((token) => token.text).join(' '));
      i = close + 1;
    }
    if (lower(tokens, i) === ',' && ['or', 'also', 'sometimes', 'commonly', 'often', 'abbreviated', 'called', 'known'].includes(lower(tokens, i + 1))) {
      let j = i + 1;
      while (['or', 'also', 'sometimes', 'commonly', 'often', 'simply', 'abbreviated', 'as', 'called', 'known', 'referred', 'to', 'termed'].includes(lower(tokens, j))) j++;
      const alias = phraseAt(tokens, j);
      if (!alias || alias.end - j > 5) break;
      const after = lower(tokens, alias.end);
      if (after !== ',') break;
      aliases.push(alias.text);
      i = alias.end + 1;
    }
  }
  return { next: i, aliases };
}

/** "… is called X", "a process called X, which is …", "… known as X". */
function namings(tokens: Token[], text: string): Found[] {
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
    const weak = (word === 'described' || word === 'defined' || word === 'named' ? 0.5 : 1) * (several ? 0.3 : 1);
    const said = relative(tokens, text, next, true);
    let aux = i - 1;
    while (aux > 0 && hedges.has(lower(tokens, aux))) aux--;
    const passive = be.has(lower(tokens, aux)) || lower(tokens, aux) === 'be' || lower(tokens, aux) === 'been';
    if (said && (!said.verbOnly || passive)) {
      found.push({ phrase, relation: said.relation ?? 'is', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength: (said.verbOnly || said.relation ? 0.6 : 0.95) * weak, aliases });
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
        found.push({ phrase, relation: 'before', answer: '', strength: 0.62 * weak, aliases, before: true });
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
    if (to - from < 1) continue;
    const head = slice(tokens, text, from, to);
    if (word !== 'known' && to === i - 1 && lower(tokens, i - 1) === ',' && to - from === 1) continue;
    const tail = said?.verbOnly ? ` that ${said.answer}` : restOf(tokens, text, next);
    found.push({ phrase, relation: 'is', answer: lowerFirst(head) + tail, strength: (to - from + tail.split(' ').length >= 5 ? 0.75 : 0.45) * weak, aliases });
  }
  return found;
}

function commaBefore(tokens: Token[], at: number): number {
  let i = at - 1;
  while (i > 0 && ['then', ',', 'the'].includes(lower(tokens, i)) && lower(tokens, i) !== ',') i--;
  return lower(tokens, i) === ',' ? i : -1;
}

/** "that …" straight after a name, still about it. */
function restOf(tokens: Token[], text: string, at: number): string {
  if (!['that', 'in', 'within', 'for', 'to', 'of', 'between', 'at', 'on'].includes(lower(tokens, at))) return '';
  return ` ${slice(tokens, text, at, clauseEnd(tokens, at))}`;
}

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
    if (verb && (verb.relation === 'is' || verb.relation === 'means')) return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false };
    if (verb && verb.relation !== 'described' && verb.relation !== 'does') return { answer: slice(tokens, text, verb.from, stop(verb.from)), verbOnly: false, relation: verb.relation, ...(verb.asked === undefined ? {} : { asked: verb.asked }) };
    const end = stop(at + 2);
    if (end - at < 5 || !(verb?.relation === 'does' || tokens[at + 2]?.pos === 'verb' || tokens[at + 2]?.pos === 'aux' || tokens[at + 2]?.pos === 'adv')) return undefined;
    return { answer: slice(tokens, text, at + 2, end), verbOnly: true, relation: verb?.relation === 'does' ? 'does' : 'described' };
  }
  if (named && (word === 'meaning' || (word === 'which' && lower(tokens, at + 2) === 'means'))) {
    let from = word === 'meaning' ? at + 2 : at + 3;
    if (lower(tokens, from) === 'that') from++;
    const end = stop(from);
    return end - from >= 4 ? { answer: slice(tokens, text, from, end), verbOnly: false } : undefined;
  }
  const part: Relation | undefined = participles.get(`${word} ${lower(tokens, at + 2)}`) ?? (word === 'located' || word === 'found' ? 'located' : word === 'consisting' ? 'composed' : undefined);
  if (part && part !== 'caused') {
    const from = word === 'located' || word === 'found' ? at + 2 : at + 3;
    const end = mark === ',' ? apposed(tokens, from) : stop(from);
    return end - from >= 2 && nominal(tokens, from, end) ? { answer: slice(tokens, text, from, end), verbOnly: false, relation: part } : undefined;
  }
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
    const end = mark === ',' ? apposed(tokens, at + 1) : stop(at + 1);
    return end - at >= 5 && nominal(tokens, at + 1, end) ? { answer: slice(tokens, text, at + 1, end), verbOnly: false } : undefined;
  }
  if (mark === ':' && tokens.length - at > 5 && tokens.slice(at + 1).some((token) => token.pos === 'verb' || token.pos === 'aux') && !tokens.slice(0, at).some((token) => ['following', 'these', 'three', 'two', 'four', 'five', 'several'].includes(token.lower))) {
    return { answer: slice(tokens, text, at + 1, clauseEnd(tokens, at + 1)), verbOnly: false };
  }
  if (mark !== ',' && dashEnd(tokens, at + 1) - at > 4 && ['adj', 'noun'].includes(tokens[at + 1]?.pos ?? '') && !['e.g', 'for', 'such', 'meaning', 'particularly', 'namely', 'especially'].includes(word)) {
    return { answer: slice(tokens, text, at + 1, stop(at + 1)), verbOnly: false };
  }
  return undefined;
}

/** A noun phrase with what belongs to it, not a clause with a verb of its own. */
function nominal(tokens: Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) break;
    if (['that', 'which', 'who', 'whose', 'where', 'when', 'in'].includes(token.lower) && token.lower !== 'in') return true;
    if (token.pos === 'aux') return false;
    if (token.pos === 'verb' && !/(?:ed|ing|en|wn|lt|nt|de)$/.test(token.lower) && tokens[i - 1]?.lower !== 'to') return false;
  }
  return true;
}

/** The end of "a glue-like matrix that …," – at the next comma that closes the aside. */
function apposed(tokens: Token[], from: number): number {
  for (let i = from; i < tokens.length; i++) {
    const text = lower(tokens, i);
    if (text === '.' || text === ';') return i;
    if (text === ',' && modifies(tokens[i - 1]) && (modifies(tokens[i + 1]) || tokens[i + 1]?.pos === 'noun')) continue;
    if (text === ',') {
      if (['and', 'or'].includes(lower(tokens, i + 1))) return from;
      return i;
    }
  }
  return tokens.length;
}

function dashEnd(tokens: Token[], from: number): number {
  for (let i = from; i < tokens.length; i++) if (['—', '–', '.', ';'].includes(lower(tokens, i))) return i;
  return tokens.length;
}

/** Names explained in passing: "an axon, which is the fiber that …", "the soma (the cell body)", "In shaping, we reward …". */
function asides(tokens: Token[], text: string): Found[] {
  const found: Found[] = [];
  const first = lower(tokens, 0);
  const opens = ['in', 'with', 'during', 'through', 'for', 'by', 'after', 'before', 'when', 'if', 'as', 'at', 'on', 'from', 'to', 'within', 'like', 'unlike', 'among', 'between', 'because', 'since', 'while', 'although', 'once', 'under', 'without', 'despite', 'using'].includes(first);
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
  for (let i = 1; i < tokens.length - 3; i++) {
    const mark = lower(tokens, i);
    if (mark !== ',' && mark !== '(' && mark !== '—' && mark !== ':') continue;
    const phrase = phraseBefore(tokens, i);
    if (!phrase || (opens && i === firstComma && lower(tokens, i + 1) !== 'which')) continue;
    const start = phrase.start === 0 || (phrase.determiner !== '' && phrase.start === 1);
    if (mark === '(') {
      const close = tokens.findIndex((token, j) => j > i && token.text === ')');
      const inner = close < 0 ? 0 : close - i - 1;
      if (inner >= 4 && inner <= 25 && ['a', 'an', 'the', 'any'].includes(lower(tokens, i + 1))) {
        found.push({ phrase, relation: 'is', answer: slice(tokens, text, i + 1, close), strength: 0.36, aliases: [] });
      }
      continue;
    }
    const passed = mark === ',' ? passAliases(tokens, i) : { next: i, aliases: [] };
    const aliases = passed.next > i + 1 ? passed.aliases : [];
    const said = relative(tokens, text, aliases.length > 0 && lower(tokens, passed.next - 1) === ',' ? passed.next - 1 : i);
    if (!said || (aliases.length === 0 && lower(tokens, i + 1) === 'or' && mark === ',' && !['a', 'an', 'the'].includes(lower(tokens, i + 2)) && !tokens[i + 2]?.lower.endsWith('ing'))) continue;
    const which = lower(tokens, i + 1) === 'which';
    const strength = said.verbOnly ? (said.relation === 'does' ? 0.42 : 0.3) : said.relation ? 0.5 : which ? 0.75 : lower(tokens, i + 1) === 'or' ? 0.3 : mark === ':' ? 0.65 : mark === '—' ? 0.5 : start ? 0.55 : 0.42;
    found.push({ phrase, relation: said.relation ?? 'is', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength, aliases });
  }
  return found;
}

/** The noun phrase that ends right before `end`. */
export function phraseBefore(tokens: Token[], end: number): Phrase | undefined {
  let to = end;
  if (/^[”"’')]$/.test(tokens[to - 1]?.text ?? '')) {
    if (tokens[to - 1]?.text === ')') {
      let open = to - 1;
      while (open > 0 && tokens[open]?.text !== '(') open--;
      if (to - open > 4) return undefined;
      to = open;
    } else to--;
  }
  for (let start = Math.max(0, to - 5); start < to; start++) {
    if (tokens[start]?.pos === 'det') continue;
    const phrase = phraseAt(tokens, start);
    if (phrase && phrase.start === start && phrase.end === to) return phraseOf(tokens, start, to, tokens[start - 1]?.pos === 'det' ? lower(tokens, start - 1) : '');
  }
  return undefined;
}

/** Where the clause begins whose verb is at `verb`. */
function subjectStart(tokens: Token[], verb: number): number {
  for (let i = verb - 1; i >= 0; i--) {
    const text = lower(tokens, i);
    if (text === ';' || text === ':') return i + 1;
    const clause = tokens.slice(0, i).some((token) => token.pos === 'aux' || (token.pos === 'verb' && !/(?:ed|ing)$/.test(token.lower)));
    if (text === ',' && ((clause && conjunctions.has(lower(tokens, i + 1)) && tokens[i + 2]?.pos !== 'verb') || (i < 12 && /^(?:prep|adv|conj)$/.test(tokens[0]?.pos ?? '') && lower(tokens, i + 1) !== 'or'))) return i + 1;
    if (text === 'whereas' || text === 'while') return i + 1;
    if (['that', 'because'].includes(text) && i > 0 && tokens[i - 1]?.pos !== 'noun' && tokens[i - 1]?.pos !== 'name') return i + 1;
  }
  return 0;
}

/** Where the noun phrase begins that ends before `to`, with its "of …" and "in …" parts. */
function nominalStart(tokens: Token[], to: number): number {
  let i = to;
  // ", or fold," between a thing and its name.
  if (lower(tokens, i - 2) === 'or' && lower(tokens, i - 3) === ',') i -= 3;
  while (i > 0) {
    const token = tokens[i - 1];
    if (!token) break;
    if (token.pos === 'verb' && !/(?:ed|ing)$/.test(token.lower)) break;
    if (token.pos === 'verb' && tokens[i]?.pos !== 'noun' && tokens[i]?.pos !== 'prep') break;
    // "very hard, keratinized cells", "a raised or hypertrophic scar".
    const between = (token.lower === ',' || token.lower === 'or' || token.lower === 'and') && modifies(tokens[i - 2]) && modifies(tokens[i]);
    if (between) {
      i--;
      continue;
    }
    if (token.pos === 'aux' || token.pos === 'pron' || token.pos === 'conj' || token.pos === 'punct') break;
    // "the release of a molecule called …": the nearest thing with an article of its own is meant.
    if (token.pos === 'prep' && ['a', 'an'].includes(lower(tokens, i)) && to - i >= 2) break;
    if (token.pos === 'prep' && !['of', 'in', 'within', 'between', 'for', 'on', 'across', 'along', 'around', 'from', 'at', 'beneath', 'near', 'among'].includes(token.lower)) break;
    i--;
  }
  while (i < to && ['prep', 'adv', 'conj', 'verb', 'part', 'punct'].includes(tokens[i]?.pos ?? '')) i++;
  return i;
}

const modifies = (token: Token | undefined) => token !== undefined && (token.pos === 'adj' || (token.pos === 'verb' && /(?:ed|ing)$/.test(token.lower)));

/** The end of the clause that runs at `from`: a semicolon, the end, or where a new main clause begins after "and", "but". */
export function clauseEnd(tokens: Token[], from: number, aside = false): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const text = lower(tokens, i);
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
    if (depth < 0) return i;
    if (depth > 0) continue;
    // "the sheath, which is an extension of the skin, encloses …": the comma before the main verb closes the aside.
    if (aside && text === ',' && i > from + 1 && (tokens[i + 1]?.pos === 'aux' || (tokens[i + 1]?.pos === 'verb' && !/(?:ed|ing)$/.test(lower(tokens, i + 1))))) return i;
    if (text === ';' || ((text === '.' || text === '!') && i >= tokens.length - 2)) return i;
    if (text === ',' && ['and', 'but', 'while', 'whereas', 'so', 'although', 'though', 'however', 'because', 'since', 'as'].includes(lower(tokens, i + 1))) {
      if (!['and', 'as'].includes(lower(tokens, i + 1))) return i;
      const phrase = phraseAt(tokens, i + 2);
      if (phrase && [',', '('].includes(lower(tokens, phrase.end)) && (lower(tokens, phrase.end + 1) === 'which' || lower(tokens, passAliases(tokens, phrase.end).next + 1) === 'which')) return i;
      const after = phrase ? tokens[passAliases(tokens, phrase.end).next] : tokens[i + 3];
      const subject = phrase !== undefined || tokens[i + 2]?.pos === 'pron' || tokens[i + 2]?.pos === 'det';
      if (['much', 'many', 'most', 'some', 'all', 'each', 'one', 'both', 'it', 'they', 'there', 'this', 'these', 'he', 'she', 'we', 'you'].includes(lower(tokens, i + 2))) return i;
      if (subject && (after?.pos === 'aux' || after?.pos === 'verb')) return i;
    }
    if (text === 'and' && i > from + 1 && lower(tokens, i + 1) === 'the') {
      const next = phraseAt(tokens, i + 1);
      if (next && tokens[next.end]?.pos === 'aux') return i;
    }
    if ((text === 'whereas' || text === 'while' || text === 'because' || text === 'although' || text === 'though') && i > from + 3) return i;
    if (text === 'so' && i > from + 3 && (tokens[i + 1]?.pos === 'det' || tokens[i + 1]?.pos === 'pron')) return i;
    if (/^[.!?]$/.test(text) && i > from + 2) return i;
    if (text === '—' && i > from + 4) return i;
  }
  return tokens.length;
}

function slice(tokens: Token[], text: string, from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && to > from ? text.slice(first.start, last.end) : '';
}

const lowerFirst = (text: string) => (/^(?:\p{Lu}\p{Ll}|A\s)/u.test(text) && !/^\p{Lu}\p{Ll}+\s\p{Lu}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text);

/** One idea: no brackets, no trailing example where there is enough without it. */
export function trimAnswer(answer: string): string {
  let text = answer.replace(/\s*\([^()]*\)/g, '').replace(/[\s,;:.–—-]+$/, '').trim();
  text = text.replace(/^It is (?:\p{L}+ )?(?:believed|thought|known|estimated|possible|likely) that /u, '');
  text = text.replace(/, (?:which means|meaning|which is why|hence|thus|therefore)\b.*$/, '');
  // What points back ("this layer") goes, with the clause that it is in.
  const back = text.slice(20).search(/\b(?:this|these|those|as described|discussed)\b/);
  if (back >= 0) {
    const cut = Math.max(...[', ', ' that ', ' which ', ' and ', ' but ', ' because '].map((mark) => text.lastIndexOf(mark, back + 19)));
    if (cut > 18) text = text.slice(0, cut);
  }
  text = text.replace(/^(?:this|these|that) (?=\p{Ll}+ (?!is\b|are\b))/u, 'the ').replace(/^(?:the )?term (?:used |given )?(?:for|to (?:describe|refer to|denote)) /i, '').replace(/^(?:essentially|basically|simply|also|called|therefore|thus),? /i, '');
  if (text.split(' ').length > 18) {
    const cut = text.search(/(?:, (?:such as|for example|e\.g|including|like|especially|particularly|so that|thereby|resulting|making)\b|—| – )/);
    if (cut > 40) text = text.slice(0, cut);
  }
  if (text.split(' ').length > 28) {
    const cut = text.search(/, (?:which|who|where|and|or|but|because|with|as|from|often|usually)\b/);
    if (cut > 60) text = text.slice(0, cut);
  }
  return text.replace(/[\s,;:.–—-]+$/, '').replace(/(?:,?\s(?:and|but|or|which|that|because|with|as|of|to|in|is|are|the|a|an))+$/, '').replace(/[\s,;:.–—-]+$/, '').trim();
}

/** "a layer below the dermis and serves to …" reads on a card as "a layer below the dermis that serves to …". */
function oneSubject(answer: string): string {
  const plain = /^(.{12,}?)\sand\s(?:has|have|is|are|can|was|were|may|will|looks?)\s/.exec(answer);
  if (plain?.[1] && !/^(?:an?|the)\s/i.test(answer) && !/\s(?:that|which|who|where|when)\s/.test(plain[1])) return plain[1];
  const match = /^((?:an?|the)\s[^,;]*?),?\sand\s(has|have|is|are|serves|contains|consists|functions|acts|plays|lies|extends|forms|provides|occurs|helps|allows|can|includes|covers|connects|produces|controls|usually|often|also)\s/i.exec(answer);
  if (!match?.[1] || match[1].split(' ').length < 3 || /\s(?:that|which|who|where|whose)\s/.test(match[1])) return answer;
  return `${match[1]} that ${answer.slice(match[0].length - (match[2] ?? '').length - 1)}`;
}

/** "bony vertebrae and cushioned in fluid", "the back of the head, and contains …": a second predicate asks for a card of its own. */
function onePredicate(answer: string): string {
  const cut = answer.search(/,? and (?:(?:has|have|is|are|can|was|were|may|will|also|then|looks?|contains?|makes?)\s|\p{Ll}+ed (?:in|by|with|from|to)\s)/u);
  const which = answer.search(/\s(?:that|which|who|where|when)\s/);
  return cut > 10 && (which < 0 || which > cut) ? answer.slice(0, cut) : answer;
}

const addressing = /\b(?:you|your|yours|we|our|ours|us|I|my|me|let's|let’s)\b/;
const pointing = /^(?:this|that|these|those|it|they|he|she|such|here|there|one|what|why|so|not|just|similar|different|important|true|called)\b/i;
const elsewhere = /\b(?:this|these|the (?:following|above|former|latter|preceding|previous)|discussed|mentioned|described (?:above|earlier|below)|chapter|Figure|Table|section)\b/;

/** 0 to 1: whether an answer can stand on a card by itself. */
function answerQuality(answer: string, phrase: Phrase, least: number): number {
  const words = answer.split(/\s+/).filter(Boolean);
  if (words.length < least || words.length > 45 || /\?/.test(answer)) return 0;
  let quality = 1;
  if (words.length < 4 && least > 2) quality *= 0.3;
  else if (words.length === 4 && least > 2) quality *= 0.75;
  if (/^(?:an? )?(?:very|most|so|quite|really|rather|extremely|success|pros|(?:strong |major )?(?:predictor|reminder))\b/i.test(answer) || /^the (?:opposite|same|result|cause|reason|main|most (?:common|important)|only|first|best|resulting|other|next|following)\b/i.test(answer)) quality *= 0.4;
  if (words.length > 30) quality *= 0.75;
  if (pointing.test(answer) && !/^those (?:that|which|who|we|in|of|with)\b/i.test(answer)) quality *= /^(?:what|one)\b/i.test(answer) ? 0.8 : 0.35;
  if (addressing.test(answer)) quality *= 0.75;
  if (elsewhere.test(answer)) quality *= 0.45;
  if (/\b(?:it|its|they|their|them|he|she|his|her)\b/.test(answer.split(' ').slice(0, 5).join(' '))) quality *= 0.8;
  if (/^(?:a|an|the|one)? ?(?:good|great|important|key|major|common|classic|useful|main|best|critical|crucial|essential) (?:example|part|factor|role|point|aspect|component|reason|issue|step|one|question)/i.test(answer)) quality *= 0.3;
  if (/^(?:another|the rest|terms of|order to|addition to|particular|general|fact)\b/i.test(answer)) quality *= 0.3;
  if (/^(?:[^,]+,){2,}[^,]*\b(?:and|or)\b/.test(answer) && !/\b(?:is|are|that|which|who|can|has|have|from|of|to|those|for|in|by|with)\b/.test(answer) && least > 2) quality *= 0.3;
  if (/\bthe same\b/.test(answer)) quality *= 0.6;
  if (/[“”"]/.test(answer) && (answer.match(/[“"]/g)?.length ?? 0) !== (answer.match(/[”"]/g)?.length ?? 0)) quality *= 0.3;
  if (/^(?:an? )?(?:number|total|amount|fourth|third|second|term|word|name|variety|lot|way of saying)\b/i.test(answer)) quality *= 0.4;
  if (/^(?:an? |one )?(?:example|instance|result|matter|sign|cause|problem) /i.test(answer)) quality *= 0.35;
  if (answer.toLowerCase().includes(phrase.text.toLowerCase())) quality *= 0.4;
  return quality;
}
