import type { Command } from '../command.ts';
import { withServer } from '../online/server.ts';
import { oneLine } from '../text.ts';

export const due: Command = {
  name: 'due',
  usage: '[--json]',
  summary: 'What is left to study today, by course.',
  options: { json: { type: 'boolean' } },
  takes: [0, 0],
  async run(_args, values, io) {
    const today = await withServer(io, (client) => client.progress.today.query(undefined, { signal: io.signal }));
    if (values['json'] === true) return io.print(`${JSON.stringify(today)}\n`);
    const courses = today.courses.map((course) => ({ ...course, name: oneLine(course.name) }));
    const width = Math.max(0, ...courses.map((course) => course.name.length));
    const lines = courses.map(({ name, due: open, new: fresh, examDate }) => `  ${name.padEnd(width)}  ${String(open).padStart(4)} due  ${String(fresh).padStart(4)} new${examDate === null ? '' : `  exam ${examDate}`}`);
    return io.print(`${[`${today.day}: ${today.due} due, ${today.learning} in learning, ${today.new} new, ${today.done} done`, ...lines].join('\n')}\n`);
  },
};
