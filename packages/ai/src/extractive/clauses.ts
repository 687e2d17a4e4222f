/** Where clauses and noun phrases begin and end in an English sentence, by its tagged words. */
import type { Token } from './language.ts';
import { compares, phraseAt, phraseOf } from './phrases.ts';
import type { Phrase } from './phrases.ts';

export const be = new Set(['is', 'are', 'was', 'were']);

export const hedges = new Set(['also', 'often', 'sometimes', 'commonly', 'generally', 'usually', 'typically', 'simply', 'frequently', 'collectively', 'now', 'then', 'therefore', 'thus', 'traditionally', 'formally', 'officially', 'essentially', 'basically', 'more', 'correctly', 'properly', 'together', 'technically', 'accordingly', 'appropriately', 'merely', 'primarily', 'mainly', 'mostly']);

export const conjunctions = new Set(['and', 'but', 'while', 'whereas', 'or', 'so', 'yet', 'although', 'though']);

export const lower = (tokens: Token[], i: number) => tokens[i]?.lower ?? '';

export function slice(tokens: Token[], text: string, from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && to > from ? text.slice(first.start, last.end) : '';
}

/** Places where a main clause may begin. */
export function clauseStarts(tokens: Token[]): number[] {
  const starts = [0];
  for (let i = 1; i < tokens.length && i < 80; i++) {
    const text = lower(tokens, i);
    if (text === ';' || text === ':' || text === '—') starts.push(...opened(tokens, i + 1));
    if (text === ',') {
      if (conjunctions.has(lower(tokens, i + 1))) starts.push(i + 2);
      else if (starts.length === 1 && i < 14 && (/^(?:prep|adv|conj)$/.test(tokens[0]?.pos ?? '') || (tokens[0]?.pos === 'verb' && /(?:ed|ing)$/.test(tokens[0].lower)))) starts.push(i + 1);
    }
    if (conjunctions.has(text) && lower(tokens, i - 1) !== ',') starts.push(i + 1);
  }
  return starts;
}

