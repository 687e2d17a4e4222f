/** Every number that bounds what one person can ask for. Web, server and docs read this table and no other. */
export const limits = {
  /** `maxBytes` and `maxFilesAtOnce` are what holds where the settings say nothing else. */
  upload: { maxBytes: 50 * 1024 * 1024, maxFilesAtOnce: 10, ticketHours: 24, addressMinutes: 60 },
  /** Bytes of all files of one student, by plan. */
  storage: { free: 2 * 1024 * 1024 * 1024 },
  document: { maxTags: 20, tagChars: 40 },
  pastedText: { maxChars: 500_000 },
  ingest: {
    maxPages: 2_000,
    maxChars: 20_000_000,
    timeoutSeconds: 300,
    memoryMb: 768,
    /** Of archives (DOCX, PPTX, ODT, ODP, EPUB): all entries unpacked, how many there are, and elements within elements. */
    maxUnpackedBytes: 200 * 1024 * 1024,
    maxEntries: 5_000,
    maxDepth: 200,
    /** Width times height of one picture. */
    maxPixels: 100_000_000,
  },
  /** Reading one page that is a picture. Below `unsure` (0 to 1) the page says so. */
  ocr: { timeoutSeconds: 180, memoryMb: 1_024, unsure: 0.75 },
  course: { maxPerStudent: 200, nameChars: 120 },
  /**
   * What a model may cost, in US dollars: for one student and for all together, by day and by month, where the settings
   * say nothing else. And how much of its answers is kept, so that no question is paid for twice.
   */
  model: { studentDayUsd: 1, studentMonthUsd: 10, siteDayUsd: 20, siteMonthUsd: 200, answerBytes: 1024 * 1024, answersBytes: 512 * 1024 * 1024, answerDays: 30 },
  flashcard: { frontChars: 1_000, backChars: 4_000 },
  /** What a student asks about marked words: how many in an hour, how many questions are offered, in how many other documents a term is looked up, and for how long an answer is kept. */
  inquiry: { perHour: 120, questions: 3, documents: 3, keptHours: 24, timeoutSeconds: 120 },
  note: { titleChars: 200, textChars: 4_000, labelChars: 300, items: 600, quoteChars: 20_000, documents: 50, topics: 200, perCourse: 500 },
  /** Of one request for more. */
  generation: { cards: 100, questions: 100, topics: 200 },
  quiz: { maxQuestions: 50, defaultQuestions: 25, answerChars: 4_000, maxTopics: 60 },
  signIn: { triesBeforeDelay: 5, windowMinutes: 15, firstDelaySeconds: 5, longestDelaySeconds: 900 },
  /** Of passwords of one document. */
  unlock: { tries: 10, windowMinutes: 15, ticketMinutes: 10, maxBodyBytes: 4_096 },
  signUp: { perAddressPerHour: 20 },
  apiKey: { maxPerUser: 20, nameChars: 60 },
  token: { accessMinutes: 30, refreshDays: 7, sessionDays: 30 },
  password: { minChars: 10, maxChars: 200 },
  request: { maxBodyBytes: 1024 * 1024, maxBatch: 20 },
} as const;
