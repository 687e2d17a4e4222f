/** Whether what was typed is what was meant: case, accents, articles, small slips and endings of words do not count. */

/** Of languages that share this alphabet; one is taken away from the front while something is left. */
const articles = new Set('a an the der die das den dem des ein eine einen einem einer eines le la les un une des el los las una unos unas il lo gli uno o os as um uma het een de'.split(' '));

/** Lower case without accents, punctuation and doubled spaces; “3,5” is “3.5”. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/(?<=\p{N}),(?=\p{N})/gu, '.')
    .replace(/[‐‑–—-]/gu, ' ')
    .replace(/(?!(?<=\p{N})\.(?=\p{N}))[^\p{L}\p{N}%°\s]+/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[%°])/g, '')
    .trim();
}

function withoutArticle(plain: string): string {
  const [first, ...rest] = plain.split(' ');
  return rest.length > 0 && first !== undefined && articles.has(first) ? rest.join(' ') : plain;
}

/** As it may also be written: “ae” where the keyboard has no “ä”. */
function spellings(text: string): string[] {
  const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };
  const written = text.normalize('NFC').toLowerCase().replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);
  return [...new Set([text, written].map((one) => withoutArticle(plainText(one))))];
}

/** Letters that may be wrong in a text of this length: none in short words, in which another letter is another word. */
function slips(length: number): number {
  return length >= 12 ? 2 : length >= 6 ? 1 : 0;
}

/** Prefixes that turn a term into its opposite with a letter or two. */
const prefixes = ['hyper', 'hypo', 'inter', 'intra', 'endo', 'exo', 'ab', 'ad', 'pre', 'post', 'anti', 'ante', 'macro', 'micro', 'un', 'in', 'im', 'non'];
const prefixOf = (word: string) => prefixes.find((prefix) => word.startsWith(prefix)) ?? '';

/**
 * Whether a typed answer is one of those that are accepted. A slip is overlooked in a longer answer, unless it is in the
 * first letter or a number, turns a prefix into another, or makes it one of `rejected`.
 */
export function isAccepted(typed: string, accepted: readonly string[], rejected: readonly string[] = []): boolean {
  const given = spellings(typed).filter((text) => text !== '');
  const good = accepted.flatMap(spellings);
  if (given.some((text) => good.includes(text))) return true;
  const bad = rejected.flatMap(spellings);
  if (given.some((text) => bad.includes(text))) return false;
  return given.some((text) => good.some((right) => nearly(text, right)));
}

function nearly(text: string, right: string): boolean {
  if (singularish(text) === singularish(right)) return true;
  if (text[0] !== right[0] || /\p{N}/u.test(text + right) || prefixOf(text) !== prefixOf(right)) return false;
  const most = slips(Math.min(text.length, right.length));
  return most > 0 && editDistance(text, right, most) <= most;
}

/** One and many are one answer: “membrane”, “membranes”. */
const singularish = (text: string) => text.replace(/(?<=\p{L}{3}[^s])s$/u, '').replace(/(?<=\p{L}{3})ie$/u, 'y');

/**
 * Letters to change, add, leave out or swap with their neighbour until the texts are the same (optimal string alignment);
 * more than `most` comes back as `most` + 1.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    older = old;
    old = row;
  }
  return Math.min(old[b.length] ?? 0, most + 1);
}

export function wordsIn(text: string): string[] {
  return plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The endings that verbs and nouns of English and German take; what is left is compared, not shown. */
const bare = (word: string) => word.replace(/(?<=\p{L}{3})(?:ings?|ed|es|en|er|em|ern|st|s|e|n|t)$/u, '');

/** Forms of one word: the same without an ending, or the same beginning of which no more than an ending is left over. */
export function sameStem(a: string, b: string): boolean {
  if (a === b || bare(a) === bare(b)) return true;
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  if (shared >= Math.max(4, shorter - 2) && a.length - shared <= 5 && b.length - shared <= 5) return true;
  return shorter >= 6 && a[0] === b[0] && editDistance(a, b, 1) <= 1;
}
