import type { Readable } from 'node:stream';
import { z } from 'zod';

const longestLine = 20_000;

const levels: Record<number, string> = { 10: 'trace', 20: 'debug', 30: '', 40: 'WARNING', 50: 'ERROR', 60: 'FATAL' };

const entrySchema = z.looseObject({
  level: z.number(),
  time: z.union([z.number(), z.string()]).optional(),
  msg: z.string().optional(),
  err: z.looseObject({ message: z.string().optional(), stack: z.string().optional() }).optional(),
});

/** Calls back for each line, the last one too when it has no end. */
export function onEachLine(stream: Readable, callback: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(-longestLine);
    for (const line of lines) callback(line);
  });
  stream.on('end', () => {
    if (rest !== '') callback(rest);
  });
}

/** Makes a structured log entry readable; any other line stays as it is. */
export function readableLine(line: string): string {
  if (!line.startsWith('{')) return line;
  let entry;
  try {
    entry = entrySchema.safeParse(JSON.parse(line));
  } catch {
    return line;
  }
  if (!entry.success) return line;
  const { level, time, msg, err, pid: _pid, hostname: _hostname, v: _v, ...rest } = entry.data;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const at = time === undefined ? undefined : new Date(time);
  const clock = at && !Number.isNaN(at.valueOf()) ? at.toTimeString().slice(0, 8) : undefined;
  return [clock, levels[level], msg, ...details, err?.stack ?? err?.message].filter((part) => part !== undefined && part !== '').join(' ');
}
