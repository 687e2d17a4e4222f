/** Words of an answer, the question that it answers, and the source that it claims to rest on. */
export interface Claim {
  asked: string;
  answer: string;
  /** What it cites. */
  quote: string;
  /** Where the quote stands, with the headings above it. */
  around: string;
}

/** Share of an answer's content words that its source must have: a rewording passes, another statement does not. */
const enoughWords = 0.5;

/**
 * Whether an answer is supported by what it cites: every number of it stands in the source, at least half of its content
 * words do, and the quote has at least one word of the question or the answer. It finds what a model knew or made up
 * instead of reading; whether a statement of the right words is a right statement it can't tell.
 */
export function isSupported({ asked, answer, quote, around }: Claim): boolean {
  const source = `${around}\n${quote}`;
  if (!hasNumbers(answer, source)) return false;
  // “True”, “yes”, “→”: what is answered then stands in the question.
  const said = contentWords(answer);
  const claimed = said.length > 0 ? said : contentWords(asked);
  const sourceWords = contentWords(source);
  const supported = claimed.filter((word) => sourceWords.some((other) => sameWord(word, other))).length;
  if (supported < claimed.length * enoughWords) return false;
  const quoted = contentWords(quote);
  const all = [...said, ...contentWords(asked)];
  return quoted.length === 0 || all.length === 0 || all.some((word) => quoted.some((other) => sameWord(word, other)));
}

/** Whether every number of an answer stands in its source, in digits or in words: true in any language. */
export function hasNumbers(answer: string, ...source: string[]): boolean {
  const known = numbersIn(source.join('\n'), true);
  return [...numbersIn(answer, false)].every((number) => known.has(number));
}

/** Words that say nothing of a subject, and those with which a statement is judged. */
const empty = new Set(
  (
    'the a an and or but not nor for from with without into onto over under than then that this these those there their they them its his her our your who whom whose which what when where why how ' +
    'are was were been being have has had does did can could may might must shall should will would also only very more most some any each other such both between about because while during after before ' +
    'der die das den dem des ein eine einer einem einen eines und oder aber nicht kein keine mit ohne von vom zum zur für auf aus bei nach vor über unter durch als wie dass wenn weil ist sind war waren wird werden ' +
    'wurde wurden sein hat haben hatte kann können soll muss auch nur sehr mehr man sich sie wir ihr ihre seine diese dieser dieses welche welcher welches was wer wann warum ' +
    'yes no true false correct incorrect right wrong ja nein wahr falsch richtig'
  ).split(' '),
);

/** Scripts that do not part words. */
const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Lower case, without accents. Of short words only those that are written as abbreviations or symbols are: ATP, DNA, Na. */
export function contentWords(text: string): string[] {
  const words = (text.replace(/-\s*\n\s*/gu, '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).flatMap((word) => (unparted.test(word) ? pairs(word) : [word]));
  return [...new Set(words.filter((word) => !empty.has(word.toLowerCase()) && (word.length > 3 || /\p{Lu}/u.test(word) || unparted.test(word))).map(plain))];
}

function pairs(word: string): string[] {
  const signs = [...word];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

function plain(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Forms of one word share its beginning: three quarters of the shorter one, and at least four letters where it has them. */
function sameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  const needed = Math.max(Math.min(shorter, 4), Math.ceil(shorter * 0.75));
  return one.length >= 3 && other.length >= 3 && one.slice(0, needed) === other.slice(0, needed);
}

const spelled: Record<string, string> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12',
  eins: '1', zwei: '2', drei: '3', vier: '4', fünf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9', zehn: '10', elf: '11', zwölf: '12',
}; // prettier-ignore

/** Digits alone, so that 1,000 and 1.000 are the same. The numbers before the entries of a list are none of it. */
function numbersIn(text: string, withWords: boolean): Set<string> {
  const plainText = text.normalize('NFKC').replace(/(^|\n|[;,]\s*)\(?\d{1,2}[.)]\s/gu, '$1');
  const digits = (plainText.match(/\d+(?:[.,\u202f\u00a0' ]\d{3}(?!\d)|[.,]\d+)*/gu) ?? []).map((number) => number.replace(/\D/gu, ''));
  if (!withWords) return new Set(digits);
  const words = (text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => spelled[word] ?? []);
  // The source's numbers also one by one, however they are grouped there.
  const single = text.normalize('NFKC').match(/\d+/gu) ?? [];
  return new Set([...digits, ...single, ...words]);
}
