import { once } from 'node:events';
import { AppError } from '@studywright/core';
import { EmbeddedPostgresError } from '@studywright/db/embedded';
import { startStack, type Stack } from './stack.ts';
import { buildWeb, isBuilt } from './start/build.ts';
import { complain, output, say } from './start/console.ts';
import { requireFreePorts } from './start/ports.ts';
import { claimDataFolder } from './start/running.ts';
import { ensureSecrets } from './start/secrets.ts';
import { seedOnce, type DemoAccount } from './start/seed.ts';
import { loadEnvFile, readLauncherSettings, shortPath, type Settings } from './start/settings.ts';
import { StartError } from './start/start-error.ts';
import { onStopRequest } from './start/stop-request.ts';

const mode = process.argv.includes('--dev') ? 'development' : 'production';

async function main(): Promise<void> {
  loadEnvFile();
  const settings = readLauncherSettings(process.env);
  const stopRequest = onStopRequest();
  const claim = claimDataFolder(settings.dataFolder, settings.addresses.web);
  try {
    await run(settings, claim.afterCrash, stopRequest);
  } catch (error) {
    // What was asked to end may end in any way.
    if (!stopRequest.aborted) throw error;
    say('Stopped. All data is kept.');
  } finally {
    claim.release();
  }
}

/** Everything from here to the end of the programs. */
async function run(settings: Settings, afterCrash: boolean, stopRequest: AbortSignal): Promise<void> {
  // Programs of a launcher that was killed notice it within moments and give their ports back.
  await requireFreePorts(
    [
      { port: settings.ports.web, setting: 'WEB_PORT', what: 'web app' },
      { port: settings.ports.api, setting: 'API_PORT', what: 'API server' },
    ],
    { retryFor: afterCrash ? 10_000 : 0 },
  );
  if (mode === 'production') {
    say(isBuilt() ? 'Building the web app if it has changed …' : 'Building the web app (the first time takes about a minute) …');
    await buildWeb(stopRequest);
  }
  if (stopRequest.aborted) return;
  say(settings.databaseUrl ? 'Using the database of DATABASE_URL …' : `Starting PostgreSQL (its data is in ${shortPath(settings.dataFolder)}/postgres) …`);
  let demo: DemoAccount | undefined;
  const authSecret = settings.authSecret ?? ensureSecrets(settings.dataFolder).AUTH_SECRET;
  const stack = await startStack({
    dataFolder: settings.dataFolder,
    ports: settings.ports,
    host: settings.host,
    addresses: settings.addresses,
    authSecret,
    databaseUrl: settings.databaseUrl,
    mode,
    async prepare(databaseUrl) {
      demo = await seedOnce(settings, databaseUrl, authSecret);
      say('Starting web app, API server and worker …');
    },
    signal: stopRequest,
    events: { say, output },
  });
  try {
    printWelcome(settings, stack, demo);
    if (!stopRequest.aborted) await once(stopRequest, 'abort');
    say('Stopping …');
  } finally {
    await stack.stop();
  }
  say('Stopped. All data is kept.');
}

function printWelcome(settings: Settings, stack: Stack, demo: DemoAccount | undefined): void {
  say('Studywright is ready.');
  const lines = [
    ['Web app', stack.addresses.web],
    ['API server', stack.addresses.api],
    ...(demo ? [['Demo sign-in', `${demo.email}  password: ${demo.password}`]] : []),
    ['Data', shortPath(settings.dataFolder)],
    ['Stop', 'Ctrl-C'],
  ];
  process.stdout.write(`\n${lines.map(([name, value]) => `  ${name?.padEnd(13)} ${value}`).join('\n')}\n\n`);
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof StartError || error instanceof AppError || error instanceof EmbeddedPostgresError;
  complain(isExpected ? error.message : `Studywright could not start: ${error instanceof Error ? error.message : String(error)}`);
  if (!isExpected && process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) complain(error.stack ?? '');
  process.exitCode = 1;
}
process.exit();
