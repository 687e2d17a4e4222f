// Says the priority that it has after each step back.
import { getPriority } from 'node:os';
import { stepBack, stepBackIfLong } from '../../src/priority.ts';

const said: number[] = [];
stepBackIfLong(1e6);
said.push(getPriority());
stepBack('background');
said.push(getPriority());
stepBackIfLong(1e-6);
said.push(getPriority());
stepBack('background');
said.push(getPriority());
process.stdout.write(JSON.stringify(said));
