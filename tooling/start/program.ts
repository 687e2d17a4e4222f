import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { onEachLine, readableLine } from './log-lines.ts';
import { StartError } from './start-error.ts';

export interface ProgramSpec {
  name: string;
  /** As a sentence speaks of it: `The API server ended …`. */
  title: string;
  /** The program and its arguments. Read at each start, so that it may change. */
  command: readonly [string, ...string[]];
  folder: string;
  environment: () => NodeJS.ProcessEnv;
  /** Answers with a status below 500 as soon as the program is of use. Without it, a program that runs is. */
  health?: string;
}

export interface Program {
  readonly name: string;
  /** Of the process that runs now, if one does. */
  pid(): number | undefined;
  /** Resolves when it is of use. Rejects with StartError when it does not come to be, or ends before `established`. */
  ready(signal?: AbortSignal): Promise<void>;
  /** Rejects like `ready`, and never resolves. */
  readonly failedStart: Promise<never>;
  /** From here on it is started again when it ends, for it has shown that it can run. */
  established(): void;
  /** Ends it at once, as a crash would; it is started again. */
  kill(): void;
  /** Ends it for good: asks, and after `patience` milliseconds insists. */
  stop(patience: number): Promise<void>;
}

export interface ProgramEvents {
  output(name: string, line: string): void;
  say(line: string): void;
}

const shortestPause = 500;
const longestPause = 30_000;
/** A program that ran this long before it ended gets another start without delay. */
const steady = 60_000;
const lastWordsKept = 12;
const startPatience = 120_000;

/** Runs a program, hands on what it writes, and starts it again when it ends without being asked to. */
export function runProgram(spec: ProgramSpec, events: ProgramEvents): Program {
  let child: ChildProcess | undefined;
  let stopping = false;
  let established = false;
  let delay = shortestPause;
  let timer: NodeJS.Timeout | undefined;
  let lastWords: string[] = [];
  const failedStart = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; when nobody does, it must not end this process.
  failedStart.promise.catch(() => {});

  const start = () => {
    const startedAt = Date.now();
    lastWords = [];
    const current = spawnProgram(spec);
    child = current;
    for (const stream of [current.stdout, current.stderr]) {
      if (!stream) continue;
      onEachLine(stream, (line) => {
        if (line.trim() === '') return;
        const readable = readableLine(line);
        lastWords = [...lastWords, readable].slice(-lastWordsKept);
        events.output(spec.name, readable);
      });
    }
    let over = false;
    const onEnd = (how: string) => {
      if (over) return;
      over = true;
      if (child === current) child = undefined;
      if (stopping) return;
      if (!established) failedStart.reject(new StartError(`${spec.title} ended right after its start (${how}). ${reasonIn(lastWords)}`));
      else restart(how, Date.now() - startedAt);
    };
    current.once('error', (error) => onEnd(error.message));
    current.once('close', (code, signal) => onEnd(signal ?? `exit code ${code}`));
  };

  const restart = (how: string, ranFor: number) => {
    delay = ranFor > steady ? shortestPause : delay;
    events.say(`${spec.title} ended (${how}). It is started again in ${delay / 1000} s.`);
    timer = setTimeout(start, delay);
    delay = Math.min(delay * 2, longestPause);
  };

  start();
  return {
    name: spec.name,
    pid: () => child?.pid,
    kill: () => void child?.kill('SIGKILL'),
    failedStart: failedStart.promise,
    ready: (signal) => Promise.race([failedStart.promise, healthy(spec, signal)]),
    established() {
      established = true;
    },
    async stop(patience) {
      stopping = true;
      clearTimeout(timer);
      if (child) await end(child, patience);
    },
  };
}

/** Of what a program said before it ended, the line that says why: an error rather than the stack that follows it. */
function reasonIn(lastWords: readonly string[]): string {
  const telling = lastWords.filter((line) => !/^\s*(at |\^|Node\.js v)/.test(line));
  return telling.findLast((line) => /error/i.test(line)) ?? telling.at(-1) ?? 'It said nothing.';
}

function spawnProgram({ command: [program, ...args], folder, environment }: ProgramSpec): ChildProcess {
  return spawn(program, args, {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches the launcher alone, which then ends one after the other.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

async function healthy({ title, health }: ProgramSpec, signal: AbortSignal | undefined): Promise<void> {
  if (health === undefined) return;
  const deadline = Date.now() + startPatience;
  while (!(await answers(health))) {
    if (Date.now() > deadline) throw new StartError(`${title} runs but does not answer at ${health}. Its lines above may say why.`);
    await pause(100, undefined, { signal });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const silent = once(child, 'close');
  child.kill('SIGTERM');
  const insist = setTimeout(() => killGroup(child), patience);
  await ended;
  clearTimeout(insist);
  // Its last lines may still be on their way; but a program that it has left behind can hold them for ever.
  await Promise.race([silent, pause(1_000, undefined, { ref: false })]);
}

/** With all that it has started itself. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