/** "; in this case, a wall …": where a clause begins, and where it does so after a few words that open it. */
function opened(tokens: Token[], at: number): number[] {
  const start = /^[”"’']$/.test(tokens[at]?.text ?? '') ? at + 1 : at;
  const comma = tokens[start]?.pos === 'prep' ? tokens.findIndex(({ text }, i) => i > start && i < start + 5 && text === ',') : -1;
  return comma > 0 ? [start, comma + 1] : [start];
}

/** Where the clause begins whose verb is at `verb`. */
export function subjectStart(tokens: Token[], verb: number): number {
  for (let i = verb - 1; i >= 0; i--) {
    const text = lower(tokens, i);
    if (text === ';' || text === ':') return i + 1;
    const clause = tokens.slice(0, i).some((token) => token.pos === 'aux' || (token.pos === 'verb' && !/(?:ed|ing)$/.test(token.lower)));
    if (text === ',' && ((clause && conjunctions.has(lower(tokens, i + 1)) && tokens[i + 2]?.pos !== 'verb') || (i < 12 && /^(?:prep|adv|conj)$/.test(tokens[0]?.pos ?? '') && lower(tokens, i + 1) !== 'or'))) return i + 1;
    if (text === 'whereas' || text === 'while') return i + 1;
    if (['that', 'because'].includes(text) && i > 0 && tokens[i - 1]?.pos !== 'noun' && tokens[i - 1]?.pos !== 'name') return i + 1;
  }
  return 0;
}

/** Where the noun phrase begins that ends before `to`, with its "of …" and "in …" parts. */
export function nominalStart(tokens: Token[], to: number): number {
  let i = to;
  // ", or fold," between a thing and its name.
  if (lower(tokens, i - 2) === 'or' && lower(tokens, i - 3) === ',') i -= 3;
  while (i > 0) {
    const token = tokens[i - 1];
    if (!token) break;
    if (token.pos === 'verb' && !/(?:ed|ing)$/.test(token.lower)) break;
    // "Cells form a layer called X": an article begins what is named, whatever the word before it was taken for.
    if (['a', 'an'].includes(lower(tokens, i)) && ['noun', 'name', 'adj'].includes(token.pos)) break;
    if (token.pos === 'verb' && tokens[i]?.pos !== 'noun' && tokens[i]?.pos !== 'prep') break;
    // "very hard, keratinized cells", "a raised or hypertrophic scar".
    const between = (token.lower === ',' || token.lower === 'or' || token.lower === 'and') && modifies(tokens[i - 2]) && modifies(tokens[i]);
    if (between) {
      i--;
      continue;
    }
    if (token.pos === 'aux' || token.pos === 'pron' || token.pos === 'conj' || token.pos === 'punct') break;
    // "the release of a molecule called …": the nearest thing with an article of its own is meant.
    if (token.pos === 'prep' && ['a', 'an'].includes(lower(tokens, i)) && to - i >= 2) break;
    if (token.pos === 'prep' && !['of', 'in', 'within', 'between', 'for', 'on', 'across', 'along', 'around', 'from', 'at', 'beneath', 'near', 'among'].includes(token.lower)) break;
    i--;
  }
  while (i < to && ['prep', 'adv', 'conj', 'verb', 'part', 'punct'].includes(tokens[i]?.pos ?? '')) i++;
  return i;
}

const modifies = (token: Token | undefined) => token !== undefined && (token.pos === 'adj' || (token.pos === 'verb' && /(?:ed|ing)$/.test(token.lower)));

/** The end of the clause that runs at `from`: a semicolon, the end, or where a new main clause begins after "and", "but". */
export function clauseEnd(tokens: Token[], from: number, aside = false): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const text = lower(tokens, i);
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
    if (depth < 0) return i;
    if (depth > 0) continue;
    // "the sheath, which is an extension of the skin, encloses …": the comma before the main verb closes the aside.
    if (aside && text === ',' && i > from + 1 && (tokens[i + 1]?.pos === 'aux' || (tokens[i + 1]?.pos === 'noun' && /[^s]s$/.test(lower(tokens, i + 1)) && tokens[i + 2]?.pos === 'det') || (tokens[i + 1]?.pos === 'verb' && !/(?:ed|ing)$/.test(lower(tokens, i + 1))))) return i;
    if (text === ';' || ((text === '.' || text === '!') && i >= tokens.length - 2)) return i;
    if (text === ',' && ['and', 'but', 'while', 'whereas', 'so', 'although', 'though', 'however', 'because', 'since', 'as'].includes(lower(tokens, i + 1))) {
      if (!['and', 'as'].includes(lower(tokens, i + 1))) return i;
      const phrase = phraseAt(tokens, i + 2);
      if (phrase && [',', '('].includes(lower(tokens, phrase.end)) && (lower(tokens, phrase.end + 1) === 'which' || lower(tokens, passAliases(tokens, phrase.end).next + 1) === 'which')) return i;
      const after = phrase ? tokens[passAliases(tokens, phrase.end).next] : tokens[i + 3];
      const subject = phrase !== undefined || tokens[i + 2]?.pos === 'pron' || tokens[i + 2]?.pos === 'det';
      if (['much', 'many', 'most', 'each', 'both', 'it', 'they', 'there', 'this', 'these', 'he', 'she', 'we', 'you'].includes(lower(tokens, i + 2))) return i;
      if (subject && (after?.pos === 'aux' || after?.pos === 'verb')) return i;
    }
    if (text === 'and' && i > from + 1 && lower(tokens, i + 1) === 'the') {
      const next = phraseAt(tokens, i + 1);
      if (next && tokens[next.end]?.pos === 'aux') return i;
    }
    if ((text === 'whereas' || text === 'while' || text === 'because' || text === 'although' || text === 'though') && i > from + 3) return i;
    if (text === 'so' && i > from + 3 && (tokens[i + 1]?.pos === 'det' || tokens[i + 1]?.pos === 'pron')) return i;
    if (/^[.!?]$/.test(text) && i > from + 2) return i;
    if (text === '—' && i > from + 4) return i;
  }
  return tokens.length;
}

/** The end of "a glue-like matrix that …," – at the next comma that closes the aside. */
export function apposed(tokens: Token[], from: number): number {
  for (let i = from; i < tokens.length; i++) {
    const text = lower(tokens, i);
    if (text === '.' || text === ';') return i;
    if (text === ',' && modifies(tokens[i - 1]) && (modifies(tokens[i + 1]) || tokens[i + 1]?.pos === 'noun')) continue;
    if (text === ',') {
      if (['and', 'or'].includes(lower(tokens, i + 1))) return from;
      return listEnd(tokens, i) ?? i;
    }
  }
  return tokens.length;
}

