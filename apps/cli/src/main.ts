#!/usr/bin/env node
import { AppError } from '@studywright/core';
import { runProgram } from './program.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());

// Whoever reads may stop reading, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const io = {
  // npm runs scripts in the folder of the package and says here where its caller stood.
  folder: process.env['INIT_CWD'] || process.cwd(),
  print: (text: string) => new Promise<void>((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve()))),
  signal: interrupt.signal,
};

try {
  await runProgram(process.argv.slice(2), io);
} catch (error) {
  process.stderr.write(`${interrupt.signal.aborted ? 'Interrupted.' : lineOf(error)}\n`);
  process.exitCode = 1;
}

function lineOf(error: unknown): string {
  const text = error instanceof AppError ? error.detail : `Something went wrong inside Studywright: ${error instanceof Error ? error.message : String(error)}`;
  return text.replace(/\s+/g, ' ').trim();
}
