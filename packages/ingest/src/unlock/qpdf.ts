import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { AppError } from '@studywright/core';
import { z } from 'zod';
import { wrongPassword } from './errors.ts';

const program = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm');

/** What is used of the compiled program: its command line, and its files, which lie in memory. */
const qpdfModule = z.object({
  callMain: z.function({ input: [z.array(z.string())], output: z.number() }),
  FS: z.object({
    writeFile: z.function({ input: [z.string(), z.instanceof(Uint8Array<ArrayBufferLike>)], output: z.unknown() }),
    readFile: z.function({ input: [z.string()], output: z.custom<Uint8Array>((value) => ArrayBuffer.isView(value)) }),
  }),
});

/** Exit codes of qpdf: done, and done though the file had faults. */
const done = new Set([0, 3]);

/**
 * The same PDF without encryption: text, outline and metadata as they were.
 * @throws AppError WRONG_PASSWORD, or UNREADABLE where what is within cannot be read even so
 */
export async function decryptPdf(bytes: Uint8Array, password: string): Promise<Uint8Array> {
  for (const option of passwordOptions(password)) {
    const { qpdf, said } = await startQpdf();
    qpdf.FS.writeFile('/in.pdf', bytes);
    if (done.has(qpdf.callMain([...option, '--decrypt', '/in.pdf', '/out.pdf']))) return Uint8Array.from(qpdf.FS.readFile('/out.pdf'));
    if (!said.some((line) => line.includes('invalid password'))) throw new AppError('UNREADABLE', 'This PDF is damaged and cannot be opened. Get it again from where it came from, and upload that.');
  }
  throw wrongPassword();
}

/** Before PDF 2.0 a password is of one byte a letter, afterwards UTF-8; files of one age are written with the habits of the other. */
function passwordOptions(password: string): string[][] {
  const bytes = ['utf8', 'latin1'] as const;
  const spellings = new Set(bytes.map((encoding) => Buffer.from(password, encoding).toString('hex')));
  return [...spellings].map((hex) => ['--password-mode=hex-bytes', `--password=${hex}`]);
}

/**
 * A fresh copy in a context of its own, as in a browser: what is compiled there for Node asks for parts of it that a process
 * with limits does not have. It reaches no file, no network and no environment.
 */
async function startQpdf(): Promise<{ qpdf: z.infer<typeof qpdfModule>; said: string[] }> {
  const said: string[] = [];
  const say = (...words: unknown[]) => {
    said.push(words.join(' '));
  };
  const wasm = await readFile(join(dirname(program), 'qpdf.wasm'));
  const context = createContext({
    WorkerGlobalScope: true,
    self: { location: { href: '' } },
    fetch: async () => new Response(wasm, { headers: { 'content-type': 'application/wasm' } }),
    console: { log: say, warn: say, error: say },
    crypto,
    performance,
    TextDecoder,
  });
  const started: unknown = await runInContext(`${await readFile(program, 'utf8')};Module()`, context);
  return { qpdf: qpdfModule.parse(started), said };
}
