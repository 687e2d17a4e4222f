/**
 * What a page without the data cache tells it: something changed on the server, so what is kept is old. The cache may
 * not be loaded at all; then nobody listens, and nothing is old.
 */
const listeners = new Set<() => void>();

export function onOldNews(heard: () => void): void {
  listeners.add(heard);
}

export function tellOldNews(): void {
  for (const heard of listeners) heard();
}
