/** Key terms where no tagger is at hand: words and pairs that a document repeats and everyday language does not. */
import type { Definition } from './definition.ts';
import type { Language, Token } from './language.ts';
import type { Mention } from './phrases.ts';
import type { Sentence } from './sentences.ts';
import type { Term } from './terms.ts';
import { share, termKey } from './words.ts';

export function rankPlainTerms(sentences: Sentence[], definitions: ReadonlyMap<string, Definition[]>, titles: string[], language: Language, words: number): Term[] {
  if (language.stopwords.size === 0) return [];
  const mentions = gather(sentences, language);
  for (const [key, list] of definitions) {
    if (mentions.has(key)) continue;
    const first = list[0];
    if (first) mentions.set(key, [{ key, text: first.term, sentence: first.sentences[0] ?? 0, start: 0, end: 0, whole: true, head: true }]);
  }
  const titleText = ` ${titles.map(termKey).join(' | ')} `;
  const terms: Term[] = [];
  for (const [key, found] of mentions) {
    const strength = definitions.get(key)?.[0]?.strength ?? 0;
    const parts = key.split(' ');
    const passages = new Set(found.map((mention) => sentences[mention.sentence]?.passage)).size;
    if (strength === 0 && (found.length < (parts.length > 1 ? 2 : 3) || (key.length < 3 && !/\p{Script=Han}{2}/u.test(key)))) continue;
    const rarity = Math.max(...parts.map((part) => language.rarity(part)));
    const score = Math.log(1 + found.length) + 0.4 * Math.log(1 + passages) + 2 * rarity + 2 * strength + (titleText.includes(` ${key} `) ? 1 : 0) + (parts.length > 1 ? 0.5 : 0);
    terms.push({ key, text: commonest(found), score, words: parts, mentions: found, name: false, aliases: definitions.get(key)?.[0]?.aliases ?? [] });
  }
  terms.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  return terms.filter((term) => !swallowed(term, mentions)).slice(0, share(words, 1 / 9, 8, 110));
}

function commonest(mentions: Mention[]): string {
  const counts = new Map<string, number>();
  for (const { text } of mentions) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

/** Always part of the same longer term. */
function swallowed(term: Term, mentions: Map<string, Mention[]>): boolean {
  if (term.words.length > 1) return false;
  for (const [key, found] of mentions) {
    if (key !== term.key && found.length >= term.mentions.length && key.split(' ').includes(term.key)) return true;
  }
  return false;
}

function gather(sentences: Sentence[], language: Language): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  const german = language.code === 'de';
  const seenSmall = new Set<string>();
  for (const { tokens } of sentences) for (const token of tokens) if (token.text === token.lower) seenSmall.add(token.lower);
  const good = (token: Token | undefined, first: boolean) => {
    if (token?.pos !== 'word' || token.text.length > 40 || language.stopwords.has(token.lower)) return false;
    if (token.text.length < 3 && !/\p{Script=Han}{2}/u.test(token.text)) return false;
    // Japanese writes what has no content of its own in Hiragana.
    if (/^\p{Script=Hiragana}+$/u.test(token.text)) return false;
    // German writes nouns with a capital: nothing else can be a term of one word.
    return !german || (/^\p{Lu}/u.test(token.text) && (!first || !seenSmall.has(token.lower)));
  };
  const add = (key: string, mention: Omit<Mention, 'key'>) => {
    const known = mentions.get(key);
    if (known) known.push({ key, ...mention });
    else mentions.set(key, [{ key, ...mention }]);
  };
  for (const { tokens, prose, index } of sentences) {
    if (!prose) continue;
    for (const [i, token] of tokens.entries()) {
      if (!good(token, i === 0)) continue;
      add(termKey(token.text), { text: token.text, sentence: index, start: i, end: i + 1, whole: true, head: true });
      const before = tokens[i - 1];
      const pair = german ? before?.pos === 'word' && /^\p{Ll}{3,}(?:e|en|er|es|em)$/u.test(before.text) && !language.stopwords.has(before.lower) : good(before, i === 1);
      if (pair && before && token.start - before.end === 1) {
        const text = `${before.text} ${token.text}`;
        add(termKey(text), { text, sentence: index, start: i - 1, end: i + 1, whole: true, head: true });
      }
    }
  }
  for (const [key, found] of mentions) if (key.includes(' ') && found.length < 2) mentions.delete(key);
  return mentions;
}
