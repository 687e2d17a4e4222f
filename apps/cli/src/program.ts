import { parseArgs } from 'node:util';
import { AppError } from '@studywright/core';
import type { Command, Io } from './command.ts';
import { commands } from './registry.ts';

/**
 * Runs what the arguments ask for.
 * @throws AppError with one line for the caller.
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    await io.print(help());
    return;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) throw new AppError('BAD_INPUT', `There is no command “${name}”. “studywright help” lists those there are.`);
  const { positionals, values } = parse(command, rest);
  if (values['help'] === true) {
    await io.print(`studywright ${command.name} ${command.usage}\n\n${command.summary}\n`);
    return;
  }
  const [least, most] = command.takes;
  if (positionals.length < least || positionals.length > most) throw usage(command);
  await command.run(positionals, values, io);
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(command, error);
  }
}

function usage(command: Command, cause?: unknown): AppError {
  return new AppError('BAD_INPUT', `Use it so: studywright ${command.name} ${command.usage}`, { cause });
}

function help(): string {
  const lines = commands.map((command) => [`studywright ${command.name} ${command.usage}`, command.summary] as const);
  const width = Math.max(...lines.map(([call]) => call.length));
  return `${lines.map(([call, summary]) => `${call.padEnd(width)}  ${summary}`).join('\n')}\n`;
}
