import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../testing/failure.ts';
import { startTestS3, type TestS3 } from '../../testing/s3.ts';
import { sha256 } from '../files.ts';
import { localFiles } from './local.ts';
import type { FileStore } from './port.ts';
import { s3Files } from './s3.ts';

let folder: string;
let s3: TestS3;
const stores: Record<string, FileStore> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-store-'));
  s3 = await startTestS3();
  stores['a folder'] = localFiles(folder);
  stores['an S3 bucket'] = s3Files(s3.settings);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

async function* inPieces(bytes: Buffer, piece: number, failAt = Number.POSITIVE_INFINITY) {
  for (let from = 0; from < bytes.length; from += piece) {
    if (from >= failAt) throw new Error('the sender went away');
    yield bytes.subarray(from, from + piece);
  }
}

describe.each(['a folder', 'an S3 bucket'])('%s', (name) => {
  const store = () => {
    const found = stores[name];
    if (!found) throw new Error('There is no such store.');
    return found;
  };
  const text = async (key: string, range?: { start: number; end: number }) => {
    const stream = await store().read(key, range);
    return stream ? (await buffer(stream)).toString() : null;
  };
  const keys = async (prefix: string) => {
    const found: string[] = [];
    for await (const { key } of store().list(prefix)) found.push(key);
    return found;
  };

  it('gives back what it was given, whole and in part', async () => {
    await store().write('documents/aa/one', Buffer.from('first words'));
    expect([await text('documents/aa/one'), await text('documents/aa/one', { start: 6, end: 8 }), await store().size('documents/aa/one')]).toEqual(['first words', 'wor', 11]);
    await store().write('documents/aa/one', Buffer.from('other words'));
    expect(await text('documents/aa/one')).toBe('other words');
    expect([await text('documents/aa/none'), await store().size('documents/aa/none')]).toEqual([null, null]);
  });

  it('takes a stream in pieces and tells its digest; of one that breaks off it keeps nothing', async () => {
    const bytes = Buffer.alloc(12_000_000, 'abcdefghij');
    expect(await store().writeStream('documents/bb/large', inPieces(bytes, 64_000))).toEqual({ bytes: bytes.length, sha256: sha256(bytes) });
    expect(await store().size('documents/bb/large')).toBe(bytes.length);
    await expect(store().writeStream('documents/bb/broken', inPieces(bytes, 64_000, 8_000_000))).rejects.toThrow('went away');
    expect([await store().size('documents/bb/broken'), await keys('incoming/'), s3.uploads.size]).toEqual([null, [], 0]);
  });

  it('gives a path for as long as it is used, whatever happens', async () => {
    await store().write('documents/cc/read', Buffer.from('on this machine'));
    const seen: string[] = [];
    const read = store().withLocal('documents/cc/read', async (path) => {
      seen.push(path);
      return (await readFile(path)).toString();
    });
    expect(await read).toBe('on this machine');
    await expect(
      store().withLocal('documents/cc/read', async (path) => {
        seen.push(path);
        throw new Error('could not be read');
      }),
    ).rejects.toThrow('could not be read');
    if (name === 'an S3 bucket') for (const path of seen) await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await text('documents/cc/read')).toBe('on this machine');
    expect(await failure(store().withLocal('documents/cc/gone', async () => 1))).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringContaining('no longer in the storage') });
  });

  it('takes a finished upload once, and knows it under both names', async () => {
    expect(await store().inspectUpload('u1', 'documents/dd/u1')).toBeNull();
    await store().write('uploads/u1', Buffer.from('uploaded'));
    await store().write('uploads/u1.info', Buffer.from('{}'));
    const known = { bytes: 8, sha256: sha256('uploaded') };
    expect([await store().uploadedBytes('u1'), await store().inspectUpload('u1', 'documents/dd/u1')]).toEqual([8, known]);
    await store().takeUpload('u1', 'documents/dd/u1');
    await store().takeUpload('u1', 'documents/dd/u1');
    expect([await store().uploadedBytes('u1'), await store().inspectUpload('u1', 'documents/dd/u1'), await text('documents/dd/u1')]).toEqual([null, known, 'uploaded']);
    await expect(store().takeUpload('none', 'documents/dd/none')).rejects.toThrow('no such upload');
    await store().write('uploads/u2', Buffer.from('given up'));
    await store().discardUpload('u2');
    await store().discardUpload('u2');
    expect(await store().uploadedBytes('u2')).toBeNull();
  });

  it('lists in the order of keys, removes one, and all below a prefix', async () => {
    for (const key of ['pictures/a/1', 'pictures/a/10', 'pictures/a-b', 'pictures/a/2', 'pictures/ab/1']) await store().write(key, Buffer.from('x'));
    expect(await keys('pictures/')).toEqual(['pictures/a-b', 'pictures/a/1', 'pictures/a/10', 'pictures/a/2', 'pictures/ab/1']);
    await store().remove('pictures/a/10');
    await store().remove('pictures/a/10');
    expect(await keys('pictures/a/')).toEqual(['pictures/a/1', 'pictures/a/2']);
    await store().removeAll('pictures/a/');
    await store().removeAll('pictures/a/');
    expect(await keys('pictures/')).toEqual(['pictures/a-b', 'pictures/ab/1']);
    expect(await keys('nothing/')).toEqual([]);
  });
});

