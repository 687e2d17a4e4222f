import { AppError } from '@studywright/core';
import office from 'officecrypto-tool';
import { wrongPassword } from './errors.ts';

/**
 * The ZIP within an encrypted DOCX, PPTX or the like (MS-OFFCRYPTO: agile and standard encryption).
 * The file says how many rounds of hashing a password takes: one that asks for hours of them is ended by the guard.
 * @throws AppError WRONG_PASSWORD, UNREADABLE
 */
export async function decryptOffice(bytes: Uint8Array, password: string): Promise<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return withoutPadding(await office.decrypt(file, { password }));
  } catch (error) {
    if (error instanceof Error && error.message === 'The password is incorrect') {
      throw wrongPassword();
    }
    throw new AppError('UNREADABLE', damaged);
  }
}

const damaged = 'This document is protected in a way that cannot be opened here, or it is damaged. Open it in the program that made it, save it without a password and upload that.';

const directoryEnd = Buffer.from('PK\x05\x06', 'latin1');

/** Encryption fills up its last block; a ZIP ends with its directory's end and the comment that this announces. */
function withoutPadding(zip: Buffer): Uint8Array {
  const end = zip.lastIndexOf(directoryEnd);
  if (end < 0 || end + 22 > zip.length) throw new AppError('UNREADABLE', damaged);
  return zip.subarray(0, Math.min(zip.length, end + 22 + zip.readUInt16LE(end + 20)));
}
