/** Tokens of text that one request for cards and questions holds. */
export const draftBatchTokens = 2_400;
