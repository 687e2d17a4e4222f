/** Whether words that are to say what a thing is name it, or tell of it in a sentence of their own. */
import type { Token } from './language.ts';
import { active } from './defining-verbs.ts';
import { isPlural } from './words.ts';

const relatives = /^(?:that|which|who|whom|whose|where|when|how|what|why|because|if|as|than|while|whether)$/;
const adverbs = /^(?:back|up|down|away|toward|towards|\p{L}+ly)$/u;

/** A verb with a subject, however the tagger took it: "glial cells form a …", "the voltage moves back". */
function isFinite(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (!token || !before || /^(?:to|,|and|or)$/.test(before.lower)) return false;
  if (token.pos === 'aux') return !/^(?:be|being|been|having|to)$/.test(token.lower) && !/^(?:be|being|been)$/.test(before.lower);
  // "A plain text file": a noun that the tagger takes for a verb does not agree with the one before it.
  const agrees = before.pos !== 'noun' || isPlural(before.lower) !== /[^s]s$/.test(token.lower);
  if (token.pos === 'verb') return ['noun', 'name', 'pron', 'adv'].includes(before.pos) && agrees && before.lower !== 'thus' && tokens[at - 2]?.lower !== 'to' && next?.lower !== 'of' && !/(?:ed|ing|en|wn|lt|nt|de|found|held|kept|set|put|cut)$/.test(token.lower);
  if (token.pos !== 'noun' || (before.pos !== 'noun' && before.pos !== 'adj')) return false;
  if (isPlural(before.lower) && active.has(token.lower) && !token.lower.endsWith('s')) return next?.pos === 'det' || next?.pos === 'adj';
  return !isPlural(before.lower) && token.lower.endsWith('s') && next !== undefined && adverbs.test(next.lower);
}

/** Of the words of an answer: "the membrane moves toward zero" is a clause, "the motion of a membrane that moves" is none. */
export function isClause(tokens: readonly Token[]): boolean {
  if (relatives.test(tokens[0]?.lower ?? '') || tokens[0]?.lower.endsWith('ing')) return false;
  for (const [at, { lower, pos }] of tokens.entries()) {
    if (at === 0) continue;
    // "Events we have seen": those that we have seen.
    if (/^[:;—–(]$/.test(lower) || relatives.test(lower) || pos === 'pron') return false;
    if (isFinite(tokens, at)) return true;
  }
  return false;
}
