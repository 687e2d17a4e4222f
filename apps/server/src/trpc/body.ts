import type { IncomingMessage } from 'node:http';
import { TRPCError } from '@trpc/server';

const patienceMs = 60_000;

/** The body as text. @throws TRPCError PAYLOAD_TOO_LARGE once it passes `limit` bytes; what follows is not kept */
export function readBody(req: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (req.destroyed && !req.complete) return reject(cutOff());
    const chunks: Buffer[] = [];
    let bytes = 0;
    // A sender that is stuck is cut off, which ends in `onCut`.
    const timer = setTimeout(() => req.destroy(), patienceMs);
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) end(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }));
      else chunks.push(chunk);
    };
    const onEnd = () => end(null);
    const onCut = () => end(cutOff());
    const end = (error: TRPCError | null) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut);
      if (error) {
        req.resume();
        reject(error);
      } else resolve(decode(chunks, bytes));
    };
    req.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut);
  });
}

/** Nobody is there to read it. */
function cutOff(): TRPCError {
  return new TRPCError({ code: 'BAD_REQUEST' });
}

function decode(chunks: Buffer[], bytes: number): string {
  const [only] = chunks;
  const text = (only && chunks.length === 1 ? only : Buffer.concat(chunks, bytes)).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
