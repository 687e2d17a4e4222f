/** Whether a question about a term, without its page, asks for one thing that a student who learned it can tell. */
import type { Analysis } from './analysis.ts';
import type { Definition } from './definition.ts';
import { takesForKnown } from './references.ts';
import { leans } from './standalone.ts';
import type { Term } from './terms.ts';
import { headWord } from './words.ts';

/** What speaks: an academy or an author states many things, a law one. */
const statements = /(?:^|\s)(?:laws?|theor(?:y|ies)|theorems?|principles?|hypothes[ie]s|models?|rules?|doctrines?|paradigms?|effects?|views?|approach(?:es)?|propert(?:y|ies)|axioms?|postulates?|equations?|curves?|clauses?|articles?|amendments?|acts?|statutes?|treat(?:y|ies)|charters?|constitutions?|contracts?|polic(?:y|ies)|criteri(?:on|a)|arguments?|test|school|economics|maxim|lemma|corollary|proviso|\p{L}+ism)$/iu;

const asserting = new Set(['state', 'hold', 'assert', 'claim', 'propose', 'argue', 'postulate', 'predict', 'suggest', 'say']);

/** From this share of all sentences on, a text tells much of a thing: what it does is no one question. */
const broad = 0.05;

/** What a sentence says of a thing less surely may be cut wrong. */
const leastSure = 0.31;

/** An answer of so few words is all of what is told. */
const fewWords = 9;

/** A part of a page or of a picture. */
const half = /^(?:left|right|top|bottom|upper|lower|first|second) (?:panel|pane|column|row|box|picture|graph|curve|half|side)s?$/iu;

/** Fields of study: in them anything happens. */
const fields = /(?:ology|onomy|graphy|ics|istry)$/u;

const people = /^(?:an?|the|one of the) (?:[\p{L}-]+ ){0,4}[\p{L}-]*(?:ist|ian|writer|author|researcher|teacher|professor|lawyer|leader|painter|king|queen|president|minister|philosopher|engineer|scientist|physician|explorer|thinker|man|woman|mother|father|person)s?\b/iu;

/** Nouns of which a text tells many: "the electrical event, …" is one that was told of before. */
const general = /^(?:event|process|factor|condition|problem|situation|feature|method|case|step|stage|change|result|action|task|goal|argument|answer)s?$/u;

