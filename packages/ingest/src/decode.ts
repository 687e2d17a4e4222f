import { decodeLegacy } from './legacy.ts';
import { utf16 } from './sniff.ts';

/** Enough to tell; more makes it slow on large files and no surer. */
const sampleBytes = 131_072;

/**
 * Decodes text in whatever encoding it is: by its byte order mark, as UTF-8 where it is valid, as what it says of itself
 * where that fits, else by its statistics. Never fails: what cannot be decoded becomes U+FFFD.
 * @param declared the encoding that is named in the text, if one is
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): string {
  const wide = utf16(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  // Escape sequences of ISO-2022-JP are plain ASCII, so it would pass as UTF-8.
  const japanese = /\x1B\$[@B]/.test(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, sampleBytes)).toString('latin1'));
  if (japanese) return new TextDecoder('iso-2022-jp').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (isDamagedUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
    return (declared === null ? null : decodeDeclared(declared, bytes)) ?? decodeLegacy(bytes);
  }
}

/** Null where the text can't be what it says: not known, or with bytes that mean nothing in it. */
function decodeDeclared(label: string, bytes: Uint8Array): string | null {
  if (/^utf-?(?:8|16|32)|^unicode/i.test(label)) return null;
  try {
    const text = new TextDecoder(label).decode(bytes);
    return (text.match(/\uFFFD/g)?.length ?? 0) * 1000 > text.length ? null : text;
  } catch {
    return null;
  }
}

/** A few broken bytes in a file that is UTF-8 otherwise do not make it another encoding. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(informative(bytes));
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return whole > 8 * broken;
}

/** Most of a file may be ASCII, which says nothing: the sample is cut where the other bytes begin. */
function informative(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, first - 4096);
  return bytes.subarray(from, from + sampleBytes);
}
