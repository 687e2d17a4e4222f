import type { ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What a command may touch of the world around it; the only one who fills it is `main.ts`. */
export interface Io {
  /** Where the caller stands; file names are relative to it. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Resolves once the text has left this process, however slow its reader is. */
  print(text: string): Promise<void>;
  /** A line for those who watch, beside the result. */
  tell(line: string): void;
  /** What is going on right now: each such line takes the place of the last. Shown to people, not written to files. */
  status(line: string): void;
  /**
   * What a person types, unseen if it is secret; where nobody sits at a keyboard, the next line of what is piped in.
   * Null when there is nothing more.
   */
  ask(question: Question): Promise<string | null>;
  /** What is piped in; null where a person sits at the keyboard. For commands that ask nothing. */
  input(): AsyncIterable<Uint8Array> | null;
  signal: AbortSignal;
}

export interface Question {
  message: string;
  secret: boolean;
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
