/** English sentences that say what something is, and the words in which they say it. */
import { answerQuality, oneDeed, oneObject, onePredicate, oneSubject, trimAnswer } from './answers.ts';
import { isClause } from './clausal.ts';
import { be } from './clauses.ts';
import { saysOf } from './defining-verbs.ts';
import type { Definition } from './definition.ts';
import { namings } from './namings.ts';
import { asides, subjects } from './patterns.ts';
import { makers } from './predicates.ts';
import { definitePhrases, isTermLike, sizedPhrases, undescribed } from './phrases.ts';
import type { Phrase } from './phrases.ts';
import type { Token } from './language.ts';
import type { Sentence } from './sentences.ts';
import { usages } from './usages.ts';

/** Definitions in `sentences`; those that only describe (`described`) serve to choose sentences, not to ask. */
export function findDefinitions(sentences: Sentence[]): Definition[] {
  const all: Definition[] = [];
  const history = tellsOfPast(sentences);
  const sized = sizedPhrases(sentences);
  const definite = definitePhrases(sentences);
  for (const [i, sentence] of sentences.entries()) {
    if (!sentence.prose) continue;
    const previous = sentences[i - 1];
    for (const seen of [...subjects(sentence.tokens, sentence.text), ...namings(sentence.tokens, sentence.text), ...asides(sentence.tokens, sentence.text), ...makers(sentence.tokens, sentence.text), ...usages(sentence.tokens, sentence.text)]) {
      const found = { ...seen, phrase: undescribed(seen.phrase, sentence.tokens, definite) };
      const outright = ['is', 'refers', 'means'].includes(found.relation) && found.strength >= 0.6;
      if (!isTermLike(found.phrase, sentence.tokens, sized, outright)) continue;
      let { answer, strength } = found;
      if (example.test(sentence.text)) strength *= 0.3;
      if (asksOfPerson(found.phrase, found.relation, sentence) || takesUpVerb(found.phrase, sentence, previous)) continue;
      if (found.past) strength *= history ? 0.9 : 0.45;
      let indexes = [sentence.index];
      if (found.before) {
        if (!previous?.prose || previous.passage !== sentence.passage || /\b(?:called|termed|known as|referred to as)\b/.test(previous.text)) continue;
        answer = previous.text.replace(/\.$/, '');
        indexes = [previous.index, sentence.index];
      }
      answer = trimAnswer(['is', 'refers', 'means'].includes(found.relation) ? oneSubject(answer) : found.relation === 'does' ? oneDeed(answer) : ['located', 'linked', 'composed', 'happens'].includes(found.relation) ? onePredicate(answer) : saysOf(found.asked ?? '') !== undefined ? oneObject(onePredicate(answer)) : answer);
      strength *= answerQuality(answer, found.phrase, ['linked', 'located', 'composed', 'caused', 'states', 'does', 'made'].includes(found.relation) ? 2 : 3, found.relation === 'states');
      // "The voltage moves toward zero": what is meant by its name, not what it is.
      const relation = (['is', 'refers', 'means'].includes(found.relation) && isClause(wordsIn(sentence, answer))) || (found.relation === 'means' && /^\p{L}+ing /u.test(answer)) ? 'when' : found.relation;
      if (found.relation === 'in' && !tellsWhatHappens(wordsIn(sentence, answer), answer)) continue;
      // "The letters that had to be recalled": in one experiment.
      if (!history && relation === 'is' && /\b(?:was|were|had to)\b/.test(answer)) strength *= 0.3;
      // "Their model of memory": whose?
      if (strength <= 0.05 || (found.relation === 'is' && /^(?:their|its|his|her)\b/i.test(answer))) continue;
      if (!['when', 'happens', 'in', 'before', 'means', 'states'].includes(found.relation) && loose.test(answer)) continue;
      all.push({ key: found.phrase.key, term: found.phrase.text, article: found.phrase.determiner, relation, asked: found.asked ?? '', answer, sentences: indexes, strength, aliases: found.aliases, ...(found.of !== undefined && { of: found.of }) });
    }
  }
  return all;
}

/** The words of a sentence that an answer was taken from, found by its first ones, as what follows may have been put together. */
function wordsIn({ text, tokens }: Sentence, answer: string): Token[] {
  const from = text.toLowerCase().indexOf(answer.split(' ').slice(0, 3).join(' ').toLowerCase());
  if (from < 0) return [];
  let to = from;
  while (to - from < answer.length && text[to]?.toLowerCase() === answer[to - from]?.toLowerCase()) to += 1;
  return tokens.filter(({ start, end }) => start >= from && end <= to);
}

/** "In X, carriers can develop …" tells what may happen, "in X, a signal" nothing: what happens in X is told by a clause and always. */
function tellsWhatHappens(tokens: readonly Token[], answer: string): boolean {
  return (isClause(tokens) || answer.split(' ').length > 8) && !/\b(?:can|could|may|might|would|should)\b/.test(answer);
}

/** "Laura Carlson suggests that …": what somebody says or does is no meaning of a term. */
function asksOfPerson({ start, end, determiner, text }: Phrase, relation: string, { tokens }: Sentence): boolean {
  if ((relation !== 'states' && relation !== 'does') || determiner !== '' || !/^(?:\p{Lu}[\p{Ll}.]+ ?)+$/u.test(text)) return false;
  return (end - start > 1 && /^(?:Mr|Mrs|Ms|Dr|Professor|\p{Lu}\p{Ll}+(?:ist|ian|er|or))\.?$/u.test(tokens[start]?.text ?? '')) || (end - start > 1 && tokens.slice(start + 1, end).every(({ pos }) => pos === 'name')) || (start > 0 && end - start === 1 && tokens[start]?.pos === 'name' && relation === 'states');
}

/** "The axon contacts a cell. The contact is …": a noun made of the verb of the sentence before is what happened there. */
function takesUpVerb({ start, end, determiner, key }: Phrase, { passage }: Sentence, previous: Sentence | undefined): boolean {
  return determiner === 'the' && end - start === 1 && previous?.passage === passage && previous.tokens.some(({ lower, pos }, at) => (pos === 'verb' || previous.tokens[at + 1]?.pos === 'det') && verbForms(key).has(lower) && lower !== key);
}

const verbForms = (key: string) => new Set([key, `${key}s`, `${key}es`, `${key}ed`, `${key}d`, `${key}ing`, `${key.replace(/e$/, '')}ing`]);

/** More was and were than a third of all its forms of "be". */
export function tellsOfPast(sentences: readonly Sentence[]): boolean {
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

/** "pumps it into …": no word before it in the answer tells what. */
const loose = /^(?:\S+ ){0,2}(?:it(?! takes\b)|them|him)\b/i;

const example = /^(?:In (?:this|that|these|our|each|both|such|his|her|one) |For (?:example|instance)|(?:Here|Imagine|Suppose|Let(?:’s|'s| us) (?:say|imagine|suppose)|Consider|Say)\b)/;
