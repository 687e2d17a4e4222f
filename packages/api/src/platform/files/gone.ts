import { AppError } from '@studywright/core';

/** A file that should be there and is not. */
export function fileGone(): AppError {
  return new AppError('NOT_FOUND', 'The file of this document is no longer in the storage. What was made of it is kept. Upload the file again to read it again.');
}

/** Of an address that was signed by us once, or never. */
export function addressHasRunOut(): AppError {
  return new AppError('NOT_FOUND', 'This address has run out or is not whole. Open the document again to get a new one.');
}
