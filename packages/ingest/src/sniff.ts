/** What raw bytes look like, without decoding them all. */

const sampleBytes = 65_536;

/** Text has hardly any control characters; UTF-16 has NUL bytes, but in every other place. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleBytes);
  if (utf16(sample) !== null) return true;
  let controls = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const byte = sample[at] ?? 0;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls += 1;
  }
  // A stray NUL or two in an otherwise plain text is dropped later; a file of them is no text.
  return controls <= Math.max(sample.length < 256 ? 4 : 2, sample.length * 0.003);
}

/** UTF-16 by its mark, or by where its NUL bytes stand. */
export function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  const counts = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) counts[at & 1] = (counts[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = counts;
  const half = sample.length / 2;
  if (half < 4) return null;
  if (odd > 0.5 * half && even < 0.1 * half) return 'utf-16le';
  if (even > 0.5 * half && odd < 0.1 * half) return 'utf-16be';
  return null;
}

/** Several signs that plain text does not have by chance; one alone (a dash, a star) means nothing. */
export function looksLikeMarkdown(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 16_384));
  const signs = [/^#{1,6} \S/m, /^```/m, /\[[^\]\n]+\]\([^)\s]+\)/, /\*\*[^*\n]+\*\*/, /^\|.+\|\s*\n\|[\s:|-]+\|/m, /^---\n[^]*?\n---\n/];
  return signs.filter((sign) => sign.test(head)).length >= 2;
}
