import type { Command } from './command.ts';
import { add } from './commands/add.ts';
import { cards } from './commands/cards.ts';
import { draft } from './commands/draft.ts';
import { due } from './commands/due.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportCourse } from './commands/export.ts';
import { extract } from './commands/extract.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { scorecard } from './commands/scorecard.ts';

export const commands: readonly Command[] = [extract, draft, evaluate, scorecard, login, logout, add, due, cards, exportCourse];
