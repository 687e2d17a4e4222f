/** The gap of a cloze card. */
export const clozeGap = '[…]';