/** "a frame that holds wheels, springs, and other parts.": where the list ends that goes on at a comma, if it ends its sentence. */
function listEnd(tokens: Token[], comma: number): number | undefined {
  let at = comma;
  for (let items = 1; lower(tokens, at) === ','; items++) {
    const last = /^(?:and|or)$/.test(lower(tokens, at + 1));
    const from = at + (last ? 2 : 1);
    const item = phraseAt(tokens, tokens[from]?.pos === 'num' ? from + 1 : from);
    if (!item || !['', 'other'].includes(item.determiner)) return undefined;
    if (last) return items > 1 && /^[.;]$/.test(lower(tokens, item.end)) ? item.end : undefined;
    at = item.end;
  }
  return undefined;
}

export function dashEnd(tokens: Token[], from: number): number {
  for (let i = from; i < tokens.length; i++) if (['—', '–', '.', ';'].includes(lower(tokens, i))) return i;
  return tokens.length;
}

/** A noun phrase with what belongs to it, not a clause with a verb of its own. */
export function nominal(tokens: Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) break;
    if (['that', 'which', 'who', 'whose', 'where', 'when', 'in'].includes(token.lower) && token.lower !== 'in') return true;
    if (token.pos === 'aux') return false;
    if (token.pos === 'verb' && !/(?:ed|ing|en|wn|lt|nt|de)$/.test(token.lower) && tokens[i - 1]?.lower !== 'to') return false;
  }
  return true;
}

export function commaBefore(tokens: Token[], at: number): number {
  let i = at - 1;
  while (i > 0 && ['then', ',', 'the'].includes(lower(tokens, i)) && lower(tokens, i) !== ',') i--;
  return lower(tokens, i) === ',' ? i : -1;
}

/** Passes over "(STM)", ", or reflexes," and ", also known as …,": what else the thing is called. */
export function passAliases(tokens: Token[], at: number): { next: number; aliases: string[] } {
  let i = at;
  const aliases: string[] = [];
  while (/^[”"’']$/.test(tokens[i]?.text ?? '')) i++;
  for (let round = 0; round < 2; round++) {
    if (lower(tokens, i) === '(') {
      const close = tokens.findIndex((token, j) => j > i && token.text === ')');
      if (close < 0 || close - i > 9) break;
      const from = ['or', 'also', 'called', 'known', 'as', 'plural', 'singular', '=', ',', 'abbreviated', 'sometimes'].reduce((j) => (['or', 'also', 'called', 'known', 'as', 'abbreviated', 'sometimes', ',', 'plural', 'singular', '=', 'the', 'a'].includes(lower(tokens, j)) ? j + 1 : j), i + 1);
      if (from < close && close - from <= 3) aliases.push(tokens.slice(from, close).map((token) => token.text).join(' '));
      i = close + 1;
    }
    // "Contraction, or to fibrillation, …" names another thing.
    if (lower(tokens, i) === ',' && !(lower(tokens, i + 1) === 'or' && lower(tokens, i + 2) === 'to') && ['or', 'also', 'sometimes', 'commonly', 'often', 'abbreviated', 'called', 'known'].includes(lower(tokens, i + 1))) {
      let j = i + 1;
      while (['or', 'also', 'sometimes', 'commonly', 'often', 'simply', 'abbreviated', 'as', 'called', 'known', 'referred', 'to', 'termed'].includes(lower(tokens, j))) j++;
      const alias = phraseAt(tokens, j);
      // "Smuggling, or the secret import of goods," says what it is.
      if (!alias || alias.end - j > 5 || (lower(tokens, i + 1) === 'or' && lower(tokens, j) === 'the' && / of /u.test(alias.text))) break;
      // "also known as the World Wide Web (WWW),".
      const end = lower(tokens, alias.end) === '(' && lower(tokens, alias.end + 2) === ')' ? alias.end + 3 : alias.end;
      if (lower(tokens, end) !== ',') break;
      aliases.push(alias.text);
      i = end + 1;
    }
  }
  return { next: i, aliases };
}

/** The noun phrase that ends right before `end`. */
export function phraseBefore(tokens: Token[], end: number): Phrase | undefined {
  let to = end;
  if (/^[”"’')]$/.test(tokens[to - 1]?.text ?? '')) {
    if (tokens[to - 1]?.text === ')') {
      let open = to - 1;
      while (open > 0 && tokens[open]?.text !== '(') open--;
      if (to - open > 4) return undefined;
      to = open;
    } else to--;
  }
  for (let start = Math.max(0, to - 5); start < to; start++) {
    if (tokens[start]?.pos === 'det' || compares(tokens, start)) continue;
    const phrase = phraseAt(tokens, start);
    if (phrase && phrase.start === start && phrase.end === to) return phraseOf(tokens, start, to, tokens[start - 1]?.pos === 'det' ? lower(tokens, start - 1) : '');
  }
  return undefined;
}
