import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, limits } from '@studywright/core';
import office from 'officecrypto-tool';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { linesAt, makePdf } from '../test/pdfs.ts';
import { zipOf } from '../test/zips.ts';
import { extract } from './extract.ts';
import { unlockInProcess } from './unlock.ts';

// Each starts a process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-unlock-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function unlock(bytes: Uint8Array, password: string): Promise<Uint8Array> {
  const path = join(folder, 'upload');
  await writeFile(path, bytes);
  return unlockInProcess(path, { fileName: 'lecture', password, limits: limits.ingest });
}

const refusal = (tried: Promise<unknown>) => tried.then(() => 'none', (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.detail}` : String(error)));
const read = (bytes: Uint8Array) => extract(bytes, { fileName: 'lecture', limits: limits.ingest });

const sentence = 'The enzyme lowers the activation energy of the reaction.';
const pages = (options: PDFKit.PDFDocumentOptions) =>
  makePdf((pdf) => {
    linesAt(pdf, 72, 72, [sentence]);
    pdf.addPage();
    linesAt(pdf, 72, 72, ['A second page stays a page of its own.']);
  }, options);

describe('a PDF with a password', () => {
  // As the versions of PDF name their encryption: RC4 of 40 and 128 bits, AES of 128 and 256.
  test.each(['1.3', '1.4', '1.6', '1.7ext3'] as const)('of version %s: asks for it, and opens with it', async (pdfVersion) => {
    const options = { pdfVersion, info: { Title: 'Enzymes at work' } };
    const locked = await pages({ ...options, userPassword: 'Straße 12', ownerPassword: 'teacher' });
    expect(await refusal(read(locked))).toBe('PASSWORD_NEEDED: This document is protected by a password. Type it to open it; it is used once and not kept.');
    expect(await read(await unlock(locked, 'Straße 12'))).toEqual(await read(await pages(options)));
    expect(await refusal(unlock(locked, 'strasse 12'))).toMatch(/^WRONG_PASSWORD: /);
  });

  test('leaves the file as it was, writes no other, and says the password nowhere', async () => {
    const locked = await pages({ userPassword: 'correct horse' });
    const said = await refusal(unlock(locked, 'not-this-one-4711'));
    expect(said).not.toContain('4711');
    expect(await readdir(folder)).toEqual(['upload']);
  });
});

describe('what is no document with a password', () => {
  test('is said to be none, or to be damaged', async () => {
    expect(await refusal(unlock(Buffer.from('Just words.'), 'x'))).toMatch(/^BAD_INPUT: .*not protected/);
    expect(await refusal(unlock(Buffer.from('%PDF-1.7\nnothing'), 'x'))).toMatch(/^UNREADABLE: /);
    expect(await refusal(unlock(Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(4096)]), 'x'))).toMatch(/^UNREADABLE: /);
  });
});

describe('an Office document with a password', () => {
  const plain = zipOf({ 'mimetype': 'x'.repeat(4991) });

  test.each(['agile', 'standard'])('%s encryption: asks for it, and opens with it', async (type) => {
    const locked = office.encrypt(plain, type === 'standard' ? { password: 'пароль', type } : { password: 'пароль' });
    expect(await refusal(read(locked))).toMatch(/^PASSWORD_NEEDED: /);
    expect(Buffer.from(await unlock(locked, 'пароль'))).toEqual(plain);
    expect(await refusal(unlock(locked, 'Пароль'))).toMatch(/^WRONG_PASSWORD: /);
  });
});
