import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { all, courseNamed } from '../online/courses.ts';
import { saveFigures } from '../online/figures.ts';
import { withServer } from '../online/server.ts';

export const exportCourse: Command = {
  name: 'export',
  usage: 'COURSE --json [--figures DIR]',
  summary: 'All of a course as JSON: documents, topics, cards with schedules and citations, questions, ratings.',
  options: { json: { type: 'boolean' }, figures: { type: 'string' } },
  takes: [1, 1],
  async run([name = ''], values, io) {
    const whole = await withServer(io, async (client, url) => {
      const { id: courseId } = await courseNamed(client, name);
      const page = (cursor: string | undefined) => ({ courseId, limit: 100, cursor });
      const call = { signal: io.signal };
      const { course } = await client.course.open.query({ id: courseId }, call);
      io.status('Documents and topics');
      const documents = await all((cursor) => client.document.list.query(page(cursor), call));
      const topics = await all((cursor) => client.course.topics.query(page(cursor), call));
      io.status('Cards');
      const cards = await all((cursor) => client.transfer.cards.query(page(cursor), call));
      const folder = values['figures'];
      if (typeof folder === 'string') {
        io.status('Pictures on cards');
        await saveFigures({ client, url, signal: io.signal }, cards, resolve(io.folder, folder));
      }
      io.status('Questions');
      const questions = await all((cursor) => client.transfer.questions.query(page(cursor), call));
      io.status('Ratings');
      const reviews = await all((cursor) => client.transfer.reviews.query(page(cursor), call));
      return {
        format: 'studywright-course',
        version: 1,
        course: { id: course.id, name: course.name, examDate: course.examDate, archivedAt: course.archivedAt, createdAt: course.createdAt },
        documents: documents.map(({ id, title, fileName, mediaType, bytes, status, language, pages, engine, createdAt, finishedAt }) => ({ id, title, fileName, mediaType, bytes, status, language, pages, engine, createdAt, finishedAt })),
        topics: topics.map(({ id, title, documentId, page: first, terms }) => ({ id, title, documentId, page: first, terms })),
        cards,
        questions,
        reviews,
      };
    });
    // Without --json it is for a person to read; the content is the same.
    await io.print(`${JSON.stringify(whole, null, values['json'] === true ? undefined : 2)}\n`);
  },
};
