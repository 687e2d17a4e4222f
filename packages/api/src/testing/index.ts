export { startTestS3, type TestS3 } from './s3.ts';
export { createTestApi, type Caller, type LogLine, type TestApi, type TestStudent } from './api.ts';
export type { TestClock } from './clock.ts';
export { figurePdf } from './figure-pdf.ts';
export { failure } from './failure.ts';
export type { ScriptedModel } from './model.ts';
export type { TestJob, TestQueue } from './queue.ts';
export { protectedMark, type ScriptedPage, type ScriptedReader } from './reader.ts';
export type { SeededCourse, SeedOptions } from './seeds.ts';
