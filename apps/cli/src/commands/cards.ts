import type { Outputs } from '@studywright/client';
import type { Command } from '../command.ts';
import { courseNamed, pages } from '../online/courses.ts';
import { withServer } from '../online/server.ts';
import { oneLine } from '../text.ts';

type Card = Outputs['flashcard']['get'];

export const cards: Command = {
  name: 'cards',
  usage: 'COURSE [--search WORDS] [--json]',
  summary: 'The cards of a course, with where each comes from.',
  options: { json: { type: 'boolean' }, search: { type: 'string' } },
  takes: [1, 1],
  async run([name = ''], values, io) {
    const search = typeof values['search'] === 'string' ? values['search'] : undefined;
    await withServer(io, async (client) => {
      const { id, name: title } = await courseNamed(client, name);
      const found: Card[] = [];
      for await (const some of pages((cursor) => client.flashcard.list.query({ courseId: id, search, limit: 100, cursor }, { signal: io.signal }))) {
        if (values['json'] === true) found.push(...some);
        else if (some.length > 0) await io.print(`${some.map(lineOf).join('\n')}\n`);
      }
      if (values['json'] === true) await io.print(`${JSON.stringify({ course: { id, name: title }, cards: found })}\n`);
    });
  },
};

function lineOf({ front, back, source, due, suspended }: Card): string {
  const from = source ? `  (${oneLine(source.documentTitle)}, ${source.kind} ${source.citation.page})` : '';
  const when = suspended ? '  suspended' : due === null ? '' : `  due ${due.slice(0, 10)}`;
  return `${oneLine(front)} — ${oneLine(back)}${from}${when}`;
}
