/** Has a document read by a program that hangs, and says which process does it. Run by a test that then ends this one. */
import { fileURLToPath } from 'node:url';
import { limits as productLimits } from '@studywright/core';
import { extractInProcess } from '../src/process.ts';

const limits = { ...productLimits.ingest, maxPages: 10, maxChars: 1000, timeoutSeconds: 60, memoryMb: 512 };
await extractInProcess(fileURLToPath(import.meta.url), {
  fileName: 'notes.txt',
  limits,
  entry: new URL('./children/hang.ts', import.meta.url),
  onProgress: (pid) => process.stdout.write(`${pid}\n`),
});
