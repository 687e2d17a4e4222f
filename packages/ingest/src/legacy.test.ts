import { describe, expect, test } from 'vitest';
import { declaration, encoded, encodingsOf } from '../test/encodings.ts';
import { decodeText } from './decode.ts';

const starts = [0, 1 / 3, 2 / 3];

/** What is read of pieces of a text; of those that are plain ASCII nothing can be told. */
function pieces(code: string, encoding: string, size: number) {
  const lines = declaration(code);
  return starts
    .map((start) => encoded(lines.slice(Math.floor(lines.length * start)).join('\r\n'), encoding, size))
    .filter(({ bytes }) => bytes.some((byte) => byte >= 0x80))
    .map(({ text, bytes }) => ({ text: text.normalize('NFC'), read: decodeText(bytes).normalize('NFC') }));
}

const rows = Object.entries(encodingsOf).flatMap(([code, encodings]) => encodings.map((encoding): [string, string] => [code, encoding]));

describe('texts in the encodings from before Unicode', () => {
  test.each(rows)('%s in %s: 500 and 2,000 bytes are read to the character', (code, encoding) => {
    for (const size of [500, 2000]) for (const { text, read } of pieces(code, encoding, size)) expect(read).toBe(text);
  });

  test('of 200 bytes, at most one in a hundred is not', () => {
    const all = rows.flatMap(([code, encoding]) => pieces(code, encoding, 200));
    expect(all.filter(({ text, read }) => text !== read).length / all.length).toBeLessThan(0.01);
  });
});

test('a few signs beyond ASCII in a long text are enough', () => {
  const plain = 'The cell divides, and each half has what it needs to live. '.repeat(200);
  expect(decodeText(Buffer.from(`${plain}A caf\xE9 \x93quoted\x94 \x96 it costs 5 \x80, and it\x92s full.`, 'latin1'))).toBe(`${plain}A café “quoted” – it costs 5 €, and it’s full.`);
});

test('bytes that mean nothing in any of them do not break it', () => {
  expect(decodeText(Uint8Array.from({ length: 4096 }, (_, at) => 128 + (at % 128)))).toHaveLength(4096);
  expect(decodeText(Uint8Array.of(0xff))).toHaveLength(1);
});
