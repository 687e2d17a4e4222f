import { accountRouter } from './account/router.ts';
import { courseRouter } from './course/router.ts';
import { documentRouter } from './document/router.ts';
import { flashcardRouter } from './flashcard/router.ts';
import { generationRouter } from './generation/router.ts';
import { inquiryRouter } from './inquiry/router.ts';
import { noteRouter } from './note/router.ts';
import { createCallerFactory, router } from './platform/procedures.ts';
import { progressRouter } from './progress/router.ts';
import { quizRouter } from './quiz/router.ts';
import { searchRouter } from './search/router.ts';
import { topicRouter } from './topic/router.ts';
import { transferRouter } from './transfer/router.ts';

/** The one tree that web, server and typed client share. */
export const appRouter = router({
  account: accountRouter,
  course: courseRouter,
  document: documentRouter,
  flashcard: flashcardRouter,
  generation: generationRouter,
  inquiry: inquiryRouter,
  note: noteRouter,
  progress: progressRouter,
  quiz: quizRouter,
  search: searchRouter,
  topic: topicRouter,
  transfer: transferRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
