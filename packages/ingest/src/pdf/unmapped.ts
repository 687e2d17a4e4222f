/**
 * Text in fonts that do not say which letters their signs stand for. The parser then gives the numbers of the signs: they may be
 * the letters all the same, or those of one of TeX's encodings (“A Directory of TeX's fonts”), or nothing that anybody can read.
 */
import { likeness } from '../language.ts';
import { withCyrillicI } from './characters.ts';
import { encodings, latin, t2a } from './encodings.ts';
import type { Encoding } from './encodings.ts';
import type { PageRuns, Run, RunGlyphs } from './runs.ts';

/** Where the numbers of such signs stand among characters until it is known what they are: nothing else that is read is there. */
const signs = 0xe000;
const [firstSign, lastSign] = [String.fromCharCode(signs), String.fromCharCode(signs + 0xff)];
const anySign = new RegExp(`[${firstSign}-${lastSign}]`, 'g');

const hasSigns = ({ mapped, text }: Run) => !mapped && text.search(anySign) >= 0;

/** @param code as the parser gives it; undefined of what is the same in every encoding */
export const unmappedSign = (code: number): string | undefined => (code < 0x100 && code !== 0x20 ? String.fromCharCode(signs + code) : undefined);

function textBy(encoding: Encoding, text: string): string {
  return text.replace(anySign, (sign, at: number) => {
    const letter = encoding[sign.charCodeAt(0) - signs] ?? '';
    // Alone, the same number is a letter of a formula.
    return letter.length > 1 && !isLetter(encoding, text.charCodeAt(at - 1)) && !isLetter(encoding, text.charCodeAt(at + 1)) ? '' : letter;
  });
}

const isLetter = (encoding: Encoding, code: number) => /\p{L}/u.test(code >= signs && code < signs + 0x100 ? (encoding[code - signs] ?? '') : String.fromCharCode(code));

/** Of the signs of a page: with fewer, what can be read is worth more than what is seen on its picture. */
const most = 0.5;

/** What the fonts of one document's pages are found to mean. */
export class UnmappedFonts {
  readonly #pages = new Map<Encoding, number>();
  #undecided = 0;

  /** @returns the page with letters in place of its signs */
  read<T extends PageRuns>(page: T): T & { undecided?: true } {
    if (!page.groups.some((group) => group.some(hasSigns))) return page;
    const runs = page.groups.flat().filter(hasSigns);
    const encoding = this.#encodingOf(runs.map(({ text }) => text).join(' '));
    if (encoding) {
      this.#pages.set(encoding, (this.#pages.get(encoding) ?? 0) + 1);
      return readBy(encoding, page);
    }
    const chars = (some: readonly Run[]) => some.reduce((sum, { text }) => sum + text.length, 0);
    if (chars(runs) <= most * chars(page.groups.flat())) return readBy(this.#usual ?? latin, page);
    this.#undecided += 1;
    return { ...page, undecided: true };
  }

  /** What an undecided page says by what the others do, once all are read; null where most of those say nothing either. */
  decide<T extends PageRuns>(page: T): T | null {
    const told = [...this.#pages.values()].reduce((sum, count) => sum + count, 0);
    return this.#usual && told >= 2 * this.#undecided ? readBy(this.#usual, page) : null;
  }

  get #usual(): Encoding | undefined {
    return [...this.#pages].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  }

  /** By which a text makes words of a language: of several, the one that makes most of it letters, and then the likeliest words. */
  #encodingOf(text: string): Encoding | null {
    let best: { encoding: Encoding; letters: number; like: number } | null = null;
    for (const encoding of new Set([...this.#pages.keys(), ...encodings])) {
      const read = textBy(encoding, text);
      const like = likeness(read);
      const letters = read.match(/\p{L}/gu)?.length ?? 0;
      if (like !== null && (best === null || letters > best.letters || (letters === best.letters && like > best.like))) best = { encoding, letters, like };
    }
    return best?.encoding ?? null;
  }
}

function readBy<T extends PageRuns>(encoding: Encoding, page: T): T {
  const words = (texts: readonly string[]) => {
    const read = texts.map((text) => textBy(encoding, text));
    return encoding === t2a ? withCyrillicI(read) : read;
  };
  const glyphs = (of: RunGlyphs): RunGlyphs => ({ ...of, shown: of.shown.map((glyph) => ({ ...glyph, text: textBy(encoding, glyph.text) })) });
  const read = (run: Run): Run => (!hasSigns(run) ? run : { ...run, text: words(run.text.split(' ')).join(' '), words: words(run.words), ...(run.glyphs && { glyphs: glyphs(run.glyphs) }) });
  return { ...page, groups: page.groups.map((runs) => runs.map(read)) };
}
