/** Of what coarse kind a term is, by what the text says that it is, by its last word and by its ending. */
import type { Definition } from '../definition.ts';
import type { Term } from '../terms.ts';
import { headWord, termKey } from '../words.ts';

export type KindOfThing = 'person' | 'disorder' | 'process' | 'structure' | 'substance' | 'quantity' | 'idea' | 'quality' | 'name';

const nouns: Record<Exclude<KindOfThing, 'name' | 'quality'>, string> = {
  person: `person people man woman child doctor physician surgeon nurse scientist psychologist specialist expert researcher worker patient author philosopher king queen president politician
    economist lawyer judge teacher student engineer artist composer writer member arzt ärztin forscher forscherin person philosoph könig kaiser`,
  disorder: `disease disorder condition syndrome cancer carcinoma infection injury tumor tumour abnormality pathology illness inflammation anemia burn amnesia symptom defect failure deficiency attack
    krankheit erkrankung störung entzündung infektion verletzung syndrom`,
  process: `process act action method procedure technique formation movement transfer growth release conversion transformation contraction relaxation propagation learning conditioning encoding
    retrieval reinforcement exchange reaction stimulation activity practice treatment therapy vorgang prozess umwandlung bewegung verfahren methode bildung reaktion handlung`,
  structure: `structure organ region area layer lobe gland muscle bone valve vessel artery vein capillary cell tissue membrane chamber cavity nucleus cortex septum tube duct groove node fiber fibre bundle
    system sheath terminal segment cord trunk cleft shaft barrier circuit opening organelle sac plexus wall neuron nerve axon channel receptor tract ventricle atrium skin hair nail disc disk flap fold fissure sulcus gyrus vesicle chromosome bridge building machine device
    organ organell gewebe zelle schicht drüse muskel knochen gefäß membran kammer`,
  substance: `substance chemical molecule protein hormone enzyme drug medication medicine fluid liquid gas acid mineral element compound neurotransmitter ion atom pigment vitamin messenger steroid toxin poison
    vasoconstrictor vasodilator material stoff molekül protein hormon enzym flüssigkeit gas säure mineral verbindung medikament`,
  quantity: `amount number rate potential value volume measure measurement ratio percentage difference frequency speed fraction duration length pressure tension voltage distance output capacity
    menge anzahl rate volumen verhältnis geschwindigkeit druck spannung dauer länge`,
  idea: `theory principle law view hypothesis doctrine concept discipline science philosophy belief theorie lehre wissenschaft prinzip gesetz hypothese`,
};

const byNoun = new Map(entries().flatMap(([kind, words]) => words.split(/\s+/).map((word): [string, KindOfThing] => [word, kind])));

function entries(): [Exclude<KindOfThing, 'name' | 'quality'>, string][] {
  return [['person', nouns.person], ['disorder', nouns.disorder], ['process', nouns.process], ['structure', nouns.structure], ['substance', nouns.substance], ['quantity', nouns.quantity], ['idea', nouns.idea]];
}

const endings: [RegExp, KindOfThing][] = [
  [/(?:ologist|ician|ologe|ologin)$/u, 'person'],
  [/(?:itis|(?:hyper|hypo)\p{L}+ism|emia|aemia|algia|opathy|plegia|megaly|cardia|(?:carcin|melan|lymph|sarc|gli)oma)$/u, 'disorder'],
  [/(?:mit|mei|osm|cyt|symbi|hypn|apopt)osis$|(?<!(?:junc|sec|por|solu|medica|popula|\bsta|\bna|institu|organiza|condi|frac|loca|func|ques|emo|\bmo|\bno|posi|genera))tion$|\p{L}{3}[^aeioul]ing$|(?:sierung|ierung)$/u, 'process'],
  [/osis$/u, 'disorder'],
  [/(?:amine|(?<!dise|ph|b|c|incre|decre|ph|le|rele|purch)ase)$/u, 'substance'],
  [/(?:ology|(?<!mechan|organ|pr|metabol|botul)ism|ologie|ismus)$/u, 'idea'],
  // What can be said of a thing: "luminosity", "absentmindedness", "persistence".
  [/(?<!^(?:c|ent|cav|commun|univers|extrem|secur|facil|author|necess|quant|commod|fac|char|c))(?:ity|ness)$|(?<!^(?:sci|aud|evid|subst|inst|circumst|ambul|sequ|sent))(?:ence|ance)$/u, 'quality'],
];

/** "A cluster of cells" is what the cells are. */
const collective = new Set(['cluster', 'collection', 'group', 'set', 'bundle', 'series', 'pair', 'row', 'mass', 'sheet', 'string', 'network', 'one', 'type', 'kind', 'form', 'class']);

/** Undefined where nothing tells. A name of somebody or of a place is a kind of its own. */
export function kindOfThing(term: Term, definitions: readonly Definition[]): KindOfThing | undefined {
  if (term.name) return 'name';
  const own = byNoun.get(term.key.split(' ').at(-1) ?? '') ?? byNoun.get(termKey(headWord(term.key)));
  if (own) return own;
  const byEnding = (word: string) => endings.find(([ending]) => ending.test(word))?.[1];
  for (const [at, { relation, answer }] of definitions.slice(0, 2).entries()) {
    // The ending tells more than what is said less surely.
    const own = at === 1 ? byEnding(term.key) : undefined;
    if (own) return own;
    if (!['is', 'refers', 'means', 'glossary'].includes(relation)) continue;
    const [kind = ''] = genus(answer).split(/\s(?:along|around|between|across|through|during|after|before|into|formed|produced|created|so)\s/u);
    const head = headWord(kind);
    const said = byNoun.get(head) ?? (collective.has(head) ? byNoun.get(kind.split(' ').at(-1) ?? '') : byEnding(head));
    if (said) return said;
  }
  return byEnding(term.key);
}

/** "a type of neuron that …" → `neuron`: the noun phrase before the first word that opens a clause. */
export function genus(answer: string): string {
  const first = answer.toLowerCase().split(/\s(?:that|which|who|whose|where|when|in|of the|for|with|from|on|at|by|to|used|found|located|consisting|made|caused|containing|involved|associated|known|called|described|responsible)\s|[,;:(]/)[0] ?? '';
  return termKey(first.replace(/^(?:an?|the|one|any|ein|eine|der|die|das)\s+/, '').replace(/^(?:type|kind|form|part|class|group|set|art|form|teil)s? (?:of|von) (?:an? |the )?/, ''));
}
