/** The same for German, without a tagger: verbs that say how one thing is related to another, between two terms at the beginning of a sentence. */
import type { Token } from '../language.ts';

const verbs = [
  'besteht aus', 'bestehen aus', 'enthält', 'enthalten', 'umfasst', 'umfassen', 'gehört zu', 'gehören zu', 'gehört zum', 'gehört zur', 'führt zu', 'führen zu', 'führt zum', 'führt zur', 'bildet', 'bilden', 'erzeugt', 'erzeugen',
  'produziert', 'produzieren', 'reguliert', 'regulieren', 'steuert', 'steuern', 'hemmt', 'hemmen', 'aktiviert', 'aktivieren', 'bewirkt', 'bewirken', 'verursacht', 'verursachen', 'benötigt', 'benötigen', 'schützt', 'schützen',
  'speichert', 'speichern', 'überträgt', 'übertragen', 'umgibt', 'umgeben', 'verbindet', 'verbinden', 'ermöglicht', 'ermöglichen', 'fördert', 'fördern', 'beeinflusst', 'beeinflussen', 'entsteht aus', 'entstehen aus', 'entsteht durch',
  'entstehen durch', 'beruht auf', 'beruhen auf', 'dient zur', 'dient der', 'dienen der', 'dienen zur', 'transportiert', 'transportieren', 'kontrolliert', 'kontrollieren', 'beschreibt', 'beschreiben', 'misst', 'ersetzt', 'liefert', 'liefern', 'katalysiert', 'katalysieren',
];
const kinds = /^(?:ist|sind) (?:eine? |der |die |das )?(?:art|form|teil|bestandteil|untergruppe|sonderform|gruppe|einheit|ursache|folge|produkt)(?:e|en|s)?(?: von| der| des| einer| eines)?$/u;
const isA = /^(?:ist|sind)(?: eine?)?$/u;
const articles = new Set(['der', 'die', 'das', 'den', 'dem', 'des', 'ein', 'eine', 'einen', 'einem', 'einer', 'eines', 'viele', 'alle', 'mehrere', 'zwei', 'drei', 'vier']);

interface Place {
  start: number;
  end: number;
}

export function germanRelation(tokens: readonly Token[], from: Place, to: Place): { label: string; says: number } | undefined {
  const before = tokens.slice(0, from.start);
  // Further in, the first noun may as well be the object.
  if (before.length > 2 || !before.every(({ lower, text }) => articles.has(lower) || (/^\p{Ll}/u.test(text) && /(?:e|en|er|es)$/u.test(lower)))) return undefined;
  const between = tokens.slice(from.end, to.start);
  if (between.length === 0 || between.length > 6 || between.some(({ pos, lower }) => pos !== 'word' || ['nicht', 'kein', 'keine', 'nie'].includes(lower))) return undefined;
  const said = between.map(({ lower }) => lower).join(' ');
  if (kinds.test(said)) return { label: said.replace(/ (?:der|des|einer|eines)$/u, ''), says: 1 };
  if (isA.test(said)) return { label: said, says: 0.6 };
  const verb = verbs.find((form) => said === form || said.startsWith(`${form} `));
  if (verb === undefined) return undefined;
  const rest = said.slice(verb.length).trim().split(' ').filter(Boolean);
  if (rest.length > 2 || !rest.every((word) => articles.has(word) || /(?:e|en|er|es|em)$/u.test(word))) return undefined;
  return { label: verb, says: 1 };
}
