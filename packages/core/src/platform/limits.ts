/** Every number that bounds what one person can ask for. Web, server and docs read this table and no other. */
export const limits = {
  upload: { maxBytes: 50 * 1024 * 1024, maxFilesAtOnce: 10, ticketHours: 24 },
  pastedText: { maxChars: 500_000 },
  ingest: { maxPages: 2_000, maxChars: 20_000_000, timeoutSeconds: 300, memoryMb: 768 },
  course: { maxPerStudent: 200, nameChars: 120 },
  flashcard: { frontChars: 1_000, backChars: 4_000 },
  quiz: { maxQuestions: 50, defaultQuestions: 10 },
  signIn: { triesBeforeDelay: 5, windowMinutes: 15, firstDelaySeconds: 5, longestDelaySeconds: 900 },
  signUp: { perAddressPerHour: 20 },
  apiKey: { maxPerUser: 20, nameChars: 60 },
  token: { accessMinutes: 30, refreshDays: 7, sessionDays: 30 },
  password: { minChars: 10, maxChars: 200 },
  request: { maxBodyBytes: 1024 * 1024, maxBatch: 20 },
} as const;
