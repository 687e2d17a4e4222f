export interface Move {
  id: string;
  /** The one it is put before; null: at the end. */
  before: string | null;
}

/** A list after one of it was moved. What is not in it stays out, and before something unknown is at the end. */
export function moved<Item extends { id: string }>(items: readonly Item[], { id, before }: Move): readonly Item[] {
  const item = items.find((one) => one.id === id);
  if (item === undefined || before === id) return items;
  const others = items.filter((one) => one !== item);
  const at = others.findIndex((one) => one.id === before);
  return at === -1 ? [...others, item] : others.toSpliced(at, 0, item);
}
