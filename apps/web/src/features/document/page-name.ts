import type { PageKind } from '@studywright/core';

/** “Slide”, for the beginning of a label. */
export function pageWord(kind: PageKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** “Page 12”, “Slide 3: Three stages”. */
export function pageName({ kind, number, label }: { kind: PageKind; number: number; label: string | null }): string {
  const name = `${pageWord(kind)} ${number}`;
  return label === null || label === '' ? name : `${name}: ${label}`;
}
