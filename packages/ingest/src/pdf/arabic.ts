/**
 * Arabic ligatures. A page draws a line of Arabic from left to right, so the parser turns its characters round; a glyph that
 * stands for two letters (lam-alef) comes out with these two swapped: “اإلنتاجية” for “الإنتاجية”. The glyphs as drawn tell
 * which words that happened to.
 */
import { getResolvedPDFJS } from 'unpdf';
import type { PDFPageProxy } from './open.ts';
import type { Run } from './runs.ts';

const arabic = /\p{Script=Arabic}/u;
const words = /[\p{Script=Arabic}\p{M}]+/gu;

/** Puts the letters of ligatures right in the runs of a page. */
export async function mendLigatures(page: PDFPageProxy, runs: readonly Run[]): Promise<void> {
  const affected = runs.filter((run) => arabic.test(run.text));
  if (affected.length === 0) return;
  const mended = await swappedWords(page);
  if (mended.size === 0) return;
  for (const run of affected) run.text = run.text.replace(words, (word) => mended.get(word) ?? word);
}

/** Words as the parser gives them -> as they are written, for those in which a glyph stands for several letters. */
async function swappedWords(page: PDFPageProxy): Promise<Map<string, string>> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const mended = new Map<string, string>();
  for (const [index, operation] of fnArray.entries()) {
    if (operation !== OPS.showText) continue;
    const args: unknown = argsArray[index];
    const glyphs: unknown = Array.isArray(args) ? args[0] : undefined;
    if (Array.isArray(glyphs)) for (const word of wordsOf(glyphs)) note(word, mended);
  }
  return mended;
}

/** Glyphs of each word, each as the letters it stands for. */
function* wordsOf(glyphs: readonly unknown[]): Generator<string[]> {
  let word: string[] = [];
  for (const glyph of glyphs) {
    if (typeof glyph !== 'object' || glyph === null || !('unicode' in glyph) || typeof glyph.unicode !== 'string') continue;
    if (/^[\p{Script=Arabic}\p{M}]+$/u.test(glyph.unicode)) word.push(glyph.unicode);
    else {
      yield word;
      word = [];
    }
  }
  yield word;
}

function note(word: readonly string[], mended: Map<string, string>): void {
  if (word.every((letters) => letters.length < 2)) return;
  mended.set([...word.join('')].reverse().join(''), word.toReversed().join(''));
}