/** "What is Marie Curie?": of people is asked who they are, and that is seldom what a text is learned for. */
const isPerson = ({ term, answer }: Definition) => /^(?:[\p{Lu}][\p{L}.'’-]+ ){1,3}[\p{Lu}][\p{L}'’-]+$/u.test(term) && people.test(answer);

/** A description that praises, or that tells what people think of a thing rather than what it is. */
export const opinion = /^(?:an? |the )?(?:very |extremely )?(?:appealing|attractive|popular|competitive|interesting|rewarding|exciting|great|good|excellent|important) \p{L}+(?: (?:to|for|in|of)\b|$)|^an? (?:very|extremely|remarkably) (?:\p{L}+ ?){2,3}$|\b(?:most|many) (?:people|anyone|readers) (?:think|associate|know)|\bmost anyone\b/iu;

function isBroad({ mentions }: Term, { sentences }: Analysis): boolean {
  const named = new Set(mentions.filter(({ head }) => head).map(({ sentence }) => sentence));
  return named.size >= 10 && named.size >= broad * sentences.filter((sentence) => sentence.prose).length;
}

/** Verbs of what a thing is a share of, or where it leads, rather than of what it does. */
const idle = /^(?:constitutes?|comprises?|represents?|descends?|reach(?:es)?|extends?) /iu;

/** "In addition, it binds water": what it does above all was told before. */
const added = /^(?:In addition(?! to)|Additionally|Also|Besides(?=,)|Furthermore|Moreover)\b/u;

/** What helps to maintain or to regulate something may be anything. */
const helps = /^(?:helps?|aids?|assists?|contributes?) (?:to |in )?(?:maintain|regulate|control|support|improve)(?:ing)? (?:\S+ ?){1,3}$/iu;

/** "Also provides …": the text names something else first. */
function isAdded({ sentences }: Definition, verb: string, analysis: Analysis): boolean {
  const also = new RegExp(`\\balso ${verb} `, 'iu');
  return sentences.some((index) => added.test(analysis.sentences[index]?.text ?? '') || also.test(analysis.sentences[index]?.text ?? ''));
}

/** "Send branches": what it has. */
function isDone(definition: Definition, analysis: Analysis): boolean {
  const { answer } = definition;
  const [verb = ''] = answer.match(/^\p{L}+/u) ?? [];
  return !isAdded(definition, verb, analysis) && !idle.test(answer) && !helps.test(answer) && !/^\S+ (?:best|better|well|poorly|differently|similarly|few|little|branches)\b/.test(answer);
}

/** "For all other boats, the keel is a plank": of some it is not. */
const ofOthers = /^(?:For|In|With|Among|Of) (?:\p{L}+ )?other\b/u;

/** Whether a question asks so that who knows the term knows the answer. */
export function isAskable(term: Term, definition: Definition, analysis: Analysis): boolean {
  if (analysis.language.code !== 'en') return true;
  const { relation, asked, answer, article, strength } = definition;
  if (definition.sentences.some((index) => ofOthers.test(analysis.sentences[index]?.text ?? ''))) return false;
  if (isPerson(definition) || (relation === 'is' && opinion.test(answer))) return false;
  if (relation === 'is' && article === 'the' && strength < 0.45 && general.test(headWord(definition.term))) return false;
  // "Range of reaction asserts that …": so is a theory named.
  const named = article === '' && /^\p{Lu}?\p{Ll}+ of \p{Ll}+$/u.test(definition.term);
  if (relation === 'states' && asserting.has(asked) && !named && !statements.test(definition.term.replace(/ of .*$/u, ''))) return false;
  if (relation === 'states' && /^(?:extend(?: beyond)?|return(?: to)?)$/.test(asked)) return false;
  // “Derived from Latin”: a word is, not what it names.
  if (relation === 'linked' && asked === 'derived from') return false;
  if (asked === 'contain' && isAdded(definition, 'contains?', analysis)) return false;
  // "Used in teaching", "used by many", "the left panel contains": where, by whom and of what there is more than one.
  if ((relation === 'linked' && /^used (?:in|by|with|on)$/.test(asked)) || half.test(definition.term)) return false;
  // "Located in other parts", "in the nerves also": besides what?
  if (relation === 'located' && /\b(?:also|other)\b/.test(answer)) return false;
  // “In recall, all is lost, as described above”: not what it is.
  if (relation === 'in') return !fields.test(term.key) && !isBroad(term, analysis) && definition.sentences.every((index) => !leans(analysis.sentences[index]?.text ?? '', analysis.language.code));
  if (relation === 'does') return !general.test(headWord(definition.term)) && isDone(definition, analysis);
  return true;
}

/** What the text says that a thing does, or is there for. */
const deedsOf = (key: string, { definitions }: Analysis) => (definitions.get(key) ?? []).filter(({ relation, asked }) => relation === 'does' || /^(?:responsible|involved)/.test(asked));

/** The same of what is no definition: of which there may be several, and which may go on from what was told. */
export function isOneQuestion(term: Term, { relation, asked, answer, strength }: Definition, analysis: Analysis): boolean {
  if (analysis.language.code !== 'en') return true;
  // "What do leaflets consist of?": of a word that is no key term there may be many.
  if (strength < leastSure || (term.words.length === 1 && !analysis.keyTerms.some(({ key }) => key === term.key))) return false;
  if (((relation === 'does' && !/^(?:serve|act|function)s? as\b/i.test(answer)) || (relation === 'linked' && /^(?:involved|responsible|capable|associated)/.test(asked))) && isBroad(term, analysis)) return false;
  if (relation === 'does' && deedsOf(term.key, analysis).length > 1) return false;
  if (relation === 'made') return !takesForKnown(analysis.language.tokens(answer), analysis);
  return relation !== 'does' || answer.split(' ').length > fewWords || !takesForKnown(analysis.language.tokens(answer), analysis);
}
