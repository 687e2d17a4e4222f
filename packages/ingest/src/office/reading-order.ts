/** Where something stands; any unit, from the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** With more than this on a page no order of places is looked for: it would take long, and nobody reads that. */
const mostBoxes = 200;

/**
 * The order in which what stands on a page is read. Programs keep what they were given in the order in which it was made or
 * lies on top of each other; that is kept, but what stands wholly above something of its column, or left of something of its
 * row, comes before it.
 * @param places of the items; undefined where nothing is known
 * @returns indexes of the items
 */
export function readingOrder(places: readonly (Box | undefined)[]): number[] {
  const all = places.map((_, index) => index);
  if (places.length > mostBoxes) return all;
  const waiting = new Set(all);
  const order: number[] = [];
  while (waiting.size > 0) {
    const rest = [...waiting];
    const next = rest.find((index) => rest.every((other) => other === index || !precedes(places[other], places[index]))) ?? rest[0] ?? 0;
    waiting.delete(next);
    order.push(next);
  }
  return order;
}

function precedes(a: Box | undefined, b: Box | undefined): boolean {
  if (!a || !b) return false;
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const sharedX = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const sharedY = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (sharedX > 0.3 * width && sharedY <= 0.2 * height) return a.y < b.y;
  return sharedY > 0.5 * height && sharedX <= 0.2 * width && a.x < b.x;
}
