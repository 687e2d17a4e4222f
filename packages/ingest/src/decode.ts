import { analyse } from 'chardet';
import { utf16 } from './sniff.ts';

/** Enough for the detector; more makes it slow on large files and no surer. */
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

function decodeLegacy(bytes: Uint8Array): string {
  const sample = informative(bytes);
  const mostlyUtf8 = new TextDecoder('utf-8').decode(sample);
  // A few broken bytes in a file that is UTF-8 otherwise do not make it another encoding.
  const broken = mostlyUtf8.match(/\uFFFD/g)?.length ?? 0;
  const whole = mostlyUtf8.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  if (whole > 8 * broken) return new TextDecoder('utf-8').decode(bytes);
  for (const { name, confidence } of analyse(sample)) {
    if (confidence < 5) break;
    const text = decodeAs(name, bytes);
    if (text !== null) return text;
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

/** Most of a file may be ASCII, which says nothing: the sample is cut where the other bytes begin. */
function informative(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, first - 4096);
  return bytes.subarray(from, from + sampleBytes);
}

function decodeAs(name: string, bytes: Uint8Array): string | null {
  // Its name promises Latin-1, but files that claim to be hold the quotes and dashes of Windows.
  const label = name === 'ISO-8859-1' ? 'windows-1252' : name;
  if (/^UTF/i.test(label)) return null;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}
