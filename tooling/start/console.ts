import { styleText } from 'node:util';

const colours: Record<string, 'cyan' | 'magenta' | 'yellow'> = { web: 'cyan', api: 'magenta', worker: 'yellow' };

const startedAt = performance.now();

/** What the launcher does, with the seconds since it began. */
export function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${styleText('dim', `${seconds} s`, { stream: process.stdout })}  ${line}\n`);
}

/** A line of one of the programs. */
export function output(name: string, line: string): void {
  const label = styleText(colours[name] ?? 'dim', name.padEnd(6), { stream: process.stdout });
  process.stdout.write(`${label} ${styleText('dim', '|', { stream: process.stdout })} ${line}\n`);
}

export function complain(message: string): void {
  process.stderr.write(`${message}\n`);
}

// The terminal may be closed while we run; what is written then is lost, and that is all.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
