/** Where something is kept on this device until the server has it. */
export interface Store {
  keys(): string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** The browser's store, or memory where it is full or forbidden. */
export function deviceStore(): Store {
  const memory = new Map<string, string>();
  const attempt = <T>(use: () => T, otherwise: () => T): T => {
    try {
      return use();
    } catch {
      return otherwise();
    }
  };
  return {
    keys: () => [...new Set([...attempt(() => Object.keys(localStorage), () => []), ...memory.keys()])],
    get: (key) => attempt(() => localStorage.getItem(key), () => null) ?? memory.get(key) ?? null,
    set: (key, value) =>
      attempt(
        () => localStorage.setItem(key, value),
        () => void memory.set(key, value),
      ),
    remove: (key) => {
      memory.delete(key);
      attempt(
        () => localStorage.removeItem(key),
        () => undefined,
      );
    },
  };
}