describe('a folder', () => {
  it('keeps all below itself', async () => {
    const store = localFiles(folder);
    for (const key of ['../outside', 'documents/../../outside', '/etc/passwd']) await expect(store.write(key, Buffer.from('x'))).rejects.toThrow('below its folder');
  });

  it('throws away what a program that was killed had half written', async () => {
    const store = localFiles(folder);
    await store.write('incoming/old', Buffer.from('half'));
    await store.write('incoming/new', Buffer.from('half'));
    const old = new Date(Date.now() - 3_600_000);
    await utimes(join(folder, 'incoming/old'), old, old);
    await store.tidy(new Date(old.getTime() + 1));
    expect(await readdir(join(folder, 'incoming'))).toEqual(['new']);
  });
});

describe('an S3 bucket', () => {
  it('throws away multipart uploads that were begun before', async () => {
    const store = s3Files(s3.settings);
    const begun = new Date('2026-03-01T00:00:00Z');
    for (const id of ['a', 'b', 'c']) s3.uploads.set(id, { key: `uploads/${id}`, begun, parts: new Map() });
    s3.uploads.set('d', { key: 'uploads/d', begun: new Date('2026-03-03T00:00:00Z'), parts: new Map() });
    await store.tidy(new Date('2026-03-02T00:00:00Z'));
    expect([...s3.uploads.keys()]).toEqual(['d']);
    await store.discardUpload('d');
    expect(s3.uploads.size).toBe(0);
  });

  it('puts the parts of an upload together whose server was killed before it could', async () => {
    const store = s3Files(s3.settings);
    const parts = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from('the end')];
    const whole = Buffer.concat(parts);
    s3.uploads.set('last', { key: 'uploads/last', begun: new Date(), parts: new Map(parts.map((part, index) => [index + 1, part])) });
    s3.objects.set('uploads/last.info', { bytes: Buffer.from(JSON.stringify({ size: whole.length })), modified: new Date(), metadata: { 'upload-id': 'last' }, type: '' });
    expect(await store.inspectUpload('last', 'documents/ee/last')).toEqual({ bytes: whole.length, sha256: sha256(whole) });
    await store.takeUpload('last', 'documents/ee/last');
    expect([...s3.objects.keys()].filter((key) => key.startsWith('uploads/last'))).toEqual([]);
  });

  it('sends browsers to itself where they reach it, and not where they do not', async () => {
    await s3Files(s3.settings).write('documents/ff/file', Buffer.from('direct'));
    const presentation = { disposition: 'attachment; filename="a.txt"', mediaType: 'text/plain', seconds: 60 };
    expect(await s3Files(s3.settings).address('documents/ff/file', presentation)).toBeNull();
    const address = await s3Files({ ...s3.settings, publicEndpoint: s3.settings.endpoint }).address('documents/ff/file', presentation);
    const response = await fetch(address ?? '');
    expect([await response.text(), response.headers.get('content-disposition'), response.headers.get('content-type')]).toEqual(['direct', presentation.disposition, 'text/plain']);
    expect(new URL(address ?? '').searchParams.get('X-Amz-Expires')).toBe('60');
  });

  it('that does not answer is said to be away, for a while', async () => {
    const away = s3Files({ ...s3.settings, endpoint: 'http://127.0.0.1:9' });
    expect(await failure(away.size('documents/ff/file'))).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  });

  it('that refuses is our defect, and no file that is missing', async () => {
    const refused = s3Files({ ...s3.settings, credentials: { accessKeyId: 'wrong', secretAccessKey: 'secret' } });
    await expect(refused.read('documents/ff/file')).rejects.toThrow('AccessDenied');
  });
});
