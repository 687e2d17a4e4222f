import { createHash } from 'node:crypto';

/** Hands on what it is given, and counts and digests it on the way. */
export function measured(source: AsyncIterable<Uint8Array>): { stream: AsyncIterable<Uint8Array>; result(): { bytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* pass() {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { stream: pass(), result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

export async function measure(source: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const { stream, result } = measured(source);
  for await (const _ of stream);
  return result();
}
