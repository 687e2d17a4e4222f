import type { AppError } from '@studywright/core';
import { toAppError } from '../platform/errors.ts';

/** The error that a call ends with, as its caller is told of it. Fails the test when the call succeeds. */
export async function failure(call: Promise<unknown>): Promise<AppError> {
  let result: unknown;
  try {
    result = await call;
  } catch (thrown) {
    return toAppError(thrown);
  }
  throw new Error(`This call was to fail; it gave ${JSON.stringify(result)}`);
}
