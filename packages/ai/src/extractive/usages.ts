/** How people use a word: "Economists refer to … as X", "use the term X to describe …", and "Animals that eat plants are herbivores". */
import { lowerFirst } from './answers.ts';
import { be, clauseEnd, hedges, lower, slice } from './clauses.ts';
import type { Token } from './language.ts';
import type { Found } from './patterns.ts';
import { phraseAt } from './phrases.ts';
import { headWord, isPlural } from './words.ts';

export function usages(tokens: Token[], text: string): Found[] {
  return [...namedBy(tokens, text), ...definedBy(tokens, text), ...termsUsed(tokens, text), ...kindsNamed(tokens, text)];
}

/** "Lawyers refer to a wrong that harms another as a tort", "Sailors call a rope that holds a ship a hawser". */
function namedBy(tokens: Token[], text: string): Found[] {
  return tokens.flatMap((token, i): Found[] => {
    const isCall = token.lower === 'call' && i > 0 && ['noun', 'pron', 'adv'].includes(tokens[i - 1]?.pos ?? '');
    const isRefer = /^refers?$/.test(token.lower) && lower(tokens, i + 1) === 'to';
    if (!isCall && !isRefer) return [];
    const from = isCall ? i + 1 : i + 2;
    const at = isRefer ? tokens.findIndex(({ lower: word }, k) => k > from && word === 'as') + 1 : lastArticle(tokens, from);
    const name = at > from ? phraseAt(tokens, at) : undefined;
    const to = isRefer ? at - 1 : at;
    if (!name || !/^(?:[.,;—]|because|and|when|which)$/.test(lower(tokens, name.end)) || to - from < 2) return [];
    const points = /^(?:this|that|these|those|such|it|them)$/.test(lower(tokens, from));
    // "They refer to this as drift": what the sentence before tells.
    if (points) return to - from <= 2 ? [{ phrase: name, relation: 'before', answer: '', strength: 0.6, aliases: [], before: true }] : [];
    return tokens.slice(from, to).some(({ text: mark }) => mark === ',') ? [] : [{ phrase: name, relation: 'is', answer: lowerFirst(slice(tokens, text, from, to)), strength: to - from > 3 ? 0.75 : 0.4, aliases: [] }];
  });
}

/** "Sociologists define culture as …", "Weber defined power as …". */
function definedBy(tokens: Token[], text: string): Found[] {
  return tokens.flatMap((token, i): Found[] => {
    if (!/^defined?s?$/.test(token.lower) || i === 0 || !/^(?:noun|name|pron|adv)$/.test(tokens[i - 1]?.pos ?? '')) return [];
    const name = phraseAt(tokens, i + 1);
    if (!name || lower(tokens, name.end) !== 'as' || !/^(?:an?|the|)$/.test(name.determiner)) return [];
    const end = clauseEnd(tokens, name.end + 1);
    return end - name.end < 4 ? [] : [{ phrase: name, relation: 'is', answer: slice(tokens, text, name.end + 1, end), strength: 0.9, aliases: [] }];
  });
}

/** Where the last thing with an article of its own begins that ends the sentence. */
function lastArticle(tokens: Token[], from: number): number {
  const at = tokens.findLastIndex(({ lower: word }, i) => i > from && /^(?:an?|the)$/.test(word));
  const name = at < 0 ? undefined : phraseAt(tokens, at);
  return name && /^[.,;]$/.test(lower(tokens, name.end)) && tokens[at - 1]?.pos !== 'prep' && tokens[at - 1]?.pos !== 'verb' ? at : -1;
}

/** "Builders use the term slump to describe how wet concrete settles", "The term slump is used for …". */
function termsUsed(tokens: Token[], text: string): Found[] {
  return tokens.flatMap((token, i): Found[] => {
    if (!/^(?:term|word|phrase|expression)$/.test(token.lower) || lower(tokens, i - 1) !== 'the') return [];
    const name = phraseAt(tokens, i + 1);
    if (!name || name.determiner !== '') return [];
    let at = name.end;
    while (/^[”"’']$/.test(tokens[at]?.text ?? '')) at++;
    if (be.has(lower(tokens, at))) at++;
    while (hedges.has(lower(tokens, at))) at++;
    if (lower(tokens, at) === 'used') at++;
    const two = `${lower(tokens, at)} ${lower(tokens, at + 1)}`;
    const from = /^to (?:describe|mean|denote|designate|indicate)$/.test(two) ? at + 2 : two === 'to refer' && lower(tokens, at + 2) === 'to' ? at + 3 : /^(?:describes|denotes|means)$/.test(lower(tokens, at)) ? at + 1 : lower(tokens, at) === 'for' && lower(tokens, at - 1) === 'used' ? at + 1 : -1;
    const end = from < 0 ? -1 : clauseEnd(tokens, from);
    return end - from < 3 ? [] : [{ phrase: name, relation: 'means', answer: slice(tokens, text, from, end), strength: 0.85, aliases: [] }];
  });
}

/** "Animals that eat plants are herbivores", "A stone that falls from the sky is a meteorite.": the kind has its name at the end. */
function kindsNamed(tokens: Token[], text: string): Found[] {
  const kind = phraseAt(tokens, 0);
  if (!kind || !['', 'a', 'an'].includes(kind.determiner) || !/^(?:that|who|whose|which|with)$/.test(lower(tokens, kind.end))) return [];
  const many = isPlural(headWord(kind.text));
  if (many !== (kind.determiner === '')) return [];
  const at = tokens.findLastIndex(({ lower: word }, i) => i > kind.end + 2 && word === (many ? 'are' : 'is'));
  const name = at < 0 ? undefined : phraseAt(tokens, at + 1);
  const own = name && /^(?:an?|)$/.test(name.determiner) && isPlural(headWord(name.text)) === many && (many || name.determiner !== '');
  if (!own || name.end - name.start > 3 || name.end !== tokens.length - 1 || tokens.slice(0, at).some(({ text: mark }) => /^[,;:]$/.test(mark))) return [];
  return [{ phrase: name, relation: 'is', answer: lowerFirst(slice(tokens, text, 0, at)), strength: 0.6, aliases: [] }];
}
