import type { Command } from '../command.ts';

export const scorecard: Command = {
  name: 'scorecard',
  usage: 'DIR [--engine extractive|openai] [--json] [--against FILE]',
  summary: 'Measures what an engine makes of chapters, against the glossaries and summaries beside them. Needs no server.',
  options: { engine: { type: 'string' }, json: { type: 'boolean' }, against: { type: 'string' } },
  takes: [1, 1],
  async run([folder = ''], values, io) {
    // The metrics bring lists of words of their own, which no other command needs.
    const { runScorecard } = await import('../scorecard/run.ts');
    const { engine, against, json } = values;
    await runScorecard({ folder, engine: typeof engine === 'string' ? engine : 'extractive', json: json === true, against: typeof against === 'string' ? against : null }, io);
  },
};
