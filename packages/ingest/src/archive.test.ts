import { deflateRawSync } from 'node:zlib';
import { limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { openArchive } from './archive.ts';
import { zipOf } from '../test/zips.ts';

const bounds = { maxEntries: 10, maxUnpackedBytes: 1_000_000 };

describe('an archive', () => {
  test('gives what is in it', async () => {
    const archive = await openArchive(zipOf({ 'a.txt': 'alpha', 'b/c.txt': 'gamma' }), limits.ingest);
    expect(archive.names).toEqual(['a.txt', 'b/c.txt']);
    expect(Buffer.from((await archive.read('b/c.txt')) ?? []).toString()).toBe('gamma');
    expect(await archive.read('b')).toBeNull();
  });

  test('is read with bytes behind its end that it does not tell of, or without the last ones that it does', async () => {
    const whole = zipOf({ 'a.txt': 'alpha' });
    const announced = Buffer.concat([whole, Buffer.from('ab')]);
    announced.writeUInt16LE(3, whole.length - 2);
    for (const zip of [Buffer.concat([whole, Buffer.alloc(512)]), Buffer.concat([whole, Buffer.from('\r\n')]), announced]) {
      const archive = await openArchive(zip, limits.ingest);
      expect(Buffer.from((await archive.read('a.txt')) ?? []).toString()).toBe('alpha');
    }
  });

  test('that unpacks to more than is allowed is refused by what it says of itself', async () => {
    await expect(openArchive(zipOf({ a: Buffer.alloc(2_000_000) }), bounds)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  test('that lies about what it unpacks to is refused once it is unpacked', async () => {
    const archive = await openArchive(zipOf({ a: { data: Buffer.alloc(2_000_000), says: 10 } }), bounds);
    await expect(archive.read('a')).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('with too many entries, names that lead out of it, or cut off is refused', async () => {
    await expect(openArchive(zipOf(Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}`, '']))), bounds)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(openArchive(zipOf({ '../../etc/passwd': 'x' }), bounds)).rejects.toMatchObject({ code: 'UNREADABLE' });
    await expect(openArchive(zipOf({ a: 'alpha' }).subarray(0, 30), bounds)).rejects.toMatchObject({ code: 'UNREADABLE' });
    await expect(openArchive(Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync('x')]), bounds)).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});
