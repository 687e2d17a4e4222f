/** Encodings with two bytes and more a character: how much of a text is made of what is frequent in them. */

interface AsianEncoding {
  name: string;
  /** ISO 639-1 code of what is written in it. */
  language: string;
  /** Whether a character is a frequent one, by its two bytes. */
  isFrequent(first: number, second: number): boolean;
  /** Whether a byte is the first of two; one that is not stands alone. */
  leads(byte: number): boolean;
}

const within = (from: number, to: number) => (byte: number) => byte >= from && byte <= to;
const kanjiOfShiftJis = within(0x88, 0x97);

/**
 * The national standards put what is frequent in front: the first level of JIS X 0208, GB 2312 and Big5, the syllables of
 * KS X 1001. Signs, kana and full-width letters come before those.
 */
export const asianEncodings: readonly AsianEncoding[] = [
  {
    name: 'shift_jis',
    language: 'ja',
    leads: (byte) => within(0x81, 0x9f)(byte) || within(0xe0, 0xfc)(byte),
    isFrequent: (first) => within(0x81, 0x83)(first) || kanjiOfShiftJis(first),
  },
  { name: 'euc-jp', language: 'ja', leads: (byte) => byte >= 0x8e, isFrequent: (first, second) => second >= 0xa1 && (within(0xa1, 0xa5)(first) || within(0xb0, 0xcf)(first)) },
  { name: 'euc-kr', language: 'ko', leads: (byte) => byte >= 0x81, isFrequent: (first, second) => second >= 0xa1 && (within(0xa1, 0xa3)(first) || within(0xb0, 0xc8)(first)) },
  { name: 'gb18030', language: 'zh', leads: (byte) => byte >= 0x81, isFrequent: (first, second) => second >= 0xa1 && (within(0xa1, 0xa3)(first) || within(0xb0, 0xd7)(first)) },
  { name: 'big5', language: 'zh', leads: (byte) => byte >= 0x81, isFrequent: (first) => within(0xa1, 0xc6)(first) },
];

/** 0 to 1: of all characters that are not ASCII, those that are frequent and do not touch a Latin letter. */
export function frequentShare({ leads, isFrequent }: AsianEncoding, bytes: Uint8Array): number {
  let all = 0;
  let frequent = 0;
  let before = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) all += 1;
    if (!leads(byte)) {
      before = byte;
      continue;
    }
    at += 1;
    // A letter beyond ASCII in a Latin word is read as the first of two bytes, with the letter behind it.
    if (isFrequent(byte, bytes[at] ?? 0) && !isSmall(before) && !isSmall(bytes[at + 1])) frequent += 1;
    before = 0;
  }
  return all === 0 ? 0 : frequent / all;
}

function isSmall(byte = 0): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
