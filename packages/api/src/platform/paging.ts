import { AppError } from '@studywright/core';

/** Cursors name the last row shown, so that a list does not shift when rows come or go. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string' || typeof part === 'number')) return parts;
  } catch {
    // Falls through to the same answer as any other cursor that is not ours.
  }
  throw new AppError('BAD_INPUT', 'This list cannot be continued from here. Load it again.');
}

/** Rows were asked for with one more than the limit: that one only says that there is more. */
export function page<Row, Item>(rows: readonly Row[], limit: number, toItem: (row: Row) => Item, cursorOf: (row: Row) => readonly (string | number)[]): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
