/** The shapes in which English sentences give a thing its name: "… is called X", "a process known as X". */
import { lowerFirst } from './answers.ts';
import { be, clauseEnd, commaBefore, hedges, lower, nominalStart, passAliases, slice, subjectStart } from './clauses.ts';
import { naming } from './defining-verbs.ts';
import type { Token } from './language.ts';
import { relative } from './patterns.ts';
import { partIn } from './naming-clauses.ts';
import type { Found, Said } from './patterns.ts';
import { phraseAt } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import { headWord, isPlural, termKey, wordsOf } from './words.ts';

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
    const named = phraseAt(tokens, name);
    // "is known as its jurisdiction".
    const phrase = named && /^(?:its|their)$/.test(named.determiner) ? { ...named, determiner: '' } : named;
    if (!phrase || tokens[phrase.end]?.pos === 'part') continue;
    const { next, aliases } = passAliases(tokens, phrase.end);
    // "called ganglia and nerves" names two things at once; after “pseudo-unipolar” cells the name goes on.
    const other = lower(tokens, next) === 'or' ? phraseAt(tokens, next + 1) : undefined;
    const several = (lower(tokens, next) === 'and' || (other !== undefined && other.determiner === '' && other.end - other.start > phrase.end - phrase.start)) && ['noun', 'name', 'adj', 'det'].includes(tokens[next + 1]?.pos ?? '');
    if (next > phrase.end && ['noun', 'name'].includes(tokens[next]?.pos ?? '')) continue;
    const weak = (word === 'described' ? 0.7 : word === 'defined' || word === 'named' ? 0.5 : 1) * (several ? 0.3 : 1);
    const explained = relative(tokens, text, next, true);
    // "called the cardiac skeleton, or skeleton of the heart": the name again.
    const said = (explained && /^an? (?:name|term|word) /iu.test(explained.answer)) || explained && lower(tokens, next + 1) === 'or' && wordsOf(explained.answer).some((part) => phrase.key.split(' ').includes(termKey(part))) ? undefined : explained;
    let aux = i - 1;
    while (aux > 0 && hedges.has(lower(tokens, aux))) aux--;
    const passive = be.has(lower(tokens, aux)) || lower(tokens, aux) === 'be' || lower(tokens, aux) === 'been';
    const condition = passive ? conditionOf(tokens, aux) : undefined;
    if (condition) {
      found.push({ phrase, relation: 'when', answer: slice(tokens, text, ...condition), strength: 0.85 * weak, aliases });
      continue;
    }
    if (said && (!said.verbOnly || passive)) {
      found.push({ phrase, relation: said.relation ?? 'is', ...(said.asked === undefined ? {} : { asked: said.asked }), answer: said.answer, strength: (said.verbOnly || (said.relation && said.relation !== 'is' && said.relation !== 'when') ? 0.6 : 0.95) * weak, aliases });
      // "a deep layer known as X, consisting of clay": besides, what stands before the name says what it is.
      if (!said.verbOnly && (passive || (saysWhat(said) && !goesOnAbout(said)))) continue;
    }
    if (passive) {
      let from = subjectStart(tokens, aux);
      while (['thus', 'also', 'and', 'but', 'or', ',', 'so'].includes(lower(tokens, from))) from++;
      let to = aux;
      while (to > from && (tokens[to - 1]?.pos === 'aux' || hedges.has(lower(tokens, to - 1)) || ['can', 'may', 'has', 'have', 'which', 'that', 'is', ','].includes(lower(tokens, to - 1)))) to--;
      const subject = tokens[from];
      if (from > 0 && (subject?.pos === 'prep' || subject?.pos === 'conj' || ['when', 'if', 'where', 'as'].includes(subject?.lower ?? ''))) continue;
      // "X is called A, and Y is called B"; "the node has the highest rate and is known as C".
      if (namesWithin(tokens, from, to)) from = 1 + tokens.findLastIndex((token, k) => k < to && token.lower === 'and' && lower(tokens, k - 1) === ',');
      if (lower(tokens, to - 1) === 'and') {
        found.push({ phrase, relation: 'described', answer: slice(tokens, text, from, to - 1), strength: 0.9 * weak, aliases });
        continue;
      }
      const length = to - from;
      const leans = subject !== undefined && (subject.pos === 'pron' || ['this', 'these', 'that', 'it', 'they', 'those', 'what', 'he', 'she'].includes(subject.lower));
      // "This early stage of the disease is called X": told apart by its own words.
      const own = subject?.lower === 'this' && tokens[from + 1]?.pos === 'adj' && length > 4 && tokens.slice(from, to).some(({ lower: each }) => each === 'of');
      if (own) {
        found.push({ phrase, relation: 'is', answer: `the ${slice(tokens, text, from + 1, to)}`, strength: 0.6 * weak, aliases });
      } else if (leans && lower(tokens, from - 1) === ';' && from > 6) {
        found.push({ phrase, relation: 'before', answer: slice(tokens, text, 0, from - 1), strength: 0.65 * weak, aliases });
      } else if (leans && (from > 1 || !['this', 'it', 'these', 'that'].includes(subject?.lower ?? '') || length > 3)) {
        continue;
      } else if (length <= 2 && subject && (subject.pos === 'pron' || ['this', 'these', 'that', 'it', 'they', 'those'].includes(subject.lower))) {
        // "This is called X, which …": what follows tells it better than the sentence before.
        if (!said && !(lower(tokens, next) === ',' && lower(tokens, next + 1) === 'which') && !(lower(tokens, next + 1) === ',' && lower(tokens, next + 2) === 'which')) found.push({ phrase, relation: 'before', answer: '', strength: 0.62 * weak, aliases, before: true });
      } else if (length >= 2) {
        found.push({ phrase, relation: 'is', answer: lowerFirst(slice(tokens, text, from, to)) + causeOf(tokens, text, next, length), strength: 0.9 * weak, aliases });
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
      if ((lower(tokens, k) === 'that' || lower(tokens, k) === 'which') && lower(tokens, to) === ',' && nominalStart(tokens, k) < k && mainVerb(tokens, k + 1, to) === to) from = nominalStart(tokens, k);
    }
    const there = afterThere(tokens, from, to, phrase);
    from = there ?? from;
    // "a paired complex network".
    if (tokens[from - 1]?.pos === 'verb' && lower(tokens, from - 1).endsWith('ed') && tokens[from - 2]?.pos === 'det') from -= 2;
    from = there ?? nearer(tokens, from, to, phrase);
    // "Patients report pain called X": a sentence whose verb the tagger did not see is not understood.
    const understood = !manyNouns(tokens, from, to) && tokens.some((token, k) => k !== i && (token.pos === 'aux' || (token.pos === 'verb' && !token.lower.endsWith('ing'))));
    if (to - from < 1 || namesWithin(tokens, from, to)) continue;
    const head = slice(tokens, text, from, to);
    // "in this region, called X": which region, the sentences before tell.
    if (/^(?:this|that|these|those) \S+$/i.test(head) || (to - from === 1 && ['this', 'that', 'these', 'those'].includes(lower(tokens, from - 1)))) continue;
    if (word !== 'known' && to === i - 1 && lower(tokens, i - 1) === ',' && to - from === 1) continue;
    // "a pathway called Bachmann's bundle or the interatrial band that …"
    const whole = said !== undefined && saysWhat(said) && goesOnAbout(said);
    const plain = to - from < 6 && lower(tokens, to) !== ',' ? partIn(tokens, text, { from, to, next, or: other !== undefined }) : '';
    const tail = whole ? `, ${said.answer}` : said?.verbOnly ? ` that ${said.answer}` : plain || restOf(tokens, text, other && other.determiner !== '' ? other.end : next, lower(tokens, to) === ',');
    found.push({ phrase, relation: understood ? 'is' : 'described', answer: lowerFirst(head) + tail, strength: (whole ? 0.97 : to - from + tail.split(' ').length >= 5 ? 0.75 : 0.45) * weak, aliases });
  }
  return found;
}

