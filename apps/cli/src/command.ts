import type { ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What a command may touch of the world around it; the only one who fills it is `main.ts`. */
export interface Io {
  /** Where the caller stands; file names are relative to it. */
  folder: string;
  /** Resolves once the text has left this process, however slow its reader is. */
  print(text: string): Promise<void>;
  signal: AbortSignal;
}

/** One file a command; `registry.ts` lists them. */
export interface Command {
  name: string;
  /** Its arguments as help shows them: “FILE [--json]”. */
  usage: string;
  summary: string;
  options: Options;
  /** How many arguments it takes besides options, least and most. */
  takes: readonly [number, number];
  /** @throws AppError whose detail the caller is shown. */
  run(args: readonly string[], values: Values, io: Io): Promise<void>;
}
