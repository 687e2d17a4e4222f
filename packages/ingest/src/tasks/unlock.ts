import { readFile } from 'node:fs/promises';
import { AppError } from '@studywright/core';
import type { RequestOf } from '../wire.ts';
import type { TaskResult } from './task.ts';

/** The mark of the container in which Office keeps what it has encrypted. */
const compoundFile = Buffer.from('D0CF11E0A1B11AE1', 'hex');

/** No error says more than these do: what a library throws might repeat the password. */
export async function run({ path, password }: RequestOf<'unlock'>): Promise<TaskResult> {
  const bytes = await readFile(path);
  try {
    return { bytes: await unlock(bytes, password) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('UNREADABLE', 'Opening this document with its password broke down. Save it without a password in the program that made it, and upload that.');
  }
}

async function unlock(bytes: Buffer, password: string): Promise<Uint8Array> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return (await import('../unlock/qpdf.ts')).decryptPdf(bytes, password);
  if (bytes.subarray(0, compoundFile.length).equals(compoundFile)) return (await import('../unlock/office.ts')).decryptOffice(bytes, password);
  throw new AppError('BAD_INPUT', 'This document is not protected by a password.');
}
