import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

interface Wanted {
  port: number;
  /** The setting with which another one is chosen. */
  setting: string;
  /** What is to listen there. */
  what: string;
}

/** Refuses to go on when one of the ports is in use, and proposes one that is not. */
export async function requireFreePorts(wanted: readonly Wanted[], { retryFor = 0 } = {}): Promise<void> {
  const deadline = Date.now() + retryFor;
  for (const { port, setting, what } of wanted) {
    while (!(await isFree(port))) {
      if (Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      const other = await nextFree(port, wanted.map((entry) => entry.port));
      throw new StartError(`Port ${port}, which the ${what} needs, is in use by another program. End that program, or choose another port: ${setting}=${other} npm start`);
    }
  }
}

/** A port that nobody listens on, on any address of this machine. */
export async function freePort(): Promise<number> {
  const port = await listenOnce({ port: 0, host: '127.0.0.1' });
  if (port === undefined) throw new StartError('This machine has no free port left.');
  return port;
}

async function nextFree(port: number, taken: readonly number[]): Promise<number> {
  for (let candidate = port + 1; candidate < Math.min(port + 200, 65_536); candidate += 1) {
    if (!taken.includes(candidate) && (await isFree(candidate))) return candidate;
  }
  return freePort();
}

/** One program may listen on one address and not on the other, so both are tried. */
async function isFree(port: number): Promise<boolean> {
  return (await listenOnce({ port, host: '127.0.0.1' })) !== undefined && (await listenOnce({ port })) !== undefined;
}

function listenOnce(where: { port: number; host?: string }): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ ...where, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
