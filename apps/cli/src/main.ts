#!/usr/bin/env node
import { AppError } from '@studywright/core';
import type { Io } from './command.ts';
import { runProgram } from './program.ts';
import { createTerminal } from './terminal.ts';
import { oneLine } from './text.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());

// Whoever reads may stop reading, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const terminal = createTerminal(process.stdin, process.stderr, interrupt);

const io: Io = {
  // npm runs scripts in the folder of the package and says here where its caller stood.
  folder: process.env['INIT_CWD'] || process.cwd(),
  environment: process.env,
  print: (text) => new Promise<void>((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve()))),
  ...terminal,
  input: () => (process.stdin.isTTY ? null : process.stdin),
  signal: interrupt.signal,
};

try {
  await runProgram(process.argv.slice(2), io);
} catch (error) {
  terminal.tell(interrupt.signal.aborted ? 'Interrupted.' : lineOf(error));
  process.exitCode = 1;
} finally {
  terminal.close();
}

function lineOf(error: unknown): string {
  const text = error instanceof AppError ? error.detail : `Something went wrong inside Studywright: ${error instanceof Error ? error.message : String(error)}`;
  return oneLine(text);
}
