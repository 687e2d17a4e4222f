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
  if (odd > even) return unmarkedWide(sample, odd, 'utf-16le');
  return even > odd ? unmarkedWide(sample, even, 'utf-16be') : null;
}

/** Spaces, line ends and digits of a text: so many of its characters at least have a NUL byte in UTF-16. */
const fewestNuls = 0.004;
/** Text of one byte a letter, with a stray NUL in it, is mostly ASCII; the halves of other scripts' characters are so by chance. */
const mostAscii = 0.75;

/** Other scripts have few NUL bytes, most of them on the same side; what they are decoded to has to be text through and through. */
function unmarkedWide(sample: Uint8Array, nuls: number, encoding: 'utf-16le' | 'utf-16be'): 'utf-16le' | 'utf-16be' | null {
  const units = sample.length >> 1;
  if (nuls < Math.max(1, fewestNuls * units) || sample.filter((byte) => byte >= 0x20 && byte < 0x7f).length > mostAscii * sample.length) return null;
  const text = new TextDecoder(encoding).decode(sample.subarray(0, 2 * units - 2));
  const odd = text.match(/(?![\t\n\f\r])[\p{Cc}\p{Co}\p{Cn}\p{Cs}\uFFFD]/gu)?.length ?? 0;
  return odd <= 0.002 * text.length && /\p{L}/u.test(text) ? encoding : null;
}

/** Several signs that plain text does not have by chance; one alone (a dash, a star) means nothing. */
export function looksLikeMarkdown(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 16_384));
  const signs = [/^#{1,6} \S/m, /^```/m, /\[[^\]\n]+\]\([^)\s]+\)/, /\*\*[^*\n]+\*\*/, /^\|.+\|\s*\n\|[\s:|-]+\|/m, /^---\n[^]*?\n---\n/];
  return signs.filter((sign) => sign.test(head)).length >= 2;
}
