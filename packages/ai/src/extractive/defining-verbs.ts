/** Verbs that say what their subject is, means, does, consists of, or is known for. */
import { be, hedges, lower } from './clauses.ts';
import type { Relation } from './definition.ts';
import type { Token } from './language.ts';
import { phraseAt } from './phrases.ts';

/** Participles that give a name: "called X". */
export const naming = new Set(['called', 'termed', 'named', 'dubbed', 'labeled', 'labelled', 'nicknamed']);

/** Participles after "is" that answer a question of their own. */
export const participles = new Map<string, Relation>([
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
  reduce increase generate translate execute manage require state predict hold explain forbid permit define describe act serve function lie extend form give respond relay make mark house strengthen return prepare operate indicate break combine involve inhibit stimulate initiate activate trigger cause deliver develop innervate propel conduct follow span line`.split(/\s+/);

const third = (stem: string) => (stem.endsWith('y') && !/[aeo]y$/.test(stem) ? `${stem.slice(0, -1)}ies` : /(?:s|sh|ch)$/.test(stem) ? `${stem}es` : `${stem}s`);

/** Present-tense verbs that say what something does. */
export const active = new Set(activeStems.flatMap((stem) => [stem, third(stem)]));

const happening = ['follow', 'develop', 'extend', 'require', 'form', 'return', 'receive'];

/** Prepositions that end such a question: "What does it develop into?". */
const leading = new Set(['from', 'into', 'to', 'through', 'across', 'beyond', 'over', 'toward', 'towards', 'along']);

/** Verbs of what happens to a thing rather than what it does: "What does systole follow?" is asked with the verb itself. */
const takesObject = new Map(happening.flatMap((stem): [string, string][] => [[stem, stem], [third(stem), stem]]));

/** By each form of verbs in the present tense, the form that is asked with. */
const stemsOf = (stems: readonly string[]) => new Map(stems.flatMap((stem): [string, string][] => [[stem, stem], [third(stem), stem]]));

/** Verbs of what a thing comes from: "What do glaciers result from?" */
const originOf = stemsOf(['result', 'arise', 'originate', 'stem']);

/** Verbs of what a thing comes apart into: "What does the trachea divide into?" */
const partsInto = stemsOf(['divide', 'branch', 'split', 'bifurcate', 'decay', 'separate']);

/** Verbs of a thing's part in something: "What does a hub serve as?" */
const roles = stemsOf(['serve', 'act', 'function']);

/** Verbs of how a thing comes about: "When does a monopoly exist?" */
const comesAbout = stemsOf(['exist', 'arise', 'result', 'develop', 'form', 'appear', 'begin', 'end', 'open', 'close', 'start', 'stop', 'melt', 'freeze', 'boil', 'expire']);

/** Their past: what an act, a treaty or a ruling did. */
const past = new Set(activeStems.map((stem) => (stem.endsWith('e') ? `${stem}d` : stem.endsWith('y') && !/[aeo]y$/.test(stem) ? `${stem.slice(0, -1)}ied` : `${stem}ed`)));
const irregularPast = new Set('prohibited forbade gave made held broke cut set outlawed abolished banned declared created ended enforced ruled gained ceded admitted imposed organized authorized repealed recognized divided'.split(' '));

/** "granted land to settlers": what something did, by a verb that characterises. */
export const didSo = (verb: string) => past.has(verb) || irregularPast.has(verb);

/** "follow" → "follows", "extend to" → "extends to", "contain" → "contains"; undefined of what a law or a theory says. */
export function saysOf(asked: string): string | undefined {
  const [verb = '', ...rest] = asked.split(' ');
  return verb === 'contain' || happening.includes(verb) || originOf.has(verb) || roles.has(verb) || comesAbout.has(verb) || partsInto.has(verb) || asked === 'take place' ? [third(verb), ...rest].join(' ') : undefined;
}

export interface Verb {
  asked?: string;
  past?: boolean;
  from: number;
  relation: Relation;
  strength: number;
}

/** Whether the words at `at` are a verb that defines its subject; `from` is where what it says of it begins. */
export function defining(tokens: Token[], at: number): Verb | undefined {
  let i = at;
  while (hedges.has(lower(tokens, i))) i++;
  // "may be thought of as a …", "can be defined as …".
  if (/^(?:can|may|could|might)$/.test(lower(tokens, i)) && lower(tokens, i + 1) === 'be') {
    let as = i + 2;
    while (hedges.has(lower(tokens, as)) || tokens[as]?.pos === 'adv') as++;
    if (lower(tokens, as + 1) === 'of') as++;
    const isSaid = /^(?:defined|described|thought|understood|regarded)$/.test(lower(tokens, i + 2 < as && lower(tokens, as) === 'of' ? as - 1 : as));
    return isSaid && lower(tokens, as + 1) === 'as' ? { from: as + 2, relation: 'is', strength: lower(tokens, as) === 'defined' ? 0.95 : 0.6 } : undefined;
  }
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
    if (role) {
      const from = i + (participles.has(two) ? 2 : 1);
      return { from: lower(tokens, from) === 'of' ? from + 1 : from, relation: role, strength: 0.5 };
    }
    if (!past && next.lower === 'visible' && /^(?:on|in|at|along|between|near)$/.test(after)) return { from: i + 1, relation: 'located', asked: 'visible', strength: 0.42 };
    if (!past && next.lower === 'formed' && /^(?:when|where|wherever|whenever)$/.test(after)) return { from: i + 1, ...(after.startsWith('where') ? { relation: 'located', asked: 'formed' } : { relation: 'happens', asked: 'form' }), strength: 0.6 };
    if (!past && two === 'used to') return { from: i + 1, relation: 'linked', asked: 'used for', strength: 0.6 };
    // "driven to leave": what they are driven to do.
    if (!past && after === 'to' && linking.has(next.lower) && tokens[i + 2]?.pos === 'verb') return { from: i + 2, relation: 'linked', asked: `${next.text} to do`, strength: 0.42 };
    if (!past && asking.has(after) && linking.has(next.lower)) {
      return { from: i + 2, relation: 'linked', asked: `${next.text} ${after}`, strength: ['responsible', 'involved', 'essential', 'used'].includes(next.lower) ? 0.6 : 0.42 };
    }
    // "Alleles are different forms of the same gene".
    if (unfinished.has(next.lower) && !(next.lower === 'different' && tokens[i + 1]?.pos === 'noun')) return undefined;
    if (['formed', 'involved', 'designed', 'concerned', 'based', 'produced', 'measured', 'organized', 'associated'].includes(next.lower)) return { from: i, relation: 'described', strength: 0.4 };
    if (next.pos === 'det') {
      if (['a', 'an', 'any'].includes(next.lower)) return { from: i, relation: 'is', strength: 1, past };
      if (next.lower === 'those' && ['that', 'which', 'who', 'we', 'in', 'of', 'with'].includes(after)) return { from: i, relation: 'is', strength: 0.9 };
      if (next.lower === 'the') return { from: i, relation: 'is', strength: past ? 0.6 : 0.9, past };
      return undefined;
    }
    if (/^(?:something|anything|somebody|someone|anyone)$/.test(next.lower) && /^(?:of|that|which|who|whose)$/.test(after)) return { from: i, relation: 'is', strength: 0.8 };
    // "A keystone species is one that …".
    if (next.lower === 'one' && /^(?:that|which|whose)$/.test(after)) return past ? undefined : { from: i, relation: 'is', strength: 0.8 };
    if (next.lower === 'one' && after === 'of') return { from: i, relation: 'is', strength: 0.55 };
    if (next.pos === 'noun' || next.pos === 'name') return { from: i, relation: 'is', strength: past ? 0.6 : 0.8, past };
    if (next.pos === 'adv' && (tokens[i + 1]?.pos === 'verb' || tokens[i + 1]?.pos === 'adv')) return undefined;
    if (next.pos === 'adj' || next.pos === 'adv') {
      // "Battery is intentional, harmful contact".
      const second = after === ',' && tokens[i + 2]?.pos === 'adj' ? i + 2 : i;
      const complement = phraseAt(tokens, next.pos === 'adv' ? i + 1 : second);
      return { from: i, relation: complement && complement.end - i > 1 ? 'is' : 'described', strength: complement && complement.end - i > 1 ? 0.7 : 0.35 };
    }
    if (next.lower.endsWith('ing')) return { from: i, relation: 'described', strength: 0.3 };
    if (next.pos === 'prep') return { from: i, relation: 'described', strength: 0.3 };
    return undefined;
  }
  const next = lower(tokens, i + 1);
  // "Sailors refer to … as X" names X.
  if ((verb === 'refers' || verb === 'refer') && next === 'to') return tokens.slice(i, i + 30).some(({ lower: word }) => word === 'as') && verb === 'refer' ? undefined : { from: i + 2, relation: 'refers', strength: 1 };
  const states = stating.get(verb);
  if (states !== undefined && next === 'that') return { from: lower(tokens, i + 2) === ',' ? i + 3 : i + 2, relation: 'states', asked: states, strength: 0.6 };
  if (verb === 'means' || verb === 'denotes' || verb === 'signifies') return { from: next === 'that' ? i + 2 : i + 1, relation: 'means', strength: 0.85 };
  if ((verb === 'occurs' || verb === 'happens' || verb === 'occur' || verb === 'happen' || verb === 'arises') && (next === 'when' || next === 'if')) return { from: i + 1, relation: 'happens', strength: 0.85 };
  const comes = comesAbout.get(verb);
  if (comes !== undefined && /^(?:when|if|whenever)$/.test(next)) return { from: i + 1, relation: 'happens', asked: comes, strength: 0.75 };
  if (/^takes?$/.test(verb) && next === 'place' && /^(?:when|if|whenever)$/.test(lower(tokens, i + 2))) return { from: i + 2, relation: 'happens', asked: 'take place', strength: 0.75 };
  if (verb === 'involves' || verb === 'involve') return { from: i + 1, relation: 'involves', strength: 0.7 };
  // "Sociologists define culture as …" says it of culture.
  if (/^(?:defines?|describes?)$/.test(verb) && tokens.slice(i + 1, i + 10).some(({ lower: word }) => word === 'as')) return undefined;
  if (verb === 'describes' || verb === 'describe' || verb === 'represents' || verb === 'represent') return { from: i + 1, relation: 'refers', strength: 0.5 };
  if ((verb === 'consists' || verb === 'consist') && next === 'of') return { from: i + 2, relation: 'composed', strength: 0.6 };
  if ((verb === 'contains' || verb === 'contain') && tokens[i + 1]?.pos !== 'punct') return { from: i + 1, relation: 'states', asked: 'contain', strength: 0.42 };
  if (/^(?:lies?|sits?|resides?)$/.test(verb) && tokens[i + 1]?.pos === 'prep' && !/^(?:to|with|for|by|about|as|like)$/.test(next)) return { from: i + 1, relation: 'located', strength: 0.5 };
  const role = roles.get(verb);
  if (role !== undefined && next === 'as' && ['det', 'adj', 'noun'].includes(tokens[i + 2]?.pos ?? '')) return { from: i + 2, relation: 'states', asked: `${role} as`, strength: 0.5 };
  const origin = originOf.get(verb);
  if (origin !== undefined && next === 'from') return { from: i + 2, relation: 'states', asked: `${origin} from`, strength: 0.5 };
  const parting = partsInto.get(verb);
  if (parting !== undefined && next === 'into') return { from: i + 2, relation: 'states', asked: `${parting} into`, strength: 0.5 };
  const base = takesObject.get(verb);
  if (base !== undefined) {
    const to = tokens[i + 1];
    if (to && leading.has(to.lower)) return { from: i + 2, relation: 'states', asked: `${base} ${to.lower}`, strength: 0.42 };
    return to && ['det', 'noun', 'name', 'adj', 'num'].includes(to.pos) ? { from: i + 1, relation: 'states', asked: base, strength: 0.42 } : undefined;
  }
  if (active.has(verb) && tokens[i + 1]?.pos !== 'punct') return { from: i, relation: 'does', strength: 0.42 };
  if (next === 'to' && (verb === 'tend' || verb === 'tends')) return undefined;
  const token = tokens[i];
  if (token?.pos === 'verb' && token.lower.endsWith('s') && !['says', 'suggests', 'argues', 'shows', 'demonstrates', 'seems', 'appears', 'remains'].includes(token.lower)) return { from: i, relation: 'described', strength: 0.28 };
  return undefined;
}
