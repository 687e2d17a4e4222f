import type { Command } from '../command.ts';
import { describe, documentJson, readDocument } from '../document.ts';

export const extract: Command = {
  name: 'extract',
  usage: 'FILE [--json]',
  summary: 'Reads a document and gives its text page by page. Needs no server.',
  options: { json: { type: 'boolean' } },
  takes: [1, 1],
  async run([file = ''], values, io) {
    const source = await readDocument(file, io);
    if (values['json'] === true) {
      await io.print(`${JSON.stringify(documentJson(source))}\n`);
      return;
    }
    const outline = source.headings.slice(0, 40).map((heading) => `${'  '.repeat(heading.level)}${heading.text} (${heading.page})`);
    await io.print(`${[describe(source), ...outline].join('\n')}\n`);
  },
};
