/** Which key terms the text tells to be part of which: what is said of a whole may hold for its parts, and the other way round. */
import type { Analysis } from '../analysis.ts';
import { termKey, wordsOf } from '../words.ts';
import type { Profile } from './profiles.ts';

/** "The forebrain contains the …": what stands after these is in what stands before them. */
const holding = /\b(?:consists? of|contains?|includes?|(?:composed|made|comprised|made up) of|comprises?|(?:sub)?divided into|houses?|besteh(?:t|en) aus|enthält|enthalten|umfass(?:t|en)|gliedert sich in)\b/iu;
/** "The thalamus is part of the …": the other way round. */
const within = /\b(?:parts?|regions?|areas?|layers?|divisions?|portions?|components?|extensions?|branch(?:es)?|types?|kinds?|forms?|examples?) of\b|\b(?:located|found|situated|lies|lying|embedded|housed|contained|inside|within)\b|(?<!\p{L})(?:Teile? (?:der|des|von)|lieg(?:t|en) (?:in|im)|befinde(?:t|n) sich (?:in|im))(?!\p{L})/iu;
/** A whole of a whole of a whole; further up everything is part of everything. */
const deepest = 3;
/** "It contains the …" at the start of a sentence: of what the sentence before begins with. */
const takesUp = /^(?:It|They) (?:also |mainly |mostly )?(?:consists? of|contains?|includes?|(?:is|are) (?:composed|made|comprised|made up) of|comprises?|(?:is|are) (?:sub)?divided into|houses?)\b/u;

const made = new WeakMap<Analysis, ReadonlyMap<Profile, ReadonlySet<Profile>>>();

/** For each of `pool` what it is in or a kind of, and what that is in or a kind of. */
export function wholesOf(pool: readonly Profile[], analysis: Analysis): ReadonlyMap<Profile, ReadonlySet<Profile>> {
  const known = made.get(analysis);
  if (known) return known;
  const direct = new Map(pool.map((profile) => [profile, new Set(profile.above)]));
  const said = new Map(pool.map((profile) => [profile, new Set<Profile>()]));
  for (const [part, whole] of told(pool, analysis)) if (part !== whole) said.get(part)?.add(whole);
  for (const part of pool) for (const whole of pool) if (part !== whole && definedWithin(part, whole)) direct.get(part)?.add(whole);
  const all = new Map<Profile, ReadonlySet<Profile>>();
  for (const profile of pool) {
    // What sentences tell in passing goes one step only, wherever in the chain that is; what definitions say goes on.
    const reached = new Set([profile]);
    const found = new Set<Profile>();
    let last = [profile];
    for (let depth = 0; depth <= deepest; depth++) {
      for (const one of last) for (const whole of said.get(one) ?? []) found.add(whole);
      if (depth === deepest) break;
      last = last.flatMap((one) => [...(direct.get(one) ?? [])]).filter((one) => !reached.has(one));
      for (const one of last) {
        reached.add(one);
        found.add(one);
      }
    }
    found.delete(profile);
    all.set(profile, found);
  }
  made.set(analysis, all);
  return all;
}

interface Place {
  profile: Profile;
  start: number;
  end: number;
}

/** Pairs of part and whole that sentences tell. */
function told(pool: readonly Profile[], analysis: Analysis): [Profile, Profile][] {
  const bySentence = new Map<number, Place[]>();
  for (const profile of pool) {
    for (const { sentence, start, end } of profile.term.mentions) bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), { profile, start, end }]);
  }
  const found: [Profile, Profile][] = [];
  for (const [index, places] of bySentence) {
    const { text, tokens } = analysis.sentences[index] ?? { text: '', tokens: [] };
    const offset = (at: number) => tokens[at]?.start ?? 0;
    for (const first of places) {
      for (const second of places) {
        if (first.profile === second.profile || second.start < first.end) continue;
        const between = text.slice(offset(first.end), offset(second.start));
        // Not across what begins a clause of its own.
        if (/[;:]|, (?:and|but|while|whereas)\b/u.test(between)) continue;
        if (/^(?:of|in) (?:the |an? |each |every )?$/u.test(between) || within.test(between)) found.push([first.profile, second.profile]);
        else if (/^['’]s? $/u.test(between) || holding.test(between)) found.push([second.profile, first.profile]);
      }
    }
    const before = analysis.sentences[index - 1];
    if (!takesUp.test(text) || before?.passage !== analysis.sentences[index]?.passage) continue;
    const subject = (bySentence.get(index - 1) ?? []).filter(({ start }) => start <= 1).sort((a, b) => b.end - a.end)[0];
    if (subject) for (const part of places) if (part.profile !== subject.profile) found.push([part.profile, subject.profile]);
  }
  return found;
}

/** "the area of the brain that …": where its definition puts it. */
function definedWithin(part: Profile, whole: Profile): boolean {
  return part.definitions.slice(0, 2).some(({ relation, answer }) => {
    if (relation !== 'located' && !within.test(answer)) return false;
    return ` ${wordsOf(answer).map(termKey).join(' ')} `.includes(` ${whole.term.key} `);
  });
}
