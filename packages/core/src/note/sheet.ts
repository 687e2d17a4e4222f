/** What fits on one printed page. */
import type { NoteContentOf } from './schema.ts';

type Sheet = NoteContentOf<'cheatSheet'>;

/**
 * A page of A4 or Letter in two columns, as `apps/web/src/features/note/cheat-sheet.css` prints it: the smaller height of the
 * two, and letters a line that also hold in wide letters. Measured in a browser; a sheet that a student adds to goes on to a second page.
 */
const lines = 2 * 66;
const perLine = 56;
/** Of a heading, with the space around it. */
const headingLines = 2.2;
/** No kind takes all of it while others have something to say. */
const shares = { formulas: 0.3, tables: 0.3, dates: 0.25 };

const linesOf = (text: string) => Math.max(1, Math.ceil(text.length / perLine)) + 0.2;
const rowsOf = ({ rows }: Sheet['tables'][number]) => {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const cell = Math.max(6, Math.floor(perLine / columns) - 2);
  return 0.5 + rows.reduce((sum, row) => sum + Math.max(1, ...row.map((text) => Math.ceil(text.length / cell))) * 1.15, 0);
};

/** The weightiest of each kind that a page holds; what is shown keeps its order. Definitions take what the others leave. */
export function fitOnPage(sheet: Sheet): Sheet {
  let left = lines;
  const take = <T>(items: readonly T[], most: number, size: (item: T) => number): T[] => {
    if (items.length === 0) return [];
    let room = Math.min(left, most) - headingLines;
    const before = room;
    const taken = items.filter((item) => {
      const needed = size(item);
      if (needed > room) return false;
      room -= needed;
      return true;
    });
    if (taken.length > 0) left -= before - room + headingLines;
    return taken;
  };
  const formulas = take(sheet.formulas, lines * shares.formulas, ({ text }) => linesOf(text));
  const tables = take(sheet.tables, lines * shares.tables, rowsOf);
  const dates = take(sheet.dates, lines * shares.dates, ({ when, text }) => linesOf(`${when} ${text}`)).toSorted((a, b) => yearOf(a.when) - yearOf(b.when));
  const definitions = take(sheet.definitions, lines, ({ term, text }) => linesOf(`${term} ${text}`));
  return { kind: 'cheatSheet', definitions, formulas, tables, dates };
}

const yearOf = (when: string) => Number(/\d{3,4}/.exec(when)?.[0] ?? 0);
