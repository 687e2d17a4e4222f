import { readFile } from 'node:fs/promises';
import { extract } from '../extract.ts';
import type { RequestOf } from '../wire.ts';
import type { TaskCall, TaskResult } from './task.ts';

export async function run({ path, fileName, limits }: RequestOf<'extract'>, { onProgress }: TaskCall): Promise<TaskResult> {
  return { value: await extract(await readFile(path), { fileName, limits, onProgress }) };
}
