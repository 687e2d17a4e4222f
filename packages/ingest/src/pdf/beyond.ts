/**
 * Text below the lower edge of a page. Whoever put more on a slide than fits on it still said it, but the parser leaves out
 * what lies outside of a page. It is read from how the page is drawn, and only where the page is full to its edge.
 */
import { getResolvedPDFJS } from 'unpdf';
import type { PDFPageProxy } from './open.ts';
import { readable, times } from './runs.ts';
import type { Matrix, PageRuns, Run } from './runs.ts';

/** How many times its size the last line may stand above the edge, and each line beyond below the one before. */
const nearby = 2.5;
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Adds to the main group what goes on below the page. */
export async function readBeyond(page: PDFPageProxy, { groups, height, width }: PageRuns): Promise<void> {
  const [main] = groups;
  const last = main?.filter(({ place }) => place.turn === 0).reduce<Run | null>((lowest, run) => (lowest === null || run.y > lowest.y ? run : lowest), null);
  if (!main || !last || last.y < height - nearby * last.size) return;
  const found = (await shownRuns(page)).filter(({ x0, x1, y }) => y > height && x0 >= 0 && x1 <= width).sort((a, b) => a.y - b.y);
  let from = last.y;
  for (const run of found) {
    if (run.y - from > nearby * Math.max(run.size, last.size)) break;
    from = run.y;
    main.push({ ...run, order: main.length + run.order });
  }
}

interface State {
  matrix: Matrix;
  fontName: string;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** Every piece of upright text that is shown, wherever; PDF 32000-1, 9.4. */
async function shownRuns(page: PDFPageProxy): Promise<Run[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const runs: Run[] = [];
  const stack: State[] = [];
  let state: State = { matrix: matrixOf(page.getViewport({ scale: 1 }).transform), fontName: '', fontSize: 0, charSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 };
  let line: Matrix = identity;
  let x = 0;
  const move = (dx: number, dy: number) => {
    line = times(line, [1, 0, 0, 1, dx, dy]);
    x = 0;
  };
  for (const [index, operation] of fnArray.entries()) {
    const args = listOf(argsArray[index]);
    const [a = 0, b = 0] = args.map((value) => (typeof value === 'number' ? value : 0));
    if (operation === OPS.save) stack.push({ ...state });
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) state = stack.pop() ?? state;
    else if (operation === OPS.transform) state.matrix = times(state.matrix, matrixOf(args));
    else if (operation === OPS.paintFormXObjectBegin) {
      stack.push({ ...state });
      if (args[0] !== null && args[0] !== undefined) state.matrix = times(state.matrix, matrixOf(listOf(args[0])));
    } else if (operation === OPS.beginText || operation === OPS.setTextMatrix) {
      line = operation === OPS.beginText ? identity : matrixOf(args.length === 6 ? args : listOf(args[0]));
      x = 0;
    } else if (operation === OPS.moveText) move(a, b);
    else if (operation === OPS.setLeadingMoveText) {
      state.leading = -b;
      move(a, b);
    } else if (operation === OPS.nextLine) move(0, -state.leading);
    else if (operation === OPS.setFont) Object.assign(state, { fontName: typeof args[0] === 'string' ? args[0] : '', fontSize: b });
    else if (operation === OPS.setLeading) state.leading = -a;
    else if (operation === OPS.setCharSpacing) state.charSpacing = a;
    else if (operation === OPS.setWordSpacing) state.wordSpacing = a;
    else if (operation === OPS.setHScale) state.stretch = a / 100;
    else if (operation === OPS.setTextRise) state.rise = a;
    else if (operation === OPS.showText) {
      const { text, advance } = shown(listOf(args[0]), state);
      const run = runOf(text, times(state.matrix, times(line, [1, 0, 0, 1, x, state.rise])), advance, state, runs.length);
      if (run) runs.push(run);
      x += advance;
    }
  }
  return runs;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) || ArrayBuffer.isView(value) ? [...(Array.isArray(value) ? value : value instanceof Float32Array || value instanceof Float64Array ? value : [])] : []);

function matrixOf(values: readonly unknown[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values.map((value) => (typeof value === 'number' ? value : 0));
  return [a, b, c, d, e, f];
}

/** The text of some glyphs and how far it leads along its line; numbers between them move what follows. */
function shown(glyphs: readonly unknown[], { fontSize, charSpacing, wordSpacing, stretch }: State): { text: string; advance: number } {
  let text = '';
  let advance = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      advance -= (glyph / 1000) * fontSize;
      // So wide a step between two glyphs is a space that was not drawn.
      if (glyph < -200 && !text.endsWith(' ')) text += ' ';
    } else if (typeof glyph === 'object' && glyph !== null && 'unicode' in glyph && 'width' in glyph && typeof glyph.unicode === 'string' && typeof glyph.width === 'number') {
      text += glyph.unicode;
      advance += (glyph.width / 1000) * fontSize + charSpacing + ('isSpace' in glyph && glyph.isSpace === true ? wordSpacing : 0);
    }
  }
  return { text: readable(text), advance: advance * stretch };
}

/** Null for what is empty or not upright. */
function runOf(text: string, [a, b, c, d, x, y]: Matrix, advance: number, { fontName, fontSize }: State, order: number): Run | null {
  const size = Math.hypot(c, d) * Math.abs(fontSize);
  if (text.trim() === '' || ![x, y, size, advance].every(Number.isFinite) || size <= 0 || a <= 0 || Math.abs(b) > 0.1 * a) return null;
  const length = advance * a;
  return { text, place: { turn: 0, x, y, length, size }, x0: x, x1: x + length, y, size, font: fontName, order, spaced: text.startsWith(' ') };
}
