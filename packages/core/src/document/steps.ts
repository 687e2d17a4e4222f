/** The way of a document, in order. */
export const documentSteps = ['read', 'ocr', 'topics', 'write', 'finish'] as const;
