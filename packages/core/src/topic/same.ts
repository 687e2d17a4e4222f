/** Whether two documents of a course treat the same topic. */

export interface NamedTopic {
  title: string;
  terms: readonly string[];
}

/** Shared terms over all terms, from which on two topics are one whatever they are called. */
const sameTerms = 0.5;
/** Cosine of the angle between what their names and terms mean, from which on two topics with a term in common are one. */
const sameMeaning = 0.9;
/** Fewer tell nothing: two short lists are alike by chance. */
const fewestTerms = 4;

/**
 * By title, numbering and case apart, as long as their terms do not speak against it; or by their terms alone (Jaccard's
 * index of at least 0.5 over four terms or more); or by what they mean, where that is known and they share a term. A title such
 * as “Introduction” says nothing by itself.
 * @param likeness cosine of the angle between what they mean; null where nobody can tell
 */
export function sameTopic(a: NamedTopic, b: NamedTopic, likeness: number | null = null): boolean {
  const [left, right] = [keysOf(a.terms), keysOf(b.terms)];
  const shared = [...left].filter((term) => right.has(term)).length;
  const title = keyOf(a.title);
  if (title !== '' && title === keyOf(b.title)) return shared > 0 || (Math.min(left.size, right.size) === 0 && !general.test(title));
  if (likeness !== null && likeness >= sameMeaning && shared > 0) return true;
  return Math.min(left.size, right.size) >= fewestTerms && shared / (left.size + right.size - shared) >= sameTerms;
}

const general = /^(?:introduction|overview|summary|conclusions?|background|preface|abstract|exercises?|review|discussion|examples?|einleitung|einführung|überblick|zusammenfassung|fazit|grundlagen|übungen|beispiele?)$/u;

const keysOf = (terms: readonly string[]) => new Set(terms.map(keyOf).filter((key) => key !== ''));

/** Without its number and in one case: “3.2 Cell Membranes” and “Cell membranes”. */
function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(?:chapter|section|unit|lecture|kapitel|abschnitt|vorlesung)?\s*[\divxlc]+(?:\.\d+)*[.:)]?\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
