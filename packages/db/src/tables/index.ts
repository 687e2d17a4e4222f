export * from './account.ts';
export * from './course.ts';
export * from './document.ts';
export * from './flashcard.ts';
export * from './model.ts';
export * from './note.ts';
export * from './quiz.ts';
export * from './revision.ts';
export { itemStatusEnum } from './columns.ts';
