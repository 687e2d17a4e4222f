import type { Command } from './command.ts';
import { draft } from './commands/draft.ts';
import { extract } from './commands/extract.ts';

export const commands: readonly Command[] = [extract, draft];
