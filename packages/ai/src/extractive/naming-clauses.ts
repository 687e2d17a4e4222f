/** What the rest of a sentence tells of a thing that it gives a name: "Grain is stored in a tower called a silo". */
import { lowerFirst } from './answers.ts';
import { be, clauseEnd, lower, slice } from './clauses.ts';
import type { Token } from './language.ts';
import { phraseAt } from './phrases.ts';

/** Prepositions that can stand before "which". */
const leading = new Set(['in', 'at', 'by', 'via', 'through', 'from', 'into', 'on', 'within', 'to', 'across', 'over', 'under', 'along', 'with', 'around']);

interface Place {
  /** The thing: from its article to before "called". */
  from: number;
  to: number;
  /** After its name. */
  next: number;
  /** The name is followed by another one. */
  or: boolean;
}

/** " in which grain is stored", " that the mill drives": what tells a thing from others of its kind, as a relative clause; empty without one. */
export function partIn(tokens: Token[], text: string, { from, to, next, or }: Place): string {
  if (or || !/^an?$/.test(lower(tokens, from)) || to <= from) return '';
  if (from === 0) return asSubject(tokens, text, next);
  // What follows the name would be left out.
  if (!/^[.,;—]$/.test(lower(tokens, next))) return '';
  const before = lower(tokens, from - 1);
  const byPrep = leading.has(before) && tokens[from - 1]?.pos !== 'verb';
  const end = byPrep ? from - 1 : from;
  const clause = tokens.slice(0, end);
  if (!standsAlone(clause) || clause.length < 3) return '';
  const said = lowerFirst(slice(tokens, text, 0, end));
  if (byPrep) return ` ${before} which ${said}`;
  const verb = tokens[from - 1];
  return verb?.pos === 'verb' && !/(?:ed|ing)$/.test(verb.lower) && clause.filter(isFinite).length === 1 ? ` that ${said}` : '';
}

/** "A tower called a silo holds the grain": " that holds the grain". */
function asSubject(tokens: Token[], text: string, next: number): string {
  const verb = tokens[next];
  if (!verb || !isFinite(verb) || be.has(verb.lower)) return '';
  const end = clauseEnd(tokens, next);
  const comma = tokens.findIndex(({ text: mark }, i) => i > next && mark === ',');
  const to = comma > 0 ? Math.min(comma, end) : end;
  return to - next > 2 ? ` that ${slice(tokens, text, next, to)}` : '';
}

const isFinite = ({ pos, lower: word }: Token) => (pos === 'aux' && !/^(?:be|been|being|to)$/.test(word)) || (pos === 'verb' && !/(?:ed|ing|en|wn)$/.test(word));

/** One clause, of things that it names itself. */
function standsAlone(clause: Token[]): boolean {
  const subject = phraseAt(clause, 0);
  if (!subject || !['', 'the', 'a', 'an', 'each', 'every', 'most'].includes(subject.determiner)) return false;
  if (clause.some(({ pos, lower: word }) => pos === 'pron' || (pos === 'punct' && !/^[()]$/.test(word)) || /^(?:this|that|these|those|its|their|which|who|whom|where|when|if|because|as|while|although|there|another|other|also|then|however|so|such|instead|our|your|called|known|not)$/.test(word))) return false;
  return clause.some(isFinite) && clause.filter(({ lower: word }) => word === 'and' || word === 'or' || word === 'but').length < 2;
}
