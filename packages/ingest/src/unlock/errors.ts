import { AppError } from '@studywright/core';

export function passwordNeeded(): AppError {
  return new AppError('PASSWORD_NEEDED', 'This document is protected by a password. Type it to open it; it is used once and not kept.');
}

export function wrongPassword(): AppError {
  return new AppError('WRONG_PASSWORD', 'This password does not open the document. Check how it is written, capitals too, and type it again.');
}
