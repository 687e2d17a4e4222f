export interface AnsweredItem {
  /** Which stored option is shown at which place. */
  optionOrder: readonly number[];
  chosen: number | null;
  /** Index of the right option as it is stored. */
  correct: number;
}

/** Whether the chosen place shows the right option. Nothing chosen is not right. */
export function isRight({ optionOrder, chosen, correct }: AnsweredItem): boolean {
  return chosen !== null && optionOrder[chosen] === correct;
}

/** A permutation of 0 … n-1 by Fisher and Yates; `random` gives numbers from 0 up to, not including, 1. */
export function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const held = order[last];
    const swap = order[other];
    if (held === undefined || swap === undefined) continue;
    order[last] = swap;
    order[other] = held;
  }
  return order;
}
