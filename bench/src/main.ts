import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '@studywright/db/embedded';
import { migrate } from '@studywright/db/migrate';
import { capture, scenarios, type Scenario } from './capture.ts';
import { accessTokens, runLoad, startApi, startBare, type Target } from './programs.ts';
import { inJson, inTable, summarise, type Measured, type Round } from './report.ts';
import { cardsPerStudent, seed, students } from './seed.ts';

const usage = 'Usage: npm run bench -- [--rounds N] [--seconds N] [--connections N] [--only due,rate,course] [--json]';
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string', default: scenarios.join(',') },
    json: { type: 'boolean', default: false },
  },
});
const number = (text: string) => {
  const parsed = Number(text);
  if (!Number.isInteger(parsed) || parsed < 1) throw new Error(usage);
  return parsed;
};
const rounds = number(values.rounds);
const seconds = number(values.seconds);
const connections = number(values.connections);
const chosen = scenarios.filter((scenario) => values.only.split(',').includes(scenario));
const say = (line: string) => void process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'studywright-bench-'));
const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  say(`Filling a database: ${students} students with ${cardsPerStudent} cards each`);
  const postgres = await startEmbedded({ folder: join(folder, 'postgres') });
  closers.unshift(() => postgres.stop());
  await migrate(postgres.url);
  await seed(postgres.url);
  const plans = await capture(postgres.url);

  const api = await startApi(postgres.url, folder);
  closers.unshift(api.stop);
  const restMb = await api.restMb();
  const bare = await startBare(postgres.url, plans);
  closers.unshift(bare.stop);
  const tokens = await accessTokens(students);

  // Each card is rated once: the cards are dealt out over all loads, warming up included.
  const loads = 2 * (rounds + 1);
  const perLoad = Math.floor((students * cardsPerStudent - students) / loads);
  let dealt = students;
  const measure = async (target: Target, scenario: Scenario, length: number) => {
    const cards = { from: dealt, count: perLoad };
    if (scenario === 'rate') dealt += perLoad;
    const { url } = target === 'api' ? api : bare;
    const outcome = await runLoad({ url, target, scenario, connections, seconds: length, tokens: target === 'api' ? tokens : [], cards });
    if (outcome.failed > 0) throw new Error(`${outcome.failed} requests of ${scenario} to the ${target} server failed.`);
    return outcome;
  };

  const measured: Measured[] = [];
  for (const scenario of chosen) {
    say(`Measuring ${scenario}: ${rounds} rounds of ${seconds} s each way, ${connections} connections`);
    await measure('bare', scenario, 2);
    await measure('api', scenario, 2);
    const made: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Who comes first changes, so that a machine that grows slower or faster favours neither.
      const first = round % 2 === 0 ? 'bare' : 'api';
      const one = await measure(first, scenario, seconds);
      const other = await measure(first === 'bare' ? 'api' : 'bare', scenario, seconds);
      made.push(first === 'bare' ? { bare: one, api: other } : { bare: other, api: one });
    }
    measured.push(summarise(scenario, made));
  }
  process.stdout.write(values.json ? inJson({ measured, restMb, rounds, seconds, connections }) : inTable(measured, restMb));
} finally {
  for (const close of closers) await close();
}