const saysWhat = ({ relation }: Said) => relation === undefined || relation === 'is' || relation === 'when';

/** "a shallow pit known as X, a trace of the glacier": what is told after the name is told of the pit. */
const goesOnAbout = ({ answer, verbOnly, relation }: Said) => !verbOnly && (relation === undefined || relation === 'is') && /^an? /iu.test(answer) && !/^an? (?:name|term|word|process)\b/iu.test(answer);

/** "On the other hand, when the river leaves its bed, it is called a flood": where the condition stands. */
function conditionOf(tokens: Token[], aux: number): [from: number, to: number] | undefined {
  if (!['it', 'this', 'that', 'they'].includes(lower(tokens, aux - 1))) return undefined;
  const opened = tokens.findIndex(({ text }) => text === ',');
  const from = /^(?:when|if|where)$/.test(lower(tokens, 0)) ? 0 : opened > 0 && opened < 6 && /^(?:when|if|where)$/.test(lower(tokens, opened + 1)) ? opened + 1 : -1;
  const to = commaBefore(tokens, aux - 1);
  return from >= 0 && to - from > 4 ? [from, to] : undefined;
}

/** "Rain on ice is called glaze because it freezes at once": why it is so called belongs to a meaning of few words. */
function causeOf(tokens: Token[], text: string, at: number, length: number): string {
  const from = lower(tokens, at) === ',' ? at + 1 : at;
  return length > 3 && length < 9 && lower(tokens, from) === 'because' && lower(tokens, from + 1) !== 'of' ? ` ${slice(tokens, text, from, clauseEnd(tokens, from + 1))}` : '';
}

/** "There is a narrow strip of land between the seas, two miles wide, called an isthmus": what there is begins after "is". */
function afterThere(tokens: Token[], from: number, to: number, named: Phrase): number | undefined {
  const at = lower(tokens, 2) === 'also' ? 3 : 2;
  if (lower(tokens, 0) !== 'there' || !be.has(lower(tokens, 1)) || lower(tokens, to) !== ',' || tokens.slice(at, to).some(({ pos }) => pos === 'aux' || pos === 'pron') || tokens.slice(at, from).every(({ pos }) => pos !== 'punct')) return undefined;
  const thing = phraseAt(tokens, at);
  return thing && /^(?:an?|)$/.test(thing.determiner) && isPlural(headWord(thing.text)) === isPlural(headWord(named.text)) ? at : undefined;
}

/** "Heart disease report pain": five words of a name in a row and no article are more likely a sentence whose verb was taken for a noun. */
function manyNouns(tokens: Token[], from: number, to: number): boolean {
  let at = from;
  while (at < to && ['noun', 'adj', 'name'].includes(tokens[at]?.pos ?? '')) at++;
  return at - from >= 5;
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
