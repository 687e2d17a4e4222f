import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Io } from './command.ts';
import { oneLine } from './text.ts';

export interface Terminal extends Pick<Io, 'tell' | 'status' | 'ask'> {
  /** Leaves the cursor at the start of an empty line, and the input to whoever comes after. */
  close(): void;
}

/** What stands beside the result goes to `output`, so that the result can be piped on. */
export function createTerminal(input: ReadStream, output: WriteStream, interrupt: AbortController): Terminal {
  let shown = false;
  const clear = () => {
    if (shown) output.write('\r\u001b[2K');
    shown = false;
  };
  let lines: AsyncIterator<string> | null = null;
  const piped = () => (lines ??= createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]());
  return {
    tell(line) {
      clear();
      output.write(`${oneLine(line)}\n`);
    },
    status(line) {
      if (!output.isTTY) return;
      clear();
      output.write(oneLine(line).slice(0, Math.max(1, (output.columns || 80) - 1)));
      shown = true;
    },
    async ask({ message, secret }) {
      clear();
      if (!input.isTTY) {
        const next = await piped().next();
        return next.done ? null : next.value;
      }
      const context = { input, output, signal: interrupt.signal };
      try {
        if (!secret) return await (await import('@inquirer/input')).default({ message, required: true }, context);
        return await (await import('@inquirer/password')).default({ message, mask: false, toggleMask: false }, context);
      } catch (error) {
        // While it asks, the prompt gets Ctrl-C as a key.
        if (error instanceof Error && error.name === 'ExitPromptError') interrupt.abort();
        throw error;
      }
    },
    close() {
      clear();
      if (lines) input.destroy();
    },
  };
}
