/** The way of a document, in order. */
export const documentSteps = ['read', 'topics', 'write', 'finish'] as const;
